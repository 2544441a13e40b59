import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import { loadTraces } from "../../src/inputs/load-traces.js";
import { linear } from "../../src/metrics/qoe/linear.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import type { Trace } from "../../src/model/trace.js";
import { OracleSearch } from "../../src/policies/mpc/oracle-search.js";
import { mpc } from "../../src/policies/mpc.js";
import { oracleMpc, oracleMpcWarnings } from "../../src/policies/oracle-mpc.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { goldenLevels } from "./golden.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const three = ladder(1000, 2000, 4000);
/** 8 Mbit/s until 100 s have passed, then 0.5. */
const slowing = {
  deliveryEnd(start: number, bits: number): number {
    const early = Math.min(bits, Math.max(0, 100 - start) * 8e6);
    return start + early / 8e6 + (bits - early) / 0.5e6;
  },
};

describe("oracle-mpc", () => {
  it("create_withoutTheFuture_refusedWithTheReason", () => {
    expect(() => oracleMpc({}, contextWith(three))).toThrow(/oracle-mpc has to be told the future/);
  });

  it("decide_linkAboutToSlowDown_lowersBefore", () => {
    const policy = oracleMpc({}, contextWith(three, { future: slowing }));
    const at = (now: number) => policy.decide(observationWith(three, { now, buffer: 8, lastLevel: 2 }));
    // Each segment of the top takes 2 s until 100 s.
    expect(at(80)).toMatchObject({ level: 2, reason: "plan", estimate: 8e6 });
    // From then on, those of the lowest take 8 s for 4 s of media.
    expect(at(100)).toMatchObject({ level: 0, reason: "plan, with rebuffering", estimate: 0.5e6 });
  });

  it("decide_fullBuffer_nextRequestsWaitForRoom", () => {
    // 12 s fit; the next segment of 4 s comes at once, and the one after it has to wait until 8 s are left.
    const asked: number[] = [];
    const deliveryEnd = (start: number) => {
      asked.push(start);
      return start;
    };
    const segment = { index: 0, duration: 4, remaining: 2 };
    const observation = observationWith(three, { now: 100, buffer: 8, maxBuffer: 12, segment });
    oracleMpc({}, contextWith(three, { future: { deliveryEnd } })).decide(observation);
    expect([...new Set(asked)].sort()).toEqual([100, 104]);
  });

  it("decide_nothingEverArrives_lowest", () => {
    const future = { deliveryEnd: () => Number.POSITIVE_INFINITY };
    const policy = oracleMpc({}, contextWith(three, { future }));
    expect(policy.decide(observationWith(three, { lastLevel: 2 })).level).toBe(0);
  });

  it("decide_anyLinkThatKeepsOrder_bestOfAllPlans", () => {
    fc.assert(
      fc.property(searches, ({ kbps, steps, sizes, capacity, latency, ...start }) => {
        const levels = kbps.map((one) => ({ bitrate: one * 1000 }));
        const future = { deliveryEnd: linkOf(capacity, latency) };
        const objective = { rebufferPenalty: 4.3, switchPenalty: 1 };
        const search = new OracleSearch(levels, steps, objective, future);
        search.sizes.set(sizes.slice(0, steps * kbps.length));
        search.durations.fill(4);
        const chosen = search.firstLevel({ ...start, steps, last: 0 });
        // By trying all.
        let best = Number.NEGATIVE_INFINITY;
        const bestOf = kbps.map(() => Number.NEGATIVE_INFINITY);
        for (let plan = 0; plan < kbps.length ** steps; plan++) {
          const digits = Array.from(
            { length: steps },
            (_, step) => Math.floor(plan / kbps.length ** (steps - 1 - step)) % kbps.length,
          );
          let { now, buffer } = start;
          let value = 0;
          let before = 0;
          digits.forEach((level, step) => {
            const wait = step === 0 ? 0 : Math.max(0, buffer - Math.max(0, start.maxBuffer - 4));
            const end = future.deliveryEnd(now + wait, sizes[step * kbps.length + level]!);
            const spent = end - now;
            value += kbps[level]! / 1000 - 4.3 * Math.max(0, spent - buffer);
            value -= Math.abs(kbps[level]! - kbps[before]!) / 1000;
            buffer = Math.max(0, buffer - spent) + 4;
            before = level;
            now = end;
          });
          bestOf[digits[0]!] = Math.max(bestOf[digits[0]!]!, value);
          best = Math.max(best, value);
        }
        expect(bestOf[chosen]).toBeCloseTo(best, 6);
      }),
      { numRuns: 300 },
    );
  });

  it("decide_plansWorthTheSame_highestFirstLevel", () => {
    // Everything arrives at once. In the last step a change up costs just what it brings, and so does going up earlier.
    const search = new OracleSearch(
      ladder(1000, 2000, 4000),
      2,
      { rebufferPenalty: 4, switchPenalty: 2 },
      {
        deliveryEnd: (start) => start,
      },
    );
    search.durations.fill(4);
    // Two steps: 1 + 1; 2 + 2 - 2; 4 + 4 - 6.
    expect(search.firstLevel({ now: 0, steps: 2, buffer: 8, last: 0, maxBuffer: 60 })).toBe(2);
  });

  it("decide_eightStepsOfTwelveLevels_asksTensOfThousandsOfQuestions", () => {
    // There are 4.3e8 plans. A link that is slow for 20 s and fast for 20 s leaves much to weigh.
    const levels = ladder(...Array.from({ length: 12 }, (_, level) => Math.round(200 * 1.52 ** level)));
    const deliveryEnd = linkOf([6e5, 4e5, 3e5, 8e5, 4e6, 7e6, 5e6, 9e6], 0);
    const search = new OracleSearch(levels, 8, { rebufferPenalty: 4.3, switchPenalty: 1 }, { deliveryEnd });
    search.durations.fill(4);
    search.sizes.forEach((_, at) => {
      const step = Math.floor(at / 12);
      search.sizes[at] = levels[at % 12]!.bitrate * 4 * (1 + 0.2 * Math.sin(5 * step + at));
    });
    for (const buffer of [4, 10, 20]) {
      search.firstLevel({ now: 3, steps: 8, buffer, last: 5, maxBuffer: 60 });
      expect(search.asked).toBeGreaterThan(12 * 8);
      expect(search.asked).toBeLessThan(100_000);
    }
  });

  it("sessions_onShippedTraces_mostlyBetterThanAPredictionIs", async () => {
    const root = new URL("../..", import.meta.url).pathname;
    const loaded = await loadTraces(["traces/*/*-01.csv", "traces/adversarial/step-down.csv"], {
      base: root,
      cwd: root,
    });
    const settings = settingsOfProfile("reference");
    const video = oracleVideo("video-six-level.json", 40);
    const score = (trace: Trace, policy: PolicyFactory, tellsFuture: boolean) => {
      const log = simulate({ trace, video, policy, settings, tellsFuture });
      return linear.score({ ...measureSession(log, video), log, video })!;
    };
    const gains = loaded.map(({ trace }) => score(trace, oracleMpc, true) - score(trace, mpc, false));
    expect(gains).toHaveLength(6);
    expect(gains.filter((gain) => gain >= 0).length).toBeGreaterThanOrEqual(5);
    expect(gains.reduce((sum, gain) => sum + gain)).toBeGreaterThan(0);
  });

  it("session_ofVariableBitrate_goldenLevels", () => {
    const trace = oracleTrace("trace-commute-1.json");
    const content = { trace, video: oracleVideo("video-six-level.json", 30), tellsFuture: true };
    expect(goldenLevels(oracleMpc, content)).toEqual([
      0, 1, 2, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3,
    ]);
  });
});

