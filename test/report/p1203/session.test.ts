import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { SessionLog } from "../../../src/model/session.js";
import type { Video } from "../../../src/model/video.js";
import { p1203Input } from "../../../src/report/p1203/index.js";
import { AUDIO_BITRATE, logOf, type RequestSpec, type StateSpec, threeLevels } from "../../support/logs.js";
import { p1203InputOf } from "../../support/p1203.js";
import { randomSessions } from "../../support/random-logs.js";

/** Segments of 2 s; of level 1, each is a different number of bits. */
function described(video: Video): Video {
  const sizes = [
    { width: 640, height: 360 },
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ];
  return {
    ...video,
    levels: video.levels.map((level, place) => ({ ...level, ...sizes[place], frameRate: 25 })),
    sizes: video.sizes.map((row, segment) =>
      row.map((bits, level) => bits + (level === 1 ? 1000 * segment : 0)),
    ),
  };
}
const video = described(threeLevels(100));

const inputOf = (log: SessionLog, of: Video = video, audioBitrate?: number) =>
  p1203Input({
    ...measureSession(log, of),
    log,
    video: of,
    ...(audioBitrate !== undefined && { audioBitrate }),
  });

const session = (states: readonly StateSpec[], requests: readonly RequestSpec[], audio: RequestSpec[] = []) =>
  logOf({ states, requests, audio });

/** Segment k arrives at k + 1 s, at the given level. */
const inOrder = (levels: readonly number[]): RequestSpec[] =>
  levels.map((level, segment) => ({ segment, level, finished: segment + 1 }));

describe("a session as input of P.1203", () => {
  it("has what was shown, in order, and the standstills at the media shown before them", () => {
    const log = session(
      [
        ["starting", 0, 0],
        ["playing", 1.5, 0],
        ["rebuffering", 4.5, 3],
        ["playing", 6.75, 3],
        ["ended", 9.75, 6],
      ],
      [...inOrder([0, 1]), { segment: 2, level: 1, finished: 6 }],
    );
    const level = (representation: number, resolution: string) => ({
      ...{ codec: "h264", resolution, fps: 25, representation },
    });
    expect(inputOf(log)).toEqual({
      I11: { streamId: 1, segments: [] },
      I13: {
        streamId: 1,
        segments: [
          { start: 0, duration: 2, bitrate: 1000, ...level(0, "640x360") },
          { start: 2, duration: 2, bitrate: 3000.5, ...level(1, "1280x720") },
          { start: 4, duration: 2, bitrate: 3001, ...level(1, "1280x720") },
        ],
      },
      I23: {
        streamId: 1,
        stalling: [
          [0, 1.5],
          [3, 2.25],
        ],
      },
      IGen: { device: "pc", displaySize: "1920x1080", viewingDistance: "150cm" },
    });
  });

  it("has the nominal bitrate where sizes are estimated", () => {
    const log = session(
      [
        ["playing", 0, 0],
        ["ended", 4, 4],
      ],
      inOrder([1, 1]),
    );
    const segments = inputOf(log, { ...video, sizesAre: "estimated" })!.I13.segments;
    expect(segments.map(({ bitrate }) => bitrate)).toEqual([3000, 3000]);
  });

  it("goes on where a seek leads elsewhere; the waiting after it, and pauses, are none of it", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["seeking", 4, 3],
        ["playing", 9, 41],
        ["paused", 10, 42],
        ["playing", 20, 42],
        ["rebuffering", 21, 43],
        ["playing", 22, 43],
        ["quit", 22.5, 43.5],
      ],
      requests: [
        ...inOrder([0, 0]),
        { segment: 20, level: 2, finished: 9, requested: 4, bufferAfter: 1 },
        { segment: 21, level: 1, finished: 10, requested: 9 },
      ],
      events: [{ at: 4, kind: "seek", from: 3, to: 41, by: "viewer" }],
    });
    const { I13, I23 } = inputOf(log)!;
    expect(
      I13.segments.map(({ start, duration, representation }) => [start, duration, representation]),
    ).toEqual([
      [0, 2, 0],
      [2, 1, 0],
      [3, 1, 2],
      [4, 1.5, 1],
    ]);
    expect(I23.stalling).toEqual([
      [0, 1],
      [5, 1],
    ]);
  });

  it("counts media time at other speeds, too", () => {
    const log = session(
      [
        ["playing", 0, 0, 2],
        ["rebuffering", 1, 2],
        ["playing", 2, 2, 2],
        ["ended", 3, 4],
      ],
      inOrder([0, 0]),
    );
    expect(inputOf(log)!.I23.stalling).toEqual([[2, 1]]);
  });

  it("has a stall that never ended at the end of the media", () => {
    const log = session(
      [
        ["playing", 1, 0],
        ["rebuffering", 3, 2],
        ["quit", 8, 2],
      ],
      inOrder([0]),
    );
    expect(inputOf(log)!.I23.stalling).toEqual([[2, 5]]);
  });

  it("has separate audio", () => {
    const log = session(
      [
        ["playing", 2, 0],
        ["ended", 6, 4],
      ],
      inOrder([0, 1]),
      inOrder([0, 0]),
    );
    expect(inputOf(log, video, AUDIO_BITRATE)!.I11.segments).toEqual([
      { codec: "aaclc", start: 0, duration: 2, bitrate: 100 },
      { codec: "aaclc", start: 2, duration: 2, bitrate: 100 },
    ]);
  });

  it.each([
    [
      "the viewer left before the first frame",
      session(
        [
          ["starting", 0, 0],
          ["quit", 5, 0],
        ],
        inOrder([0]),
      ),
    ],
    [
      "nothing arrived",
      session(
        [
          ["starting", 0, 0],
          ["quit", 5, 0],
        ],
        [],
      ),
    ],
  ])("is none where %s", (_, log) => expect(inputOf(log)).toBeUndefined());

  it("is what the format wants, whatever happens in a session", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video: bare }) => {
        const of = described(bare);
        const measured = measureSession(log, of);
        const input = p1203Input({ ...measured, log, video: of, audioBitrate: AUDIO_BITRATE });
        const shown = measured.played.reduce((sum, part) => sum + part.shown, 0);
        if (input === undefined) {
          expect(shown).toBeLessThan(1e-6);
          return;
        }
        const { I13, I23 } = p1203InputOf(JSON.stringify(input));
        const { start, duration } = I13.segments.at(-1)!;
        expect(start + duration).toBeCloseTo(shown, 4);
        const waited = I23.stalling.reduce((sum, [, seconds]) => sum + seconds, 0);
        expect(waited).toBeCloseTo((measured.metrics.startup ?? 0) + measured.metrics.stall, 4);
      }),
      { numRuns: 300 },
    );
  });
});
