import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CdnChoice } from "../../../../src/engine/network/delivery/cdn-choice.js";
import type { SessionEvent } from "../../../../src/model/session.js";
import type { CdnSelectionSettings, CdnSettings } from "../../../../src/model/settings/index.js";

const BY_ORDER: CdnSelectionSettings = { by: "order", failures: 2, recoverAfter: 60 };
const BY_SCORE: CdnSelectionSettings = { ...BY_ORDER, by: "score" };

function choice(selection: CdnSelectionSettings | undefined, cdns: readonly CdnSettings[]) {
  const events: SessionEvent[] = [];
  const cdn = new CdnChoice({
    cdns,
    selection,
    expected: ({ latency = 0 }) => ({ latency: 0.05 + latency, throughput: 10e6 }),
    note: (event) => events.push(event),
  });
  const changes = () =>
    events.map((event) => (event.kind === "cdn" ? [event.at, event.from, event.to, event.why] : event));
  return { cdn, changes, at: (now: number) => cdn.current(now).name };
}

const THREE: readonly CdnSettings[] = [
  { name: "far", latency: 0.2 },
  { name: "near" },
  { name: "middle", latency: 0.05 },
];

describe("a choice by order", () => {
  it("fails over to the next that is healthy, and comes back", () => {
    const { cdn, at, changes } = choice(BY_ORDER, THREE);
    expect(at(0)).toBe("far");
    cdn.failed("far", 1);
    expect(at(1)).toBe("far");
    cdn.failed("far", 2);
    expect(at(2)).toBe("near");
    cdn.giveUp("near", 10);
    expect(at(10)).toBe("middle");
    expect(at(62)).toBe("far");
    expect(changes()).toEqual([
      [0, undefined, "far", "start"],
      [2, "far", "near", "failures"],
      [10, "near", "middle", "failures"],
      [62, "middle", "far", "recovery"],
    ]);
  });

  it("asks the one that recovers first when none is healthy", () => {
    const { cdn, at } = choice(BY_ORDER, THREE);
    cdn.giveUp("near", 1);
    cdn.giveUp("far", 2);
    cdn.giveUp("middle", 3);
    expect(at(4)).toBe("near");
    expect(cdn.others(["near"], 4)).toEqual([]);
  });
});

describe("a choice by score", () => {
  it("takes the best, fails over to the next best, and comes back when it recovers", () => {
    const { cdn, at, changes } = choice(BY_SCORE, THREE);
    expect(at(0)).toBe("near");
    cdn.giveUp("near", 5);
    expect(at(5)).toBe("middle");
    expect(at(64.9)).toBe("middle");
    expect(at(65)).toBe("near");
    expect(changes()).toEqual([
      [0, undefined, "near", "start"],
      [5, "near", "middle", "failures"],
      [65, "middle", "near", "recovery"],
    ]);
  });

  it("returns to the one that recovers first, even if it failed before the last change", () => {
    const { cdn, at } = choice(BY_SCORE, THREE);
    at(0);
    cdn.giveUp("near", 5);
    at(5);
    cdn.giveUp("middle", 20);
    expect([20, 64.9, 65, 90].map(at)).toEqual(["far", "far", "near", "near"]);
  });

  it("leaves a CDN that has become slow, but does not waver", () => {
    const { cdn, at, changes } = choice(BY_SCORE, THREE);
    at(0);
    cdn.measured("near", 1, 1e6);
    expect(at(59)).toBe("near");
    expect(at(60)).toBe("middle");
    expect(changes().at(-1)).toEqual([60, "near", "middle", "score"]);
  });

  it("keeps the one in use among equals", () => {
    const { cdn, at } = choice(BY_SCORE, [{ name: "a" }, { name: "b" }]);
    expect(at(0)).toBe("a");
    cdn.giveUp("a", 1);
    expect(at(2)).toBe("b");
    expect(at(100)).toBe("b");
  });

  it("names others from the best on", () => {
    const { cdn } = choice(BY_SCORE, THREE);
    expect(cdn.others([], 0)).toEqual(["near", "middle", "far"]);
    expect(cdn.others(["near"], 0)).toEqual(["middle", "far"]);
  });

  it("weighs what the settings say of availability, distance and price", () => {
    const best = (cdn: Partial<CdnSettings>) =>
      choice(BY_SCORE, [{ name: "a", ...cdn }, { name: "b" }]).at(0);
    expect(best({})).toBe("a");
    expect(best({ availability: 90 })).toBe("b");
    expect(best({ distanceKm: 100 })).toBe("b");
    expect(best({ usdPerGB: 0.1 })).toBe("b");
  });
});

describe("no selection", () => {
  it("stays with the first, whatever happens", () => {
    const { cdn, at, changes } = choice(undefined, THREE);
    at(0);
    for (let i = 0; i < 100; i++) cdn.failed("far", i);
    expect(at(100)).toBe("far");
    expect(changes()).toEqual([[0, undefined, "far", "start"]]);
    expect(cdn.others(["far"], 100)).toEqual(["near", "middle"]);
  });
});

describe("any choice", () => {
  it("is a healthy CDN where there is one, and says so when it changes", () => {
    const step = fc.record({
      after: fc.double({ min: 0, max: 30, noNaN: true }),
      does: fc.constantFrom("failed", "succeeded", "giveUp", "measured"),
      which: fc.constantFrom("far", "near", "middle"),
      latency: fc.double({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step), fc.constantFrom(BY_ORDER, BY_SCORE), (steps, selection) => {
        const { cdn, at, changes } = choice(selection, THREE);
        let now = 0;
        let last: string | undefined;
        let changed = 0;
        for (const { after, does, which, latency } of steps) {
          now += after;
          if (does === "failed") cdn.failed(which, now);
          else if (does === "giveUp") cdn.giveUp(which, now);
          else if (does === "succeeded") cdn.succeeded(which);
          else cdn.measured(which, latency, 1e6);
          const healthy = cdn.others([], now);
          const chosen = at(now);
          if (healthy.length > 0) expect(healthy).toContain(chosen);
          if (chosen !== last) changed++;
          last = chosen;
        }
        expect(changes().length).toBe(changed);
      }),
    );
  });
});
