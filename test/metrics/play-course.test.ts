import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import { courseOfLog, courseOfPlayback } from "../../src/metrics/play-course.js";
import type { Playback } from "../../src/model/playback.js";
import { traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";
import { findPolicy } from "../../src/policies/registry.js";

const VIDEO = videoFromSegments({
  name: "stream",
  levels: [{ bitrate: 1e6 }],
  segmentDuration: 4,
  durations: new Float64Array(2).fill(4),
  sizes: [Float64Array.of(4e6), Float64Array.of(4e6)],
  sizesAre: "exact",
});

const segment = (index: number, start: number, end: number | undefined) => ({
  what: { kind: "segment" as const, level: 0, segment: index },
  ...{ start, firstByte: start, end, size: 4e6 },
  aborted: end === undefined ? { at: start + 1, sent: 1e6 } : undefined,
});

describe("courseOfPlayback", () => {
  const played: Playback = {
    ...{ player: "hlsjs", policy: undefined, version: "1", trace: "t", latency: 0 },
    ...{ startup: 2, stall: 3, stallCount: 1, levels: [0, 0] },
    events: [
      { name: "waiting", at: 0.5, position: 0 },
      { name: "playing", at: 2, position: 0 },
      { name: "waiting", at: 6, position: 4 },
      { name: "playing", at: 9, position: 4 },
      { name: "ended", at: 13, position: 8 },
    ],
    requests: [segment(0, 0, 1), segment(1, 3, undefined), segment(1, 5, 9)],
  };

  it("has requests, those that were given up among them", () => {
    const { requests } = courseOfPlayback(played, VIDEO);
    expect(requests.map(({ start, end, whole }) => [start, end, whole])).toEqual([
      [0, 1, true],
      [3, 4, false],
      [5, 9, true],
    ]);
  });

  it("has the buffer level by what came and where the playhead was", () => {
    const { buffer } = courseOfPlayback(played, VIDEO);
    const at = (time: number) => buffer.filter((corner) => corner.at === time).map((corner) => corner.buffer);
    expect(at(1)).toEqual([0, 4]);
    expect(at(2)).toEqual([4]);
    expect(at(6)).toEqual([0]);
    expect(at(9).at(-1)).toBe(4);
    expect(at(13)).toEqual([0]);
  });

  it("waits until the first frame, and while it stalls", () => {
    const { waits, end } = courseOfPlayback(played, VIDEO);
    expect(waits).toEqual([
      { from: 0, to: 2 },
      { from: 6, to: 9 },
    ]);
    expect(end).toBe(13);
  });
});

describe("courseOfLog", () => {
  it("says the same of a simulated session", () => {
    // Half of a second of media a second: the first segment after 8 s, the second 8 s later, 4 s too late.
    const trace = traceFromIntervals({ name: "t", set: "s" }, [{ duration: 60, bandwidth: 5e5 }]);
    const settings = settingsOfProfile("reference");
    const log = simulate({ trace, video: VIDEO, policy: findPolicy("constant")!.factory, settings });
    const { requests, waits, buffer, end } = courseOfLog(log, VIDEO);
    expect(requests.map((request) => [request.start, request.end])).toEqual([
      [0, 8],
      [8, 16],
    ]);
    expect(waits).toEqual([
      { from: 0, to: 8 },
      { from: 12, to: 16 },
    ]);
    expect(end).toBe(20);
    expect(buffer.at(-1)).toEqual({ at: 20, buffer: 0 });
  });
});
