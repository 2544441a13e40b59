import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { readPlaybacks } from "../../../src/inputs/playbacks/index.js";
import { PLAYBACKS } from "./playbacks.js";

const read = (text: string) => readPlaybacks(text, "played.json");

/** The sample with one text replaced by another. */
function changed(from: string, to: string): string {
  expect(PLAYBACKS).toContain(from);
  return PLAYBACKS.replace(from, to);
}

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("expected an InputError, but all went well");
}

describe("readPlaybacks", () => {
  it("reads the stream, in bits and seconds", () => {
    const { stream } = read(PLAYBACKS);
    expect(stream.video.levels).toEqual([{ bitrate: 300_000 }, { bitrate: 750_000 }]);
    expect(stream.video.segmentDuration).toBe(4);
    expect(stream.video.durations).toEqual(Float64Array.of(4, 4));
    expect(stream.video.sizes).toEqual([
      Float64Array.of(1_308_472, 3_268_696),
      Float64Array.of(1_227_008, 2_945_216),
    ]);
    expect(stream.initSizes).toEqual([6672, 6680]);
    expect([...stream.manifestSizes]).toEqual([["master.m3u8", 3784]]);
  });

  it("reads what a player did, requests by the times at which they began", () => {
    const { playbacks, repeats } = read(PLAYBACKS);
    expect(repeats).toEqual([]);
    expect(playbacks).toEqual([
      {
        ...{ player: "hlsjs", version: "1.7.4", trace: "trace-dsl-1.json", latency: 0.04 },
        ...{ startup: 1.434, stall: 0.5, stallCount: 1, levels: [0, 1] },
        events: [
          { name: "waiting", at: 0.31, position: 0 },
          { name: "playing", at: 1.434, position: 0.01 },
        ],
        requests: [
          {
            what: { kind: "manifest", name: "master.m3u8" },
            ...{ start: 0, firstByte: 0.04, end: 0.045, size: 3784, aborted: undefined },
          },
          {
            what: { kind: "init", level: 0 },
            ...{ start: 0.1, firstByte: 0.14, end: 0.141, size: 6672, aborted: undefined },
          },
          {
            what: { kind: "segment", level: 1, segment: 1 },
            ...{ start: 1.46, firstByte: undefined, end: undefined, size: 2_945_216 },
            aborted: { at: 1.49, sent: 0 },
          },
        ],
      },
    ]);
  });

  it("reads all that three real players did", () => {
    const file = join(import.meta.dirname, "../../fixtures/oracles/players.json");
    const { stream, playbacks, repeats } = readPlaybacks(readFileSync(file, "utf8"), "players.json");
    expect(stream.video.sizes).toHaveLength(30);
    expect(playbacks).toHaveLength(18);
    expect(repeats).toHaveLength(9);
    for (const { levels, requests, stall, events } of [...playbacks, ...repeats]) {
      // A segment's level is that in which it last came whole.
      const last = new Map(
        requests.flatMap(({ what, end }) =>
          what.kind === "segment" && end !== undefined ? [[what.segment, what.level] as const] : [],
        ),
      );
      expect([...last].sort(([a], [b]) => a - b).map(([, level]) => level)).toEqual(levels);
      // What it waited for after it had begun to play.
      const waits = events.flatMap(({ name, at }, nth) =>
        name === "waiting" && nth > 1 ? [events[nth + 1]!.at - at] : [],
      );
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(stall, 2);
    }
  });

  it.each<[string, string, string]>([
    [
      '"segment_duration_ms": 4000',
      '"segment_duration_ms": 0',
      "played.json:3, stream.segment_duration_ms: expected a duration in milliseconds, a number from 1 to 3600000, got 0",
    ],
    [
      "[300, 750]",
      "[300, 300]",
      "played.json:4, stream.bitrates_kbps[1]: expected a bitrate above 300 kbps, that of the level before, got 300. List the levels by rising bitrate",
    ],
    [
      "[1227008, 2945216]",
      "[1227008]",
      "played.json:5, stream.segment_sizes_bits[1]: expected a list of 2 sizes, one for each bitrate, got 1",
    ],
    [
      '{ "master.m3u8": 473 }',
      "{}",
      "played.json:7, stream.manifest_bytes: expected a mapping of manifests to their sizes in bytes, got {}",
    ],
    ['"player": "hlsjs", ', "", "played.json:9, recordings[0].player: expected a text, got nothing"],
    [
      '"levels": [0, 1]',
      '"levels": [0, 2]',
      "played.json:11, recordings[0].levels: expected a list of 2 levels, each a whole number from 0 to 1, got [0,2]",
    ],
    [
      '["waiting", 0.31, 0]',
      '["waiting", 0.31]',
      'played.json:12, recordings[0].events[0]: expected an event, as [name, seconds, seconds of media], got ["waiting",0.31]',
    ],
    [
      '"kind": "init"',
      '"kind": "key"',
      'played.json:16, recordings[0].requests[2].kind: expected manifest, init or segment, got "key"',
    ],
    [
      '"end_s": 0.141',
      '"end_s": 0.13',
      "played.json:16, recordings[0].requests[2].start_s: expected a request that begins, is answered and ends in this order, got 0.1, 0.14, 0.13",
    ],
    [
      '"end_s": 0.141',
      '"end_s": null',
      "played.json:16, recordings[0].requests[2].end_s: expected a time in seconds, a number from 0 to 86400, got nothing",
    ],
  ])("refuses %s as %s", (from, to, message) => {
    expect(refusal(changed(from, to))).toBe(message);
  });

  it("refuses what is no such document", () => {
    expect(refusal("[]")).toBe("played.json:1: expected a mapping, got []");
    expect(refusal('{"stream": {}}')).toContain(
      "played.json:1, stream.bitrates_kbps: expected a list of bitrates",
    );
  });
});
