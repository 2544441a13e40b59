import { describe, expect, it } from "vitest";
import { sessionTimeline } from "../../src/metrics/timeline.js";
import { session } from "../support/sessions.js";

const identity = {
  scenario: "s",
  policy: "p",
  traceSet: "set",
  trace: "set/trace",
  video: "v",
  replicate: 0,
  seed: 1,
};

describe("sessionTimeline", () => {
  const { log, video, trace } = session({
    levels: [0, 1, 0],
    intervals: [
      { duration: 2, bandwidth: 1e6 },
      { duration: 5, bandwidth: 0 },
      { duration: 4, bandwidth: 2e6 },
    ],
  });
  // Level 0 is 2 Mbit, level 1 is 6 Mbit. First at 2; dry at 4; second at 7 + 3 = 10; third at 11.
  const timeline = sessionTimeline(identity, log, video, trace, 0);

  it("draws the capacity until the session ends, wrapping with the trace", () => {
    expect(timeline.capacity).toEqual([
      { time_s: 0, kbps: 1000 },
      { time_s: 2, kbps: 0 },
      { time_s: 7, kbps: 2000 },
      { time_s: 11, kbps: 1000 },
      { time_s: 13, kbps: 0 },
    ]);
    expect(timeline.end).toBe(14);
  });

  it("starts the capacity at the replicate's offset", () => {
    const shifted = sessionTimeline(identity, log, video, trace, 3);
    expect(shifted.capacity.slice(0, 3)).toEqual([
      { time_s: 0, kbps: 0 },
      { time_s: 4, kbps: 2000 },
      { time_s: 8, kbps: 1000 },
    ]);
  });

  it("shows each bitrate from when its segment came on screen", () => {
    expect(timeline.shown).toEqual([
      { time_s: 2, kbps: 1000 },
      { time_s: 10, kbps: 3000 },
      { time_s: 12, kbps: 1000 },
    ]);
  });

  it("draws the buffer by its corners", () => {
    expect(timeline.buffer).toEqual([
      { time_s: 0, buffer_s: 0 },
      { time_s: 2, buffer_s: 0 },
      { time_s: 2, buffer_s: 2 },
      { time_s: 2, buffer_s: 2 },
      { time_s: 4, buffer_s: 0 },
      { time_s: 10, buffer_s: 0 },
      { time_s: 10, buffer_s: 2 },
      { time_s: 10, buffer_s: 2 },
      { time_s: 11, buffer_s: 1 },
      { time_s: 11, buffer_s: 3 },
      { time_s: 14, buffer_s: 0 },
    ]);
  });

  it("marks stalls and startup", () => {
    expect(timeline.stalls).toEqual([{ from_s: 4, to_s: 10 }]);
    expect(timeline.startup_s).toBe(2);
  });
});
