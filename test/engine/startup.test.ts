import { describe, expect, it } from "vitest";
import type { StartupSettings } from "../../src/model/settings/index.js";
import { play, requestsOf, statesOf } from "../support/plain.js";

describe("a staged startup", () => {
  /** 0.1 s, and 0.2 Mbit, which take 0.1 s when alone on the link. */
  const stages: StartupSettings["stages"] = [
    { name: "auth", shortest: 0.1, longest: 0.1 },
    { name: "manifest", size: 0.2e6 },
  ];
  const startOf = (startup: StartupSettings) => {
    const log = play({ player: { startup } });
    return { first: requestsOf(log.requests)[0]!.requested, frame: statesOf(log)[1]![0], log };
  };

  it("adds its stages up where they follow one another", () => {
    const { first, frame, log } = startOf({ order: "sequential", stages, decode: 0.1 });
    expect(first).toBeCloseTo(0.2, 12);
    expect(frame).toBeCloseTo(2.3, 12);
    expect(log.others).toHaveLength(1);
    expect(log.others[0]).toMatchObject({ kind: "manifest", size: 0.2e6, outcome: "delivered" });
    expect(log.events.map((event) => event.kind)).toEqual(["stage", "stage"]);
  });

  it("takes as long as the longest where they begin at once", () => {
    expect(startOf({ order: "parallel", stages }).first).toBeCloseTo(0.1, 12);
  });

  it("fetches media meanwhile where it may, and shows no frame before the stages are over", () => {
    const slow: StartupSettings["stages"] = [{ name: "licence", shortest: 3, longest: 3 }];
    const { first, frame } = startOf({ order: "parallel", stages: slow, mediaDuringStages: true });
    expect(first).toBe(0);
    expect(frame).toBe(3);
  });
});

describe("startup after a number of segments", () => {
  it("does not wait for the seconds", () => {
    const log = play({ player: { startupBuffer: 12, startupSegments: 2 } });
    expect(statesOf(log)[1]).toEqual([4, "playing", 0]);
  });
});
