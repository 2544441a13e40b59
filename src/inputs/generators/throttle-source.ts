import { excerpt, InputError } from "../../errors.js";
import type { TraceInterval } from "../../model/trace.js";
import { suggestion } from "../../suggestion.js";
import { kbpsFromBps, msFromSeconds } from "../../units.js";
import { generateTraces } from "./generate-family.js";
import { THROTTLE, throttlePresets } from "./presets/throttle.js";

/** A throttle preset as a trace. */
export interface ThrottleTrace {
  /** The preset's, such as "devtools-slow-4g". */
  readonly name: string;
  readonly intervals: readonly TraceInterval[];
  /** What `abrsim traces generate` writes of it. */
  readonly csv: string;
}

const SCHEME = `${THROTTLE}:`;

export const isThrottleSource = (source: string): boolean => source.startsWith(SCHEME);

/**
 * The presets that a source names: "throttle:devtools-slow-4g", or all, "throttle:*".
 *
 * @throws InputError when there is no such preset
 */
export function throttlesNamed(source: string): readonly ThrottleTrace[] {
  const wanted = source.slice(SCHEME.length);
  const presets = throttlePresets.filter(({ name }) => wanted === "*" || wanted === name);
  if (presets.length === 0) {
    const known = throttlePresets.map(({ name }) => name);
    throw new InputError({
      where: source,
      expected: "a throttle preset, or * for all",
      received: excerpt(wanted),
      hint: suggestion(wanted, known),
    });
  }
  return presets.map((preset) => {
    const [trace] = generateTraces(preset);
    const { intervals } = trace!;
    return { name: preset.name, intervals, csv: csvOf(intervals) };
  });
}

function csvOf(intervals: readonly TraceInterval[]): string {
  const rows = intervals.map(({ duration, bandwidth, latency = 0 }) =>
    [duration, kbpsFromBps(bandwidth), msFromSeconds(latency)].join(","),
  );
  return `${["duration_s,bandwidth_kbps,latency_ms", ...rows].join("\n")}\n`;
}
