import { type Trace, type TraceInterval, traceFromIntervals } from "../../src/model/trace.js";

/** A trace of the set "set" from rates in Mbit/s, each held for so many seconds. */
export const traceOf = (mbps: readonly number[], seconds = 1, name = "set/trace"): Trace =>
  traceOfIntervals(
    mbps.map((rate) => ({ duration: seconds, bandwidth: rate * 1e6 })),
    name,
  );

export const traceOfIntervals = (intervals: readonly TraceInterval[], name = "set/trace"): Trace =>
  traceFromIntervals({ name, set: name.slice(0, name.indexOf("/")) }, intervals);
