import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { AUDIO_BITRATE, logOf, threeLevels } from "../support/logs.js";
import { covered, randomSessions } from "../support/random-logs.js";

const video = threeLevels(5);
const MBIT = 1e6;
/** Bits of an audio segment. */
const AUDIO = AUDIO_BITRATE * 2;

const shownOf = (log: Parameters<typeof measureSession>[0]) =>
  measureSession(log, video).played.map(({ segment, level, from, offset, shown, request }) => ({
    segment,
    level,
    from,
    offset,
    shown,
    request,
  }));

describe("measureSession, where downloads run side by side", () => {
  // Two at once: the second segment is there before the first, the fourth before the third.
  const log = logOf({
    states: [
      ["starting", 0, 0],
      ["playing", 3, 0],
      ["ended", 13, 10],
    ],
    requests: [
      { segment: 1, level: 1, finished: 2 },
      { segment: 0, finished: 3, bufferAfter: 4 },
      { segment: 3, level: 2, finished: 4 },
      { segment: 2, level: 1, finished: 5 },
      { segment: 4, level: 0, finished: 6 },
    ],
  });

  it("shows segments in the order of the media, whatever order they came in", () => {
    expect(shownOf(log)).toEqual([
      { segment: 0, level: 0, from: 3, offset: 0, shown: 2, request: 1 },
      { segment: 1, level: 1, from: 5, offset: 0, shown: 2, request: 0 },
      { segment: 2, level: 1, from: 7, offset: 0, shown: 2, request: 3 },
      { segment: 3, level: 2, from: 9, offset: 0, shown: 2, request: 2 },
      { segment: 4, level: 0, from: 11, offset: 0, shown: 2, request: 4 },
    ]);
  });

  it("counts switches between segments shown, and wastes nothing", () => {
    expect(measureSession(log, video).metrics).toMatchObject({
      switches: 3,
      upswitches: 2,
      downswitches: 1,
      switchMagnitude: 2e6 + 1e6 + 3e6,
      meanBitrate: (1e6 + 3e6 + 3e6 + 4e6 + 1e6) / 5,
      media: 10,
      completion: 1,
      downloaded: (2 + 6 + 6 + 8 + 2) * MBIT,
      wasted: 0,
      requests: 5,
    });
  });

  it("counts what is buffered without a gap", () => {
    // 2 s from 3 on with two segments: 4 s; third at 5, fourth with it: 2 + 4 = 6; fifth at 6: 5 + 2 = 7, gone at 13.
    const area = 0 * 3 + (4 + 3) / 2 + (3 + 2) / 2 + (6 + 5) / 2 + (7 * 7) / 2;
    expect(measureSession(log, video).metrics.meanBuffer).toBeCloseTo(area / 13, 9);
  });
});

