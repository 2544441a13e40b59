import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import type { NetworkSettings, PlayerSettings } from "../../src/model/settings/index.js";
import { traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";

/*
 * What compatibility profiles set, each worked out by hand: segments of 2 s and 2 Mbit, over 4 Mbit/s for 2 s and
 * 1 Mbit/s for 1 s, in turns; startup and resume at one segment.
 */

const trace = traceFromIntervals({ name: "s/t", set: "s" }, [
  { duration: 2, bandwidth: 4e6 },
  { duration: 1, bandwidth: 1e6 },
]);

function play(player: Partial<PlayerSettings>, network: NetworkSettings = {}, segments = 6) {
  const video = videoFromSegments({
    name: "v",
    levels: [{ bitrate: 1e6 }, { bitrate: 2e6 }],
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.of(2e6, 4e6)),
    sizesAre: "exact",
  });
  const { requests, end } = simulate({
    trace,
    video,
    policy: () => ({ name: "lowest", decide: () => ({ level: 0 }) }),
    settings: {
      player: { startupBuffer: 0, resumeBuffer: 0, maxBuffer: 60, starvedAfter: 100, ...player },
      network,
      viewer: {},
    },
  });
  const column = (values: Float64Array | Int32Array) => Array.from(values.subarray(0, requests.count));
  return {
    level: column(requests.level),
    requested: column(requests.requested),
    finished: column(requests.finished),
    after: column(requests.bufferAfter),
    received: column(requests.received),
    end,
  };
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

describe("bufferLimit", () => {
  it("fits: a segment waits until it fits below the maximum", () => {
    // At 0.5 the buffer is 2, at 1 it is 3.5. The third waits until 3, at 1.5, and arrives at 2: 4.5. The fourth
    // waits until 3 again, at 3.5.
    const { requested, after } = play({ maxBuffer: 5 });
    expect(requested.slice(0, 4)).toEqual(close([0, 0.5, 1.5, 3.5]));
    expect(Math.max(...after)).toBeLessThanOrEqual(5);
  });

  it("below: a segment waits until the buffer is at the maximum, and may exceed it", () => {
    // The fourth is asked for at 5 s of buffer and arrives at 2: 4.5 + 2 = 6.5. The fifth waits until 5, at 3.5.
    const { requested, after } = play({ maxBuffer: 5, bufferLimit: "below" });
    expect(requested.slice(0, 5)).toEqual(close([0, 0.5, 1, 1.5, 3.5]));
    expect(after[3]).toBeCloseTo(6.5, 9);
  });
});

describe("idleStep", () => {
  it("a wait for room is rounded up to whole steps", () => {
    // The third waits 0.75 s instead of 0.5, until 1.75, and arrives at 3, when the buffer is 3.5; so does the fourth.
    const { requested } = play({ maxBuffer: 5, idleStep: 0.75 });
    expect(requested.slice(0, 4)).toEqual(close([0, 0.5, 1.75, 3.75]));
  });
});

describe("firstLevel", () => {
  it("the first segment is fetched at that level, the policy decides on the others", () => {
    expect(play({ firstLevel: 1 }).level).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it("above the ladder is its top", () => {
    expect(play({ firstLevel: 9 }).level[0]).toBe(1);
  });
});

describe("payloadShare", () => {
  it("a segment takes as much longer as headers take of the capacity", () => {
    // 2 Mbit at 80 % are 2.5 Mbit on the link: 0.625 s at 4 Mbit/s.
    const { finished, received } = play({}, { payloadShare: 0.8 }, 3);
    expect(finished).toEqual(close([0.625, 1.25, 1.875]));
    expect(received).toEqual([2e6, 2e6, 2e6]);
  });
});

describe("latencyAdvancesTrace", () => {
  it("true, as time does: the link's capacity passes while a request waits", () => {
    // Each waits 0.5 s. The third is asked for at 2 and begins at 2.5, where the link carries 1 Mbit/s until 3.
    const { finished } = play({}, { rtt: 0.5 }, 3);
    expect(finished).toEqual(close([1, 2, 3.375]));
  });

  it("false: the trace stands still meanwhile", () => {
    // The three take the first 1.5 s of the trace; with their waits they end at 1, 2 and 3.
    const { finished, end } = play({}, { rtt: 0.5, latencyAdvancesTrace: false }, 3);
    expect(finished).toEqual(close([1, 2, 3]));
    expect(end).toEqual({ status: "completed", at: expect.closeTo(7, 9) });
  });
});
