import { InputError } from "../../errors.js";
import type { Seconds } from "../../units.js";
import type { Fields } from "../fields.js";
import { SEGMENT_S, SEGMENTS, VIDEO_S } from "./quantities.js";

/** The first segments of a video, shorter than the others for a quick start (document 003, section 2.1). */
export interface FirstSegments {
  readonly seconds: Seconds;
  readonly count: number;
}

/** @param segment how long the others are */
export function readFirstSegments(fields: Fields, segment: Seconds): FirstSegments {
  const seconds = fields.needNumber("seconds", {
    name: "a segment duration in seconds, not over segmentSeconds",
    min: SEGMENT_S.min,
    max: segment,
  });
  return { seconds, count: fields.needNumber("count", SEGMENTS) };
}

/**
 * The segments of a ladder that says either how many there are or how long they are together. Of a duration, the last
 * segment is what is left.
 *
 * @param fields with durationSeconds or segments
 */
export function readDurations(fields: Fields, segment: Seconds, first?: FirstSegments): Float64Array {
  const segments = fields.number("segments", SEGMENTS);
  const duration = fields.number("durationSeconds", VIDEO_S);
  if ((segments === undefined) === (duration === undefined))
    throw new InputError({
      where: fields.where(segments === undefined ? "segmentSeconds" : "segments"),
      expected: "either durationSeconds or segments",
      received: segments === undefined ? "neither" : "both",
      hint: segments === undefined ? "Say how long the video is" : "Remove one of them",
    });
  const { seconds, count } = first ?? { seconds: segment, count: 0 };
  if (duration === undefined) return new Float64Array(segments!).fill(segment).fill(seconds, 0, count);

  const shorter = Math.min(count, countIn(duration, seconds));
  const others = Math.max(shorter > 0 ? 0 : 1, countIn(duration - shorter * seconds, segment));
  const all = shorter + others;
  if (all > SEGMENTS.max)
    throw new InputError({
      where: fields.where("durationSeconds"),
      expected: `a video of at most ${SEGMENTS.max} segments`,
      received: `${all}`,
      hint: "Check that durationSeconds and segmentSeconds are in seconds",
    });
  const beforeLast =
    others > 0 ? shorter * seconds + (others - 1) * segment : Math.max(0, shorter - 1) * seconds;
  const durations = new Float64Array(all).fill(segment).fill(seconds, 0, shorter);
  durations[all - 1] = duration - beforeLast;
  return durations;
}

/** Segments that a duration is divided into. Less than a millionth of one left over is rounding, not a segment. */
const countIn = (duration: Seconds, segment: Seconds): number =>
  Math.max(0, Math.ceil(duration / segment - 1e-6));
