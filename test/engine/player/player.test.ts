import { describe, expect, it } from "vitest";
import { seriesVideo } from "../../../src/engine/content/index.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../../support/plain.js";

/*
 * A media element that stops before its buffer is empty. On a link of 1 Mbit/s a segment of 4 Mbit (4 s at the lowest
 * level) takes 4 s: without that, each comes as the one before it ends.
 */
const SLOW = plainTrace(1);

describe("stallBuffer", () => {
  it("is what is left when playback stops, unless the media ends with it", () => {
    const log = play({ trace: SLOW, video: plainVideo({ segments: 3 }), player: { stallBuffer: 0.5 } });
    // The second segment comes at 8 s, half a second after playback stopped; the third half a second ahead, at 12 s,
    // with as much left; and with it the media is complete: 8.5 s are shown from 8 s on.
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [4, "playing", 0],
      [7.5, "rebuffering", 3.5],
      [8, "playing", 3.5],
      [16.5, "ended", 12],
    ]);
    expect(log.end).toEqual({ status: "completed", at: 16.5 });
  });

  it("of nothing is a stall with nothing left, which comes later", () => {
    const states = statesOf(play({ trace: SLOW, video: plainVideo({ segments: 3 }) }));
    expect(states.map(([time, state]) => [time, state])).toEqual([
      [0, "starting"],
      [4, "playing"],
      [16, "ended"],
    ]);
  });

  it("has to be exceeded for playback to start, whatever the player's threshold is", () => {
    // Segments of a quarter of a second take an eighth: two of them are not more than half a second.
    const log = play({
      video: plainVideo({ segments: 8, segmentDuration: 0.25 }),
      player: { stallBuffer: 0.5, startupBuffer: 0, resumeBuffer: 0 },
    });
    expect(statesOf(log)[1]).toEqual([0.375, "playing", 0]);
  });

  it("is no obstacle where all the media there is is less", () => {
    const log = play({
      video: plainVideo({ segments: 1, segmentDuration: 0.25 }),
      player: { stallBuffer: 0.5 },
    });
    expect(statesOf(log).slice(1)).toEqual([
      [0.125, "playing", 0],
      [0.375, "ended", 0.25],
    ]);
  });

  it("stops a seek to where less is left, which plays on once more has come", () => {
    // Of segment 0 a quarter of a second is left, at 4 s; segment 1 comes at 8 s.
    const log = play({
      trace: SLOW,
      player: { stallBuffer: 0.5 },
      settings: { viewer: { seeks: [{ at: 5, to: 3.75 }] } },
    });
    expect(statesOf(log).slice(2, 5)).toEqual([
      [5, "playing", 3.75],
      [5, "rebuffering", 3.75],
      [8, "playing", 3.75],
    ]);
  });

  it.each([0.11, 0.5])(
    "ends the session at once where playback stops and nothing more can come (%d s)",
    (stallBuffer) => {
      // Segments 0 and 1 are there by 4 s; segment 2 cannot be had. Playback, begun at 2 s, stops short of 8 s.
      const faults = [{ what: 404, at: 3, for: 1e6 }] as const;
      const log = play({ player: { stallBuffer }, settings: { faults } });
      expect(log.end).toEqual({ status: "starved", at: expect.closeTo(10 - stallBuffer, 9) });
    },
  );

  it("does not keep the viewer from the end of an episode, where the next one is fetched only there", () => {
    const video = seriesVideo(plainVideo({ segments: 2 }), 2);
    const log = play({
      video,
      player: { stallBuffer: 0.5 },
      settings: { content: { kind: "series", episodes: 2, continues: 1 } },
    });
    // 8 s are shown from 2 s on; the next episode's first segment takes 2 s.
    expect(statesOf(log).slice(1, 4)).toEqual([
      [2, "playing", 0],
      [expect.closeTo(10, 6), "seeking", 8],
      [expect.closeTo(12, 6), "playing", 8],
    ]);
    expect(log.end.status).toBe("completed");
  });

  it("does not keep the viewer from a branch, where what follows is fetched only there", () => {
    const log = play({
      player: { stallBuffer: 0.5 },
      settings: {
        content: {
          kind: "interactive",
          branches: [{ at: 8, options: 2 }],
          prefetchSegments: 0,
          choiceLead: 0,
        },
      },
    });
    expect(statesOf(log).slice(1, 4)).toEqual([
      [2, "playing", 0],
      [expect.closeTo(10, 6), "seeking", 8],
      [expect.closeTo(12, 6), "playing", 8],
    ]);
    expect(log.end.status).toBe("completed");
  });

  it("is left when a segment longer than the whole buffer is asked for", () => {
    // Nothing fits beside anything. Segment 1 is asked for as playback stops, at 2 + 3.5 s, and takes 2 s.
    const log = play({ player: { stallBuffer: 0.5, maxBuffer: 3 }, video: plainVideo({ segments: 3 }) });
    expect(requestsOf(log.requests).slice(1, 3)).toMatchObject([
      { segment: 1, requested: 5.5, finished: 7.5 },
      { segment: 2, requested: 11.5, finished: 13.5 },
    ]);
    expect(statesOf(log).slice(2, 5)).toEqual([
      [5.5, "rebuffering", 3.5],
      [7.5, "playing", 3.5],
      [11.5, "rebuffering", 7.5],
    ]);
    expect(log.end).toEqual({ status: "completed", at: 18 });
  });

  it("leaves room, where that is all there is, for what is asked for anew after the stall", () => {
    // Segment 2 is asked for as playback stops at 7.89 s of media; half a second later it is given up, and asked for
    // again at once.
    const log = play({
      policy: always(1, {
        onProgress: ({ segment, level }) => (segment === 2 && level === 1 ? { abandonTo: 0 } : undefined),
      }),
      trace: plainTrace(4),
      video: plainVideo({ segments: 3 }),
      player: {
        stallBuffer: 0.11,
        maxBuffer: 3,
        abandonment: { progressEvery: 0.5, progressBits: 0, afterwards: "forced" },
      },
    });
    const given = requestsOf(log.requests).findIndex(({ outcome }) => outcome === "abandoned");
    const [before, after] = requestsOf(log.requests).slice(given, given + 2);
    expect(before).toMatchObject({ segment: 2, level: 1 });
    expect(after).toMatchObject({ segment: 2, level: 0, requested: before!.finished });
    expect(log.end.status).toBe("completed");
  });
});
