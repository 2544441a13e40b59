import { describe, expect, it } from "vitest";
import { videoFromSegments } from "../../src/model/video.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../support/plain.js";

/*
 * On a link of 2 Mbit/s a segment of 4 Mbit (4 s at the lowest level) takes 2 s. Playback starts with the first, at
 * 2 s, and ten segments end at 42 s.
 */
describe("a viewer who seeks", () => {
  it("to what is not there waits for it: what is under way is cut, and the buffer is gone", () => {
    const log = play({ settings: { viewer: { seeks: [{ at: 5, to: 30 }] } } });
    // Segment 7 begins at 28 s and leaves 2 s to play; with segment 8 there are 6 s, over the 4 s that resume.
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [2, "playing", 0],
      [5, "seeking", 30],
      [9, "playing", 30],
      [19, "ended", 40],
    ]);
    expect(requestsOf(log.requests).slice(2, 5)).toEqual([
      { segment: 2, level: 0, requested: 4, finished: 5, received: 2e6, outcome: "cut" },
      { segment: 7, level: 0, requested: 5, finished: 7, received: 4e6, outcome: "delivered" },
      { segment: 8, level: 0, requested: 7, finished: 9, received: 4e6, outcome: "delivered" },
    ]);
    expect(log.events).toEqual([{ at: 5, kind: "seek", from: 3, to: 30, by: "viewer" }]);
  });

  it("to what is there goes on at once, and so does the download", () => {
    const log = play({ settings: { viewer: { seeks: [{ at: 9, to: 14 }] } } });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [2, "playing", 0],
      [9, "playing", 14],
      [35, "ended", 40],
    ]);
    expect(requestsOf(log.requests).every(({ outcome }) => outcome === "delivered")).toBe(true);
  });

  it("to what was there fetches it again, if the player clears its buffer", () => {
    const log = play({
      player: { seekClearsBuffer: true },
      settings: { viewer: { seeks: [{ at: 9, to: 14 }] } },
    });
    expect(statesOf(log).slice(2, 4)).toEqual([
      [9, "seeking", 14],
      [13, "playing", 14],
    ]);
    expect(requestsOf(log.requests)[4]).toMatchObject({ segment: 4, outcome: "cut", received: 2e6 });
    expect(requestsOf(log.requests)[5]).toMatchObject({ segment: 3, requested: 9, finished: 11 });
  });

  it("before playback began starts from there", () => {
    const log = play({ settings: { viewer: { seeks: [{ at: 1, to: 20 }] } } });
    expect(statesOf(log).slice(0, 3)).toEqual([
      [0, "starting", 0],
      [1, "starting", 20],
      [3, "playing", 20],
    ]);
  });

  it("to the very end is done", () => {
    const log = play({ settings: { viewer: { seeks: [{ at: 5, to: 40 }] } } });
    expect(log.end).toMatchObject({ status: "completed" });
  });
});

describe("a viewer who pauses", () => {
  it("sees the rest later, while downloads go on to the full buffer", () => {
    const log = play({ settings: { viewer: { pauses: [{ at: 3, for: 20 }] } } });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [2, "playing", 0],
      [3, "paused", 1],
      [23, "playing", 1],
      [62, "ended", 40],
    ]);
    // 20 s of buffer and 1 s played: room for segments 0 to 4, which arrive by 10 s.
    expect(requestsOf(log.requests)[4]).toMatchObject({ segment: 4, finished: 10 });
    expect(requestsOf(log.requests)[5]).toMatchObject({ segment: 5, requested: 26 });
  });
});

describe("a viewer who watches faster", () => {
  it("needs the media sooner", () => {
    const log = play({ player: { playbackRate: 2 } });
    expect(log.end).toEqual({ status: "completed", at: 22 });
    expect(statesOf(log)).toHaveLength(3);
  });

  it("stalls where the link does not keep up", () => {
    const log = play({
      trace: plainTrace(1),
      player: { playbackRate: 2 },
      video: plainVideo({ segments: 2 }),
    });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [4, "playing", 0],
      [6, "rebuffering", 4],
      [8, "playing", 4],
      [10, "ended", 8],
    ]);
  });
});

describe("a device whose protected output fails", () => {
  it("begins again where it was, at a level that it can show", () => {
    const video = videoFromSegments({
      ...plainVideo(),
      levels: [
        { bitrate: 1e6, height: 480 },
        { bitrate: 2e6, height: 720 },
        { bitrate: 4e6, height: 1080 },
      ],
    });
    const device = { events: [{ at: 10, what: "hdcp error" as const, maxHeight: 480 }] };
    const log = play({ video, trace: plainTrace(8), policy: always(1), settings: { device } });
    // 8 Mbit a segment take 1 s. At 10 s the playhead is at 9 s, in segment 2, which is asked for again at 480p:
    // segments 2 and 3 take 0.5 s each, and 3 s of the first are not over yet.
    expect(statesOf(log).slice(1, 4)).toEqual([
      [1, "playing", 0],
      [10, "seeking", 9],
      [11, "playing", 9],
    ]);
    const after = requestsOf(log.requests).filter(({ requested }) => requested >= 10);
    expect(after.map(({ segment }) => segment)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(after.every(({ level }) => level === 0)).toBe(true);
  });
});
