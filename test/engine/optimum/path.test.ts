import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastLoss } from "../../../src/engine/optimum/least-loss.js";
import { Path } from "../../../src/engine/optimum/path.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { traces, videos } from "../../support/arbitraries.js";
import { plainTrace } from "../../support/plain.js";
import { settingsWith } from "../../support/settings.js";
import { problemOf } from "./exhaustive.js";

const time = fc.double({ min: 0, max: 100, noNaN: true });

describe("the first bit of a request", () => {
  const falling = traceFromIntervals({ name: "set/trace", set: "set" }, [
    { duration: 4, bandwidth: 1e6, latency: 3 },
    { duration: 1, bandwidth: 1e6, latency: 2 },
    { duration: 5, bandwidth: 1e6, latency: 0.5 },
  ]);

  it("comes sooner for waiting where latency falls at once", () => {
    const path = new Path(falling, 0, {}, 3600, 1);
    expect([path.firstByte(3), path.sent]).toEqual([6, 3]);
    // At 4 it would be 6, too, and at 5 it is 5.5.
    expect([path.earliestFirstByte(3), path.sent]).toEqual([5.5, 5]);
    expect([path.earliestFirstByte(1), path.sent]).toEqual([4, 1]);
  });

  it("comes after the round trip where that is fixed, and the server's delay", () => {
    const path = new Path(falling, 0, { rtt: 0.2, serverDelay: 0.1 }, 3600, 1);
    expect(path.earliestFirstByte(3)).toBeCloseTo(3.3, 12);
  });

  it("is never later for a later request at the earliest, and never later than the latest", () => {
    fc.assert(
      fc.property(traces, time, fc.double({ min: 0, max: 10, noNaN: true }), (trace, from, more) => {
        const path = new Path(trace, 0, {}, 3600, 1);
        const earliest = path.earliestFirstByte(from);
        expect(path.earliestFirstByte(from + more)).toBeGreaterThanOrEqual(earliest);
        expect(path.firstByte(from + more)).toBeGreaterThanOrEqual(earliest);
        expect(path.latestFirstByte(from, from + more)).toBeGreaterThanOrEqual(
          path.firstByte(from + more / 2),
        );
        path.earliestFirstByte(from);
        expect(path.firstByte(path.sent)).toBe(earliest);
      }),
    );
  });
});

describe("requests that stop the trace", () => {
  it("have their bits as if no time had passed", () => {
    const path = new Path(
      plainTrace([
        [1, 8],
        [9, 1],
      ]),
      0,
      { rtt: 0.5, latencyAdvancesTrace: false },
      3600,
      2,
    );
    // The first has stopped it for half a second: from 0.5 on it is at its beginning.
    expect(path.arrival(0, 0.5, 8e6)).toBeCloseTo(1.5, 12);
    // The second for half a second more.
    expect(path.arrival(1, 2, 1e6)).toBeCloseTo(3, 12);
  });
});

describe("what a round trip loses at the least", () => {
  it("is what the slower of two intervals carries in it", () => {
    const problem = problemOf(
      plainTrace([
        [10, 4],
        [10, 1],
      ]),
      videoOf(),
      settingsWith({ network: { rtt: 0.5 } }),
    );
    const loss = leastLoss(problem);
    expect(loss(0, 5)).toBeCloseTo(0.5e6, 6);
    expect(loss(12, 13)).toBeCloseTo(0.5e6, 6);
  });

  it("is no more than any round trip loses", () => {
    fc.assert(
      fc.property(traces, videos, time, time, fc.boolean(), (trace, video, one, other, fixed) => {
        const network = fixed ? { rtt: 0.3 } : {};
        const problem = problemOf(trace, video, settingsWith({ network }));
        const path = new Path(trace, 0, network, 3600, video.durations.length);
        const [from, to] = one < other ? [one, other] : [other, one];
        const least = leastLoss(problem)(from, to);
        for (const share of [0, 0.2, 0.5, 0.77, 1]) {
          const at = from + share * (to - from);
          const lost = path.carried(0, path.earliestFirstByte(at)) - path.carried(0, at);
          expect(lost).toBeGreaterThanOrEqual(least - 1e-3);
        }
      }),
    );
  });
});

const videoOf = () => fc.sample(videos, { numRuns: 1, seed: 1 })[0]!;
