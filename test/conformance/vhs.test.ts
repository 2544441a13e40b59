import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { InFlight, Observation } from "../../src/model/policy.js";
import { vhs } from "../../src/policies/vhs.js";
import { bitsFromBytes, secondsFromMs } from "../../src/units.js";
import { contextWith } from "../policies/stage.js";

/** A request: its level, when it was made, when its first and last byte came; and when it was given up for what. */
type Attempt = readonly [
  level: number,
  startMs: number,
  firstByteMs: number,
  endMs: number,
  bytes: number,
  givenUpAfterMs?: number,
  instead?: number,
];

interface Course {
  readonly segmentSeconds: number;
  readonly segments: number;
  readonly live?: true;
  readonly playerHeight?: number;
  readonly levels: readonly (readonly [bandwidth: number, height?: number])[];
  readonly steps: readonly (readonly [bufferSeconds: number, afterSeconds: number, attempts: Attempt[]])[];
}

/** What the real VHS did in random sessions; see the README beside it. */
const { courses } = JSON.parse(
  readFileSync(new URL("../fixtures/players/vhs.json", import.meta.url), "utf8"),
) as { readonly courses: readonly Course[] };

const TICK_MS = 250;

/** What ours does in the same session, in the form of the record's attempts. */
function replay(course: Course) {
  const { segmentSeconds, segments, live, playerHeight, steps } = course;
  const levels = course.levels.map(([bitrate, height]) => ({
    bitrate,
    ...(height !== undefined && { height }),
  }));
  const policy = vhs({}, contextWith(levels, { segmentDuration: segmentSeconds }));
  let lastLevel: number | undefined;
  const observe = (index: number, nowMs: number, buffer: number, inFlight?: InFlight): Observation => ({
    now: secondsFromMs(nowMs),
    phase: "playing",
    buffer,
    maxBuffer: 60,
    playbackRate: 1,
    lastLevel,
    levels,
    allowed: [0, levels.length - 1],
    segment: { index, duration: segmentSeconds, remaining: segments - index },
    samples: [],
    ...(live && { live: { latency: 10, target: 10, edge: 0 } }),
    ...(playerHeight !== undefined && { device: { maxHeight: playerHeight } }),
    ...(inFlight && { inFlight }),
  });
  return steps.map(([buffer, after, attempts], index) => {
    let level = policy.decide(observe(index, attempts[0]![1], buffer)).level;
    let drained = 0;
    return attempts.map((attempt) => {
      const [, startMs, firstByteMs, endMs, bytes] = attempt;
      const asked = level;
      const sample = {
        start: secondsFromMs(startMs),
        firstByte: secondsFromMs(firstByteMs),
        end: secondsFromMs(endMs),
        bits: bitsFromBytes(bytes),
        level,
      };
      for (let ms = startMs + TICK_MS; ms < endMs; ms += TICK_MS) {
        const begun = ms >= firstByteMs;
        const loaded = begun ? Math.floor((bytes * (ms - firstByteMs)) / (endMs - firstByteMs)) : 0;
        const inFlight: InFlight = {
          segment: index,
          level,
          start: sample.start,
          loaded: bitsFromBytes(loaded),
          ...(loaded > 0 && { firstByte: sample.firstByte }),
        };
        const left = Math.max(0, buffer - secondsFromMs(ms - startMs + drained));
        const answer = policy.onProgress!(inFlight, observe(index, ms, left, inFlight));
        if (answer === undefined) continue;
        level = answer.abandonTo;
        drained += ms - startMs;
        return [asked, ms - startMs, level];
      }
      lastLevel = level;
      policy.onSample!(sample, observe(index + 1, endMs, after));
      return [asked];
    });
  });
}

describe("VHS", () => {
  it("chooses and gives up in random sessions what ours does", () => {
    expect(courses.length).toBeGreaterThanOrEqual(200);
    for (const [number, course] of courses.entries()) {
      const recorded = course.steps.map(([, , attempts]) =>
        attempts.map(([level, , , , , ...givenUp]) => [level, ...givenUp]),
      );
      expect({ number, did: replay(course) }).toEqual({ number, did: recorded });
    }
  });
});
