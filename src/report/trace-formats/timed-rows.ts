import { InputError } from "../../errors.js";
import type { TraceInterval } from "../../model/trace.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { TraceEncoder } from "./trace-writer.js";

/** Seconds. What is shorter cannot be told by times that run to years, and readers take steps below 1e-6 s for slips. */
const SHORTEST = 1e-5;
/** Seconds. Readers take later times for slips: of unit, or for dates. */
const LATEST = 1e10;
/** In a second: times are written to the nanosecond, so that a sum of tenths is not 0.30000000000000004. */
const GRAINS = 1e9;

/**
 * Encodes intervals by the times at which they begin and end, for formats that say when and not how long. Each time is
 * rounded from the true one, so rounding moves single rows and never adds up. Intervals of less than 10 microseconds, which
 * recorded downloads leave now and then, are joined with the next one, at the mean of their rates: no bit is lost.
 *
 * @param where how messages name the trace
 */
export function timedRows(
  where: string,
  write: (start: Seconds, end: Seconds, bandwidth: BitsPerSecond) => void,
): TraceEncoder {
  let elapsed: Seconds = 0;
  let start: Seconds = 0;
  let held: TraceInterval | undefined;

  function writeHeld(): void {
    const { duration, bandwidth } = held!;
    elapsed += duration;
    const end = Math.round(elapsed * GRAINS) / GRAINS;
    if (duration < SHORTEST || end > LATEST)
      throw new InputError({
        where,
        expected: `a trace of ${SHORTEST} to ${LATEST} s, which rows with times can tell`,
        received: `${elapsed} s`,
        hint: "Write abrsim CSV instead, which says how long and not when",
      });
    write(start, end, bandwidth);
    start = end;
  }

  return {
    interval(interval) {
      if (held === undefined) held = interval;
      else if (Math.min(held.duration, interval.duration) < SHORTEST) held = joined(held, interval);
      else {
        writeHeld();
        held = interval;
      }
    },
    end: writeHeld,
  };
}

function joined(a: TraceInterval, b: TraceInterval): TraceInterval {
  const duration = a.duration + b.duration;
  const bits = a.duration * a.bandwidth + b.duration * b.bandwidth;
  return { duration, bandwidth: a.bandwidth === b.bandwidth ? a.bandwidth : bits / duration };
}
