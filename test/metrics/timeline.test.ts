import { describe, expect, it } from "vitest";
import { sessionTimeline } from "../../src/metrics/timeline.js";
import { logOf, threeLevels } from "../support/logs.js";
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

describe("sessionTimeline of a session with a seek, at another speed", () => {
  const { trace } = session({ levels: [0] });
  const log = logOf({
    states: [
      ["starting", 0, 0, 2],
      ["playing", 1, 0, 2],
      ["seeking", 2.5, 5, 2],
      ["playing", 4, 5, 2],
      ["quit", 5, 7],
    ],
    requests: [
      { segment: 0, finished: 1 },
      { segment: 1, level: 1, finished: 1.5 },
      { segment: 2, level: 2, requested: 2.5, finished: 4 },
      { segment: 3, requested: 4, finished: 4.5 },
    ],
    events: [{ at: 2.5, kind: "seek", from: 3, to: 5, by: "viewer" }],
  });
  const timeline = sessionTimeline(identity, log, threeLevels(5), trace, 0);

  it("shows each bitrate from when the playhead came to its segment", () => {
    expect(timeline.shown).toEqual([
      { time_s: 1, kbps: 1000 },
      { time_s: 2, kbps: 3000 },
      { time_s: 4, kbps: 4000 },
      { time_s: 4.5, kbps: 1000 },
    ]);
  });

  it("draws a buffer that falls at the playback rate and is emptied by the seek", () => {
    expect(timeline.buffer).toEqual([
      { time_s: 0, buffer_s: 0 },
      { time_s: 1, buffer_s: 0 },
      { time_s: 1, buffer_s: 2 },
      { time_s: 1, buffer_s: 2 },
      { time_s: 1.5, buffer_s: 1 },
      { time_s: 1.5, buffer_s: 3 },
      { time_s: 2.5, buffer_s: 1 },
      { time_s: 2.5, buffer_s: 0 },
      { time_s: 2.5, buffer_s: 0 },
      { time_s: 4, buffer_s: 0 },
      { time_s: 4, buffer_s: 1 },
      { time_s: 4, buffer_s: 1 },
      { time_s: 4.5, buffer_s: 0 },
      { time_s: 4.5, buffer_s: 2 },
      { time_s: 5, buffer_s: 1 },
    ]);
  });

  it("marks no stall for the wait after the seek", () => {
    expect(timeline.stalls).toEqual([]);
    expect(timeline.startup_s).toBe(1);
  });
});
