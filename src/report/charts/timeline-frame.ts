import type { Timeline } from "../../model/results.js";
import { rateSeries } from "./timeline-series.js";

/** How far the axes of a timeline reach. None of it is 0, so that nothing still has axes. */
export interface Frame {
  /** Seconds since play was pressed. */
  readonly end: number;
  /** kbit/s. */
  readonly rate: number;
  /** Whether some rates are higher than that. */
  readonly cut: boolean;
  /** Seconds of media. */
  readonly buffer: number;
}

/** A link this many times faster than the best segment asked for is drawn in full. */
const ROOM = 2;
/** A link faster than that is cut off at this many times its bitrate, lest the segments' bitrates lie in one line. */
const CUT_AT = 1.5;

/** The frame that holds all of some timelines, such as those of one session under several policies. */
export function frameOf(timelines: readonly Timeline[]): Frame {
  const highest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);
  const all = timelines.map((timeline) => rateSeries(timeline));
  const valuesOf = (name: keyof (typeof all)[number]) =>
    all.flatMap((series) => series[name].map(({ value }) => value));
  const bitrate = highest([...valuesOf("chosen"), ...valuesOf("shown")]);
  const link = highest([...valuesOf("capacity"), ...valuesOf("estimate")]);
  const cut = bitrate > 0 && link > ROOM * bitrate;
  return {
    end: highest(timelines.map(({ end }) => end)) || 1,
    rate: (cut ? CUT_AT * bitrate : Math.max(bitrate, link)) || 1,
    cut,
    buffer: highest(timelines.flatMap(({ buffer }) => buffer.map(({ buffer_s }) => buffer_s))) || 1,
  };
}
