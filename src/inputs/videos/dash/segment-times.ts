import { InputError } from "../../../errors.js";
import type { Seconds } from "../../../units.js";
import { checkCount } from "../listed-segments.js";
import { DURATION, OFFSET, REPEATS, TICKS } from "./quantities.js";
import { inheritedNumber } from "./representations.js";
import type { XmlElement } from "./xml.js";

/** When a segment begins, on the timeline of its period's media, and how long it lasts. */
export interface SegmentTime {
  /** Ticks; what `$Time$` stands for. */
  readonly start: number;
  readonly seconds: Seconds;
}

/** What the elements that describe a representation's segments have in common (ISO/IEC 23009-1, 5.3.9). */
export interface TimeContext {
  /** `SegmentTemplate` or `SegmentList`, of the representation and of what it is in, from the inside out. */
  readonly elements: readonly XmlElement[];
  /** Ticks per second. */
  readonly timescale: number;
  /** Of the period; undefined where the MPD does not say. */
  readonly duration: Seconds | undefined;
  /** Segments that are listed, where they are. */
  readonly listed?: number;
}

/** Less than this share of a segment is rounding, not a segment. */
const ROUNDING = 1e-6;

/**
 * The times of a representation's segments: of its SegmentTimeline, else all as long as its `duration` says, and the last
 * as long as what is left of the period.
 *
 * @throws InputError where they follow from the period's duration and nobody says how long that is, and for more
 *   segments than a video may have
 */
export function segmentTimes(context: TimeContext): readonly SegmentTime[] {
  const { elements, timescale, duration, listed } = context;
  const [nearest] = elements;
  const timeline = elements
    .map((element) => element.child("SegmentTimeline"))
    .find((each) => each !== undefined);
  if (timeline !== undefined) return timesOfTimeline(timeline, context);
  const ticks = inheritedNumber(elements, "duration", DURATION);
  if (ticks === undefined) {
    if (listed !== undefined && listed > 1)
      throw missing(nearest!, "a duration or a SegmentTimeline", "neither");
    return [{ start: 0, seconds: needDuration(duration, nearest!) }];
  }
  const total = () => inTicks(needDuration(duration, nearest!, "duration"), timescale);
  const count = listed ?? Math.max(1, Math.ceil(total() / ticks - ROUNDING));
  checkCount(count, nearest!.where("duration"));
  const end = duration === undefined ? count * ticks : total();
  return Array.from({ length: count }, (_, index) => {
    const rest = index === count - 1 ? end - index * ticks : ticks;
    return { start: index * ticks, seconds: (rest > 0 ? Math.min(ticks, rest) : ticks) / timescale };
  });
}

function timesOfTimeline(
  timeline: XmlElement,
  { elements, timescale, duration }: TimeContext,
): readonly SegmentTime[] {
  const times: SegmentTime[] = [];
  const runs = timeline.children("S");
  const offset = inheritedNumber(elements, "presentationTimeOffset", OFFSET) ?? 0;
  let time = 0;
  runs.forEach((run, index) => {
    time = run.number("t", TICKS) ?? time;
    const ticks = run.needNumber("d", DURATION);
    const repeats = run.number("r", REPEATS) ?? 0;
    // Until the next run, or the end of the period.
    const until = () => {
      const next = runs[index + 1];
      return next === undefined
        ? offset + inTicks(needDuration(duration, run, "r"), timescale)
        : next.needNumber("t", TICKS);
    };
    const end = repeats < 0 ? until() : time + (repeats + 1) * ticks;
    const count = repeats < 0 ? Math.max(1, Math.ceil((end - time) / ticks - ROUNDING)) : repeats + 1;
    checkCount(times.length + count, run.where(repeats === 0 ? undefined : "r"));
    for (let i = 0; i < count; i++, time += ticks) {
      // The last of as many as there is time for may be shorter.
      const rest = end - time;
      times.push({ start: time, seconds: (rest > 0 ? Math.min(ticks, rest) : ticks) / timescale });
    }
  });
  if (times.length > 0) return times;
  throw missing(timeline, "a SegmentTimeline with S elements", "none");
}

/** A whole number of ticks where it is one but for the rounding of a decimal fraction. */
function inTicks(duration: Seconds, timescale: number): number {
  const ticks = duration * timescale;
  const whole = Math.round(ticks);
  return Math.abs(ticks - whole) < 1e-3 ? whole : ticks;
}

function needDuration(duration: Seconds | undefined, element: XmlElement, attribute?: string): Seconds {
  if (duration !== undefined) return duration;
  throw new InputError({
    where: element.where(attribute),
    expected: "a period that says how long it is",
    received: "none, as of a live stream that goes on",
    hint: "Add mediaPresentationDuration to the MPD, or use one of type static",
  });
}

const missing = (element: XmlElement, expected: string, received: string) =>
  new InputError({ where: element.where(), expected, received });
