import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/model/policy.js";
import type { AudioTrack, Video } from "../../src/model/video.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../support/plain.js";

describe("parallel downloads", () => {
  const parallel = { most: 3, ahead: [], otherwise: 3 };

  it("share the link, so the first takes as long as three", () => {
    const log = play({ settings: { downloads: { parallel } } });
    expect(requestsOf(log.requests).slice(0, 3)).toEqual(
      [0, 1, 2].map((segment) => ({
        segment,
        level: 0,
        requested: 0,
        finished: 6,
        received: 4e6,
        outcome: "delivered",
      })),
    );
    expect(statesOf(log)[1]).toEqual([6, "playing", 0]);
  });

  it("never buffer more than fits, those under way included", () => {
    const log = play({ player: { maxBuffer: 10 }, settings: { downloads: { parallel } } });
    // Two segments fit into 10 s.
    expect(
      requestsOf(log.requests)
        .slice(0, 3)
        .map(({ requested }) => requested),
    ).toEqual([0, 0, 6]);
    for (let row = 0; row < log.requests.count; row++)
      expect(log.requests.bufferAfter[row]).toBeLessThanOrEqual(10);
  });

  it("are as many as the buffer level asks for", () => {
    const ahead = [{ belowBuffer: 3, segments: 2 }];
    const log = play({ settings: { downloads: { parallel: { most: 3, ahead, otherwise: 1 } } } });
    const requested = requestsOf(log.requests).map((request) => request.requested);
    // Two at 0 s, which arrive at 4 s. From then on the buffer is never below 3 s, and one follows another.
    expect(requested.slice(0, 4)).toEqual([0, 0, 4, 6]);
  });
});

describe("separate audio", () => {
  const audio = { bitrate: 0.5e6 };

  it("has the sizes of the track that is named", () => {
    const ten = new Float64Array(10).fill(4);
    const track = {
      name: "en",
      bitrate: 1e5,
      durations: ten,
      sizes: ten.map((_, at) => 1e6 + at),
      sizesAre: "exact",
    };
    const video: Video = { ...plainVideo(), audio: [track as AudioTrack] };
    const log = play({ video, settings: { downloads: { audio: { track: "en" } } } });
    expect(requestsOf(log.audio).map(({ received }) => received)).toEqual(Array.from(track.sizes));
  });

  it("shares the link with the video, and playback waits for both", () => {
    const log = play({ settings: { downloads: { audio } } });
    // 1 Mbit/s each until 2 s, when 2 Mbit of audio are there; then the video's other 2 Mbit at 2 Mbit/s.
    expect(requestsOf(log.audio)[0]).toMatchObject({ segment: 0, finished: 2, received: 2e6 });
    expect(requestsOf(log.requests)[0]).toMatchObject({ segment: 0, finished: 3 });
    expect(statesOf(log)[1]).toEqual([3, "playing", 0]);
  });

  it("goes no farther than the video, or as far ahead as is allowed", () => {
    const level = play({ settings: { downloads: { audio } } });
    const ahead = play({ settings: { downloads: { audio: { ...audio, aheadOfVideo: 4 } } } });
    expect(requestsOf(level.audio)[1]!.requested).toBe(3);
    expect(requestsOf(ahead.audio)[1]!.requested).toBe(2);
  });

  it("is all fetched", () => {
    const log = play({ settings: { downloads: { audio } } });
    expect(requestsOf(log.audio).map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(log.end).toEqual({ status: "completed", at: 43 });
  });
});

describe("byte ranges", () => {
  it("bring a segment when the last of them has come", () => {
    const chunks = { size: 1e6, ahead: 100, atOnce: 3 };
    const log = play({ settings: { downloads: { chunks } } });
    expect(requestsOf(log.requests).slice(0, 2)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 2, received: 4e6, outcome: "delivered" },
      { segment: 1, level: 0, requested: 2, finished: 4, received: 4e6, outcome: "delivered" },
    ]);
  });

  it("are asked for no farther ahead of the playhead than is allowed", () => {
    // Segment 1 begins at 4 s, so 2 s ahead of it is 2 s, which is reached at 4 s; its quarters follow second by
    // second. At 6 s two are there, no segment is whole, and playback stalls: the rest is fetched at once.
    const chunks = { size: 1e6, ahead: 2, atOnce: 3 };
    const log = play({ settings: { downloads: { chunks } }, video: plainVideo({ segments: 2 }) });
    expect(statesOf(log).slice(1, 4)).toEqual([
      [2, "playing", 0],
      [6, "rebuffering", 4],
      [7, "playing", 4],
    ]);
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, requested: 4, finished: 7 });
  });

  it("are to a policy what the network did, without the rests in between", () => {
    // The video of 1 Mbit/s is fetched at 2 Mbit/s, a second of it at a time: half of the time nothing is under way.
    const samples: number[] = [];
    const listening = () => ({
      name: "listening",
      decide: () => ({ level: 0 }),
      onSample: ({ start, end, bits }: { start: number; end: number; bits: number }) => {
        samples.push(bits / (end - start));
      },
    });
    const chunks = { size: 1e6, ahead: 6, atOnce: 1 };
    const log = play({ settings: { downloads: { chunks } }, policy: listening });
    expect(requestsOf(log.requests)[3]!.finished - requestsOf(log.requests)[3]!.requested).toBeGreaterThan(3);
    for (const throughput of samples) expect(throughput).toBeCloseTo(2e6, 3);
  });
});

