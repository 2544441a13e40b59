import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExchangeSpec } from "../../../src/engine/network/exchange.js";
import { ListedFaults, SLOW_RATE_SHARE } from "../../../src/engine/network/faults.js";
import type { Fault } from "../../../src/model/settings/index.js";
import { randomStream } from "../../../src/random.js";

const video: ExchangeSpec = { kind: "video", size: 1e6, resource: "video/2/0", level: 2 };
const manifest: ExchangeSpec = { kind: "manifest", size: 1e4, resource: "manifest" };
const random = (purpose: string) => randomStream(1, purpose);

describe("ListedFaults", () => {
  it("strikes what is sent from `at` until before `at + for`", () => {
    const faults = new ListedFaults([{ what: 503, at: 10, for: 5 }], random);
    const struck = [9.99, 10, 12, 14.99, 15].map((at) => faults.strike(video, undefined, at)?.what);
    expect(struck).toEqual([undefined, 503, 503, 503, undefined]);
  });

  it("counts from when play was pressed", () => {
    const faults = new ListedFaults([{ what: "reset", at: 1, for: 1 }], random, 100);
    expect([1.5, 101.5].map((at) => faults.strike(video, undefined, at)?.what)).toEqual([undefined, "reset"]);
  });

  it("strikes only what it is meant for", () => {
    const where = (parts: NonNullable<Fault["where"]>) => {
      const faults = new ListedFaults([{ what: 500, at: 0, for: 1, where: parts }], random);
      return [
        faults.strike(video, "a", 0),
        faults.strike(video, undefined, 0),
        faults.strike(manifest, "a", 0),
      ].map((strike) => strike !== undefined);
    };
    expect(where({})).toEqual([true, true, true]);
    expect(where({ cdn: "a" })).toEqual([true, false, true]);
    expect(where({ kind: "video" })).toEqual([true, true, false]);
    expect(where({ level: 2 })).toEqual([true, true, false]);
    expect(where({ level: 1 })).toEqual([false, false, false]);
    expect(where({ cdn: "b", kind: "video" })).toEqual([false, false, false]);
  });

  it("lets the first in the list count, and says how slow slow is", () => {
    const first = new ListedFaults(
      [
        { what: "slow", at: 0, for: 1, rateShare: 0.25 },
        { what: 404, at: 0, for: 2 },
      ],
      random,
    );
    expect(first.strike(video, undefined, 0)).toEqual({ what: "slow", rateShare: 0.25 });
    expect(first.strike(video, undefined, 1)).toEqual({ what: 404 });
    const unsaid = new ListedFaults([{ what: "slow", at: 0, for: 1 }], random);
    expect(unsaid.strike(video, undefined, 0)).toEqual({ what: "slow", rateShare: SLOW_RATE_SHARE });
  });

  it("strikes at about its rate", () => {
    const faults = new ListedFaults([{ what: "reset", rate: 0.2 }], random);
    let struck = 0;
    for (let i = 0; i < 10_000; i++) if (faults.strike(video, undefined, i)) struck++;
    // Four standard errors of 10,000 draws at 0.2 are 0.016.
    expect(Math.abs(struck / 10_000 - 0.2)).toBeLessThan(0.016);
  });

  it("gives the n-th request that it could strike the same luck, whatever else is sent", () => {
    const luck = (requests: readonly boolean[]) => {
      const faults = new ListedFaults([{ what: "reset", rate: 0.5, where: { kind: "video" } }], random);
      return requests
        .map((isVideo, now) => ({
          isVideo,
          strike: faults.strike(isVideo ? video : manifest, undefined, now),
        }))
        .filter(({ isVideo }) => isVideo)
        .map(({ strike }) => strike !== undefined);
    };
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (requests) => {
        expect(luck(requests)).toEqual(luck(requests.filter((isVideo) => isVideo)));
      }),
    );
  });

  it("gives it the same luck whatever other faults strike", () => {
    const beside = (rate: number) =>
      new ListedFaults(
        [
          { what: "reset", rate },
          { what: 500, rate: 0.5 },
        ],
        random,
      );
    const often = beside(0.5);
    const never = beside(0);
    let hidden = 0;
    for (let now = 0; now < 200; now++) {
      const strike = often.strike(video, undefined, now);
      const alone = never.strike(video, undefined, now);
      if (strike?.what === "reset") hidden++;
      else expect(strike).toEqual(alone);
    }
    expect(hidden).toBeGreaterThan(50);
  });
});