describe("measureSession, where requests do not all serve", () => {
  it("shows the copy that was there when playback came to a segment, and wastes the one it replaced", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["quit", 6, 5],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 1.5 },
        { segment: 2, finished: 2 },
        // In time for the third segment, too late for the second, which is on screen from 3 to 5.
        { segment: 2, level: 2, finished: 2.5 },
        { segment: 1, level: 2, finished: 3.5 },
      ],
    });
    expect(shownOf(log).map(({ segment, request, shown }) => [segment, request, shown])).toEqual([
      [0, 0, 2],
      [1, 1, 2],
      [2, 3, 1],
    ]);
    expect(measureSession(log, video).metrics).toMatchObject({
      downloaded: (2 + 2 + 2 + 8 + 8) * MBIT,
      // The replaced copy, the late one, and the half of the third that was not shown.
      wasted: (2 + 8 + 4) * MBIT,
      completion: 0.5,
      requests: 5,
    });
  });

  it("counts requests given up and failed, and what came of them as waste", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 3, 0],
        ["rebuffering", 5, 2],
      ],
      requests: [
        { segment: 0, level: 2, finished: 1, received: 3 * MBIT, outcome: "abandoned" },
        { segment: 0, finished: 3 },
        { segment: 1, finished: 4, received: 1 * MBIT, outcome: "failed", detail: { problem: "503" } },
        { segment: 1, finished: 20, received: 0, outcome: "starved", detail: { attempt: 1 } },
      ],
      end: { status: "starved", at: 20 },
    });
    expect(measureSession(log, video).metrics).toMatchObject({
      status: "starved",
      startup: 3,
      stall: 15,
      stallCount: 1,
      requests: 4,
      abandoned: 1,
      failedRequests: 2,
      downloaded: 6 * MBIT,
      wasted: 4 * MBIT,
      media: 2,
    });
  });

  it("counts other traffic as downloaded, and of it as wasted only options not taken", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["quit", 3, 2],
      ],
      requests: [{ segment: 0, finished: 1 }],
      others: [
        { kind: "manifest", size: 1000 },
        { kind: "video", size: 5000, received: 400, outcome: "cut" },
      ],
    });
    expect(measureSession(log, video).metrics).toMatchObject({
      downloaded: 2 * MBIT + 1400,
      wasted: 400,
      requests: 1,
      abandoned: 0,
    });
  });

  it("shows of a request that was played while it arrived, and then cut, no more than came", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["quit", 4, 3],
      ],
      requests: [
        { segment: 0, finished: 2, bufferAfter: 1 },
        { segment: 1, finished: 4, received: 1.5 * MBIT, outcome: "cut" },
      ],
    });
    expect(shownOf(log).map(({ segment, from, shown }) => [segment, from, shown])).toEqual([
      [0, 1, 2],
      [1, 3, 1],
    ]);
    expect(measureSession(log, video).metrics.wasted).toBe(0.5 * MBIT);
  });
});

describe("measureSession, where the viewer seeks", () => {
  it("shows a segment twice after a seek back, each time in the copy that was there", () => {
    // The buffer is emptied: the first segment is fetched again, at another level.
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["seeking", 4, 0.5],
        ["playing", 5, 0.5],
        ["quit", 6, 1.5],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 2 },
        { segment: 0, level: 1, requested: 4, finished: 5 },
      ],
      events: [{ at: 4, kind: "seek", from: 3, to: 0.5, by: "viewer" }],
    });
    expect(shownOf(log)).toEqual([
      { segment: 0, level: 0, from: 1, offset: 0, shown: 2, request: 0 },
      { segment: 1, level: 0, from: 3, offset: 0, shown: 1, request: 1 },
      { segment: 0, level: 1, from: 5, offset: 0.5, shown: 1, request: 2 },
    ]);
    const { metrics } = measureSession(log, video);
    expect(metrics).toMatchObject({
      startup: 1,
      played: 4,
      seek: 1,
      stall: 0,
      stallCount: 0,
      watched: 6,
      media: 4,
      // Of 10 s, the first 3.
      completion: 0.3,
      switches: 1,
      meanBitrate: (3 * 1e6 + 1 * 3e6) / 4,
      // Half of the second segment, and half of the second copy of the first.
      wasted: 1 * MBIT + 3 * MBIT,
    });
    // Up to the seek 2 s at 1, 3 s at 2, and 1 s at 4; then nothing until 5, and 1.5 s falling to 0.5 s.
    expect(metrics.meanBuffer).toBeCloseTo(((2 + 1) / 2 + (3 + 1) + 0 + (1.5 + 0.5) / 2) / 6, 9);
  });

  it("wastes what was shown twice of one copy no less than what was shown once", () => {
    // The buffer is kept: 0.5 to 1.5 is shown again.
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["playing", 2.5, 0.5],
        ["quit", 3.5, 1.5],
      ],
      requests: [{ segment: 0, finished: 1 }],
      events: [{ at: 2.5, kind: "seek", from: 1.5, to: 0.5, by: "viewer" }],
    });
    const { metrics } = measureSession(log, video);
    expect(shownOf(log).map(({ from, offset, shown }) => [from, offset, shown])).toEqual([
      [1, 0, 1.5],
      [2.5, 0.5, 1],
    ]);
    expect(metrics.media).toBeCloseTo(2.5, 9);
    expect(metrics.completion).toBeCloseTo(0.15, 9);
    expect(metrics.wasted).toBeCloseTo(0.5 * MBIT, 3);
    // 2 s falling to 0.5 s; then 1.5 s falling to 0.5 s: what was there was kept.
    expect(metrics.meanBuffer).toBeCloseTo(((2 + 0.5) * 0.75 + (1.5 + 0.5) / 2) / 3.5, 9);
  });

  it("shows nothing of what a seek forward skips", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["seeking", 2, 7],
        ["playing", 3, 7],
        ["ended", 6, 10],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 1.5 },
        { segment: 3, level: 1, requested: 2, finished: 3 },
        { segment: 4, level: 1, requested: 3, finished: 4 },
      ],
      events: [{ at: 2, kind: "seek", from: 1, to: 7, by: "viewer" }],
    });
    expect(shownOf(log).map(({ segment, from, offset, shown }) => [segment, from, offset, shown])).toEqual([
      [0, 1, 0, 1],
      [3, 3, 1, 1],
      [4, 4, 0, 2],
    ]);
    expect(measureSession(log, video).metrics).toMatchObject({
      status: "completed",
      media: 4,
      completion: 0.4,
      seek: 1,
      // Half of the first, all of the second, half of the fourth.
      wasted: (1 + 2 + 3) * MBIT,
    });
  });

  it("takes a change of rate in a stall for no second stall", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["rebuffering", 3, 2],
        ["rebuffering", 4, 2, 1.25],
        ["playing", 5, 2, 1.25],
        ["quit", 5.8, 3],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 5 },
      ],
    });
    expect(measureSession(log, video).metrics).toMatchObject({ stall: 2, stallCount: 1 });
  });

  it("counts paused time nowhere", () => {
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["paused", 2, 1],
        ["playing", 9, 1],
        ["quit", 10, 2],
      ],
      requests: [{ segment: 0, finished: 1 }],
    });
    expect(measureSession(log, video).metrics).toMatchObject({
      startup: 1,
      played: 2,
      watched: 3,
      media: 2,
      stall: 0,
    });
  });
});

