import { describe, expect, it } from "vitest";
import { checkAgainstVideos, parseScenario } from "../../../src/experiment/scenario/index.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";

/** Of two levels. */
function video(segments: number, segmentDuration: number): Video {
  return videoFromSegments({
    name: "v",
    levels: [{ bitrate: 1e6 }, { bitrate: 2e6 }],
    segmentDuration,
    durations: new Float64Array(segments).fill(segmentDuration),
    sizes: Array.from({ length: segments }, () => Float64Array.of(1e6, 2e6)),
    sizesAre: "exact",
  });
}

/** 40 s in segments of 2 s, and 60 s in segments of 4 s. */
const VIDEOS = [video(20, 2), video(15, 4)];

/** Line 4 is what is added. */
function problemOf(more: string, videos: readonly Video[] = VIDEOS, client?: number): string {
  const parsed = parseScenario(`traces: [t]\nvideos: [v]\npolicies: [bb]\n${more}\n`, "s.yaml");
  try {
    checkAgainstVideos(parsed.scenario, parsed.scenario.policies[0]!, videos, parsed.where, client);
  } catch (error) {
    expect(error).toMatchObject({ name: "InputError" });
    return (error as Error).message;
  }
  return "no error";
}

const seekTo = (to: number) =>
  `viewer: { seeks: [{ atSeconds: 1, toSeconds: 0 }, { atSeconds: 2, toSeconds: ${to} }] }`;
const live = (keys: string) => `content: { kind: live, dvrWindowSeconds: 60, ${keys} }`;
const branchAt = (at: number) =>
  `content: { kind: interactive, prefetchSegments: 1, choiceLeadSeconds: 1, branches: [{ atSeconds: ${at}, options: 2 }] }`;
const series = "content: { kind: series, episodes: 2, continues: 1 }";

describe("what some video can do is no error", () => {
  it.each([
    seekTo(59.9),
    `${seekTo(119.9)}\n${series}`,
    branchAt(59.9),
    live("targetLatencySeconds: 2"),
    live("targetLatencySeconds: 1, chunkSeconds: 0.5"),
    live("targetLatencySeconds: 5, chunkSeconds: 4"),
    "faults: [{ rate: 0.5, what: 503, where: { level: 1 } }]",
    `player: { firstLevel: 9 }`,
  ])("%s", (more) => expect(problemOf(more)).toBe("no error"));

  it("nor is anything where no video is known", () => expect(problemOf(seekTo(1e6), [])).toBe("no error"));
});

describe("an audio track", () => {
  const four = new Float64Array(1).fill(4);
  const track = { name: "en", bitrate: 1e5, durations: four, sizes: four, sizesAre: "exact" } as const;
  const named = "downloads: { audio: { track: en } }";

  it("is no error where all videos have it", () => {
    expect(problemOf(named, [{ ...VIDEOS[0]!, audio: [track] }])).toBe("no error");
  });

  it("is told that one of the videos does not have", () => {
    const other = { ...VIDEOS[0]!, audio: [{ ...track, name: "de" }] };
    expect(problemOf(named, [{ ...VIDEOS[0]!, audio: [track] }, other])).toBe(
      's.yaml:4: downloads.audio.track: expected an audio track of each video, v too, whose tracks are "de", got "en". Name a track that all have, or say bitrateKbps instead',
    );
    expect(problemOf(named)).toMatch(/v too, which has none of its own, got "en"/);
  });
});

describe("what no video can do is told with its key", () => {
  const END = "a media time before the end, which is at";
  it.each([
    [
      seekTo(60),
      `viewer.seeks[1].toSeconds: expected ${END} 60 s at the latest, got 60. Seek to an earlier time, or play a longer video`,
    ],
    [
      branchAt(61),
      `content.branches[0].atSeconds: expected ${END} 60 s at the latest, got 61. Branch at an earlier time, or play a longer video`,
    ],
    [
      live("targetLatencySeconds: 1.9"),
      "content.targetLatencySeconds: expected at least the duration of a segment (2 s), got 1.9. Raise it, send segments in chunks by chunkSeconds, or play a video of shorter segments",
    ],
    [
      live("targetLatencySeconds: 5, chunkSeconds: 4.5"),
      "content.chunkSeconds: expected at most the duration of a segment (4 s), got 4.5. A chunk is part of a segment",
    ],
    [
      "faults: [{ rate: 0.5, what: 503, where: { level: 2 } }]",
      "faults[0].where.level: expected a level from 0 to 1, got 2. Levels are counted from 0 in the order of rising bitrate",
    ],
  ])("%s", (more, message) => expect(problemOf(more)).toBe(`s.yaml:4: ${message}`));

  it("of a series, beyond its last episode", () => {
    expect(problemOf(`${seekTo(121)}\n${series}`)).toContain("at 120 s at the latest, got 121");
  });

  it("of a client, with its place", () => {
    const clients = `clients: [{}, { ${seekTo(60)} }]`;
    expect(problemOf(clients, VIDEOS, 0)).toBe("no error");
    expect(problemOf(clients, VIDEOS, 1)).toMatch(/^s.yaml:4: clients\[1\]\.viewer\.seeks\[1\]\.toSeconds: /);
  });
});