/** When bits arrive over a link whose capacity changes every 5 s. */
const linkOf =
  (capacity: readonly number[], latency: number) =>
  (start: number, bits: number): number => {
    let time = start + latency;
    let left = bits;
    for (;;) {
      const rate = capacity[Math.floor(time / 5) % capacity.length]!;
      const end = (Math.floor(time / 5) + 1) * 5;
      if (rate * (end - time) >= left) return time + left / rate;
      left -= rate * (end - time);
      time = end;
    }
  };

const searches = fc.record({
  kbps: fc
    .uniqueArray(fc.integer({ min: 2, max: 100 }), { minLength: 1, maxLength: 5 })
    .map((all) => all.sort((a, b) => a - b).map((one) => one * 50)),
  steps: fc.integer({ min: 1, max: 4 }),
  sizes: fc.array(fc.integer({ min: 1e5, max: 3e7 }), { minLength: 20, maxLength: 20 }),
  capacity: fc.array(fc.integer({ min: 1e5, max: 1e7 }), { minLength: 1, maxLength: 10 }),
  latency: fc.constantFrom(0, 0.1, 1),
  now: fc.integer({ min: 0, max: 100 }),
  buffer: fc.integer({ min: 0, max: 30 }),
  maxBuffer: fc.integer({ min: 4, max: 40 }),
});

it("warns of horizons that take long", () => {
  expect(oracleMpcWarnings({})).toEqual([]);
  expect(oracleMpcWarnings({ horizon: 8 })).toEqual([]);
  expect(oracleMpcWarnings({ horizon: 9 })).toEqual([expect.stringContaining("slow with a horizon of 9")]);
});