describe("measureSession at other speeds", () => {
  const log = logOf({
    states: [
      ["starting", 0, 0, 1.25],
      ["playing", 1, 0, 1.25],
      ["playing", 3, 2.5, 1],
      ["quit", 4.5, 4],
    ],
    requests: [
      { segment: 0, finished: 1 },
      { segment: 1, level: 1, finished: 1 },
      { segment: 2, finished: 4 },
    ],
  });

  it("shows rate x time of media, each segment when the playhead comes to it", () => {
    // 2 s of media at 1.25 last 1.6 s.
    expect(shownOf(log).map(({ segment, from, shown }) => [segment, from, shown])).toEqual([
      [0, 1, 2],
      [1, 2.6, 2],
    ]);
    expect(measureSession(log, video).metrics).toMatchObject({ played: 3.5, media: 4, completion: 0.4 });
  });

  it("drains the buffer at the rate", () => {
    // 4 s at 1, 1.5 s at 3, 0.5 s at 4, when 2 s come, and 2 s at 4.5.
    const area = ((4 + 1.5) / 2) * 2 + (1.5 + 0.5) / 2 + ((2.5 + 2) / 2) * 0.5;
    expect(measureSession(log, video).metrics.meanBuffer).toBeCloseTo(area / 4.5, 9);
  });
});

