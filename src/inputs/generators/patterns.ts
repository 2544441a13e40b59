import type { TraceInterval } from "../../model/trace.js";
import type { Seconds } from "../../units.js";
import { rowDurations } from "./rows.js";
import { writtenInterval } from "./written-interval.js";

/** A deterministic course of capacity, as tests of control systems use them. */
export interface Pattern {
  readonly name: string;
  /** Mbit/s in the second that begins at `time`, in a trace of the given duration. */
  capacity(time: Seconds, duration: Seconds): number;
}

/** The pattern as a trace: sampled every second, equal neighbours joined. */
export function patternTrace(
  pattern: Pick<Pattern, "capacity">,
  trace: { readonly duration: Seconds; readonly latencyMs: number },
): TraceInterval[] {
  const intervals: TraceInterval[] = [];
  rowDurations(trace.duration, 1).forEach((duration, time) => {
    const mbps = pattern.capacity(time, trace.duration);
    const next = writtenInterval({ duration, mbps, latencyMs: trace.latencyMs });
    const last = intervals.at(-1);
    if (last?.bandwidth === next.bandwidth)
      intervals[intervals.length - 1] = { ...last, duration: last.duration + duration };
    else intervals.push(next);
  });
  return intervals;
}

/** `before` until a time, by default the middle, and `after` from then on. */
export const step =
  (before: number, after: number, at?: Seconds) =>
  (time: Seconds, duration: Seconds): number =>
    time < (at ?? duration / 2) ? before : after;

/** `high` in the first half of each period, `low` in the second. */
export const squareWave = (high: number, low: number, period: Seconds) =>
  pulses(high, low, period / 2, period);

/** `pulse` for the first `width` seconds of each period, `rest` for the rest of it. */
export const pulses =
  (pulse: number, rest: number, width: Seconds, period: Seconds) =>
  (time: Seconds): number =>
    time % period < width ? pulse : rest;

/** `inside` for `width` seconds around the middle, `outside` before and after. */
export const window =
  (inside: number, outside: number, width: Seconds) =>
  (time: Seconds, duration: Seconds): number => {
    const start = Math.floor((duration - width) / 2);
    return time >= start && time < start + width ? inside : outside;
  };

/** A straight rise from `low` towards `high` over each period, and a fall at once. */
export const sawtooth =
  (low: number, high: number, period: Seconds) =>
  (time: Seconds): number =>
    low + ((high - low) * (time % period)) / period;

/** `centre` plus a sine of the given amplitude. */
export const sinusoid =
  (centre: number, amplitude: number, period: Seconds) =>
  (time: Seconds): number =>
    centre + amplitude * Math.sin((2 * Math.PI * time) / period);

/** Each of the levels for `width` seconds, over and over. */
export const staircase =
  (levels: readonly number[], width: Seconds) =>
  (time: Seconds): number =>
    levels[Math.floor(time / width) % levels.length]!;
