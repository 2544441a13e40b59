import { describe, expect, it } from "vitest";
import { SlowStart } from "../../../src/engine/network/slow-start.js";

const PACKET = 1460 * 8;

describe("SlowStart", () => {
  it("sends ten packets in the first round trip, and doubles while that is what limits", () => {
    const slowStart = new SlowStart({ initialWindowPackets: 10 }, PACKET);
    const caps = [0, 1, 2].map(() => {
      const cap = slowStart.cap(0.1);
      slowStart.endRound(true);
      return cap;
    });
    expect(caps).toEqual([1_168_000, 2_336_000, 4_672_000]);
  });

  it("is over once something else limits", () => {
    const slowStart = new SlowStart({ initialWindowPackets: 10 }, PACKET);
    slowStart.endRound(false);
    expect(slowStart.growing).toBe(false);
    expect(slowStart.cap(0.1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("caps nothing where a round trip takes no time", () => {
    expect(new SlowStart({ initialWindowPackets: 10 }, PACKET).cap(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ["as long as is allowed", 11, false],
    ["for longer", 11.01, true],
  ])("having rested %s", (_, beginsAgain, anew) => {
    const slowStart = new SlowStart({ initialWindowPackets: 10, restartAfterIdle: 1 }, PACKET);
    slowStart.begin(9);
    slowStart.endRound(false);
    slowStart.rest(10);
    slowStart.begin(beginsAgain);
    expect(slowStart.growing).toBe(anew);
  });

  it("keeps its window for ever if nothing is said about rests", () => {
    const slowStart = new SlowStart({ initialWindowPackets: 10 }, PACKET);
    slowStart.endRound(true);
    slowStart.rest(1);
    slowStart.begin(1e9);
    expect(slowStart.cap(1)).toBe(20 * PACKET);
  });
});