describe("measureSession of live content, series and separate audio", () => {
  it("takes completion of the media from where playback joined", () => {
    const log = logOf({
      states: [
        ["starting", 0, 4],
        ["playing", 1, 4],
        ["quit", 4, 7],
      ],
      requests: [
        { segment: 2, finished: 1 },
        { segment: 3, finished: 2 },
      ],
      liveEdge: 6,
    });
    // 3 s of the 6 s from 4 s on; the half of the last segment is wasted.
    expect(measureSession(log, video).metrics).toMatchObject({
      media: 3,
      completion: 0.5,
      wasted: 1 * MBIT,
    });
    expect(measureSession(log, video).metrics.meanBuffer).toBeCloseTo(((2 + 1) / 2 + (3 + 1)) / 4, 9);
  });

  it("takes completion of the episodes that were begun", () => {
    const series = { content: { kind: "series", episodes: 2, continues: 0.5 } } as SessionSettings;
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 1, 0],
        ["quit", 5, 4],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 2 },
      ],
    });
    const two = threeLevels(4);
    expect(measureSession(log, two, series).metrics.completion).toBe(1);
    expect(measureSession(log, two).metrics.completion).toBe(0.5);
  });

  it("waits for both tracks, and wastes audio by the time shown", () => {
    // Audio is behind: its second segment is what ends the stall.
    const log = logOf({
      states: [
        ["starting", 0, 0],
        ["playing", 2, 0],
        ["rebuffering", 4, 2],
        ["playing", 6, 2],
        ["quit", 7, 3],
      ],
      requests: [
        { segment: 0, finished: 1 },
        { segment: 1, finished: 2 },
        { segment: 2, finished: 3 },
      ],
      audio: [
        { segment: 0, finished: 2 },
        { segment: 1, finished: 6 },
        { segment: 2, finished: 7, received: AUDIO / 4, outcome: "cut" },
      ],
    });
    const { metrics, audioPlayed } = measureSession(log, video);
    expect(audioPlayed.map(({ segment, request, shown }) => [segment, request, shown])).toEqual([
      [0, 0, 2],
      [1, 1, 1],
    ]);
    expect(metrics).toMatchObject({
      stall: 2,
      requests: 6,
      downloaded: 6 * MBIT + 2.25 * AUDIO,
      wasted: (1 + 2) * MBIT + 0.75 * AUDIO,
      meanBitrate: 1e6,
    });
    // Audio alone counts: 2 s at 2, none from 4 to 6, 2 s at 6 and 1 s at 7.
    expect(metrics.meanBuffer).toBeCloseTo((2 + 0 + 1.5) / 7, 9);
  });
});

describe("measureSession of whatever a player may do", () => {
  it("finds what was shown, of which copy, and what of it twice", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video, shown, media }) => {
        const { metrics, played, audioPlayed } = measureSession(log, video);
        expect(metrics.media).toBeCloseTo(media, 6);
        expect(played.reduce((sum, part) => sum + part.shown, 0)).toBeCloseTo(media, 5);
        for (const [parts, truth] of [
          [played, shown.video],
          [audioPlayed, shown.audio],
        ] as const) {
          const rows = new Map<number, [number, number][]>();
          for (const { request, offset, shown: seconds } of parts)
            rows.set(request, [...(rows.get(request) ?? []), [offset, offset + seconds]]);
          for (const row of new Set([...truth.keys(), ...rows.keys()]))
            expect(covered(rows.get(row) ?? [])).toBeCloseTo(covered(truth.get(row) ?? []), 5);
        }
      }),
    );
  });

  it("downloads the sum of all, and wastes what was not shown of it", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video, shown }) => {
        const { metrics } = measureSession(log, video);
        let downloaded = 0;
        let useful = 0;
        for (const [table, truth] of [
          [log.requests, shown.video],
          [log.audio, shown.audio],
        ] as const)
          for (let row = 0; row < table.count; row++) {
            downloaded += table.received[row]!;
            useful += table.size[row]! * (covered(truth.get(row) ?? []) / 2);
          }
        expect(metrics.downloaded).toBeCloseTo(downloaded, 3);
        expect(Math.abs(metrics.wasted - (downloaded - useful))).toBeLessThanOrEqual(1e-5 * downloaded);
        expect(metrics.wasted).toBeGreaterThanOrEqual(0);
        expect(metrics.wasted).toBeLessThanOrEqual(metrics.downloaded);
        expect(metrics.requests).toBe(log.requests.count + log.audio.count);
      }),
    );
  });

  it("keeps time whole and completion a share", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video }) => {
        const { metrics } = measureSession(log, video);
        if (metrics.startup !== undefined)
          expect(metrics.startup + metrics.played + metrics.stall + metrics.seek).toBe(metrics.watched);
        expect(metrics.watched).toBeLessThanOrEqual(log.end.at + 1e-9);
        expect(metrics.completion * video.duration).toBeLessThanOrEqual(metrics.media + 1e-6);
        expect(metrics.completion).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("follows the buffer through seeks that keep it and seeks that empty it", () => {
    fc.assert(
      fc.property(randomSessions, ({ log, video, bufferArea }) => {
        const { meanBuffer } = measureSession(log, video).metrics;
        expect((meanBuffer ?? 0) * log.end.at).toBeCloseTo(bufferArea, 4);
      }),
    );
  });
});