describe("a policy that gives a download up", () => {
  const abandonment = { progressEvery: 1, progressBits: 0, afterwards: "forced" as const };
  const impatient: Partial<Policy> = {
    onProgress: ({ level }) => (level === 2 ? { abandonTo: 0 } : undefined),
  };

  it("gets the level that it named, at once; what had come is lost", () => {
    const log = play({ policy: always(2, impatient), player: { abandonment } });
    expect(requestsOf(log.requests).slice(0, 2)).toEqual([
      { segment: 0, level: 2, requested: 0, finished: 1, received: 2e6, outcome: "abandoned" },
      { segment: 0, level: 0, requested: 1, finished: 3, received: 4e6, outcome: "delivered" },
    ]);
  });

  it("is asked afresh, where the player does so, and for as long as a viewer would bear it", () => {
    const log = play({
      policy: always(2, impatient),
      player: { abandonment: { ...abandonment, afterwards: "asked" } },
    });
    expect(
      requestsOf(log.requests)
        .slice(0, 2)
        .map(({ outcome }) => outcome),
    ).toEqual(["abandoned", "abandoned"]);
    expect(log.end).toEqual({ status: "starved", at: 600 });
  });

  it("does not hear of progress by steps shorter, or bringing less, than the player's", () => {
    const told: number[] = [];
    const listener: Partial<Policy> = {
      onProgress: ({ loaded }) => {
        told.push(loaded);
        return undefined;
      },
    };
    // The outage from 1 s to 3 s is waited out: at 1.5 s nothing has come since 1 s.
    play({
      trace: plainTrace([
        [1, 2],
        [2, 0],
        [1000, 2],
      ]),
      video: plainVideo({ segments: 1 }),
      policy: always(0, listener),
      player: { abandonment: { progressEvery: 0.5, progressBits: 0.5e6, afterwards: "forced" } },
    });
    expect(told).toEqual([1e6, 2e6, 2.5e6, 3.5e6]);
  });

  it("is not asked about the first segment, where the player spares it", () => {
    const log = play({
      policy: always(2, impatient),
      player: { abandonment: { ...abandonment, sparesFirst: true } },
    });
    expect(requestsOf(log.requests)[0]).toMatchObject({ segment: 0, level: 2, outcome: "delivered" });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, level: 2, outcome: "abandoned" });
  });
});

describe("replacement", () => {
  /** Level 0 for segments 0 to 2, the top from then on. */
  const climbing = () => ({
    name: "climbing",
    decide: ({ segment }: { segment: { index: number } }) => ({ level: segment.index < 3 ? 0 : 2 }),
  });

  it("by a fast switch fetches buffered segments again, from some way ahead of the playhead", () => {
    // 8 Mbit/s: 0.5 s at the lowest level, 2 s at the top. At 1.5 s the playhead is at 1 s, and 1 s + 1.5 segments
    // is 7 s: segment 2, which begins at 8 s, is replaced.
    const log = play({
      trace: plainTrace(8),
      policy: climbing,
      player: { fastSwitch: { aheadSegments: 1.5, abortsInFlight: true } },
    });
    expect(
      requestsOf(log.requests)
        .slice(0, 5)
        .map(({ segment, level, finished }) => [segment, level, finished]),
    ).toEqual([
      [0, 0, 0.5],
      [1, 0, 1],
      [2, 0, 1.5],
      [2, 2, 3.5],
      [3, 2, 5.5],
    ]);
  });

  it("by the policy's wish does the same in the fast lane's stead", () => {
    const policy = () => ({
      name: "replacing",
      decide: ({ segment }: { segment: { index: number } }) =>
        segment.index === 3 ? { level: 2, replaceFrom: 8 } : { level: segment.index < 3 ? 0 : 2 },
    });
    const log = play({ trace: plainTrace(8), policy });
    expect(requestsOf(log.requests)[3]).toMatchObject({ segment: 2, level: 2, finished: 3.5 });
  });

  it("never touches what is being shown, nor fetches what is there as good", () => {
    const policy = () => ({
      name: "greedy",
      decide: ({ segment }: { segment: { index: number } }) => ({
        level: segment.index === 0 ? 0 : 2,
        replaceFrom: 0,
      }),
    });
    const log = play({ trace: plainTrace(8), policy });
    const segments = requestsOf(log.requests).map(({ segment }) => segment);
    expect(segments).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
