import { readTrace } from "../../../src/inputs/index.js";
import type { Trace, TraceInterval } from "../../../src/model/trace.js";
import { columnsOf } from "../../../src/model/trace.js";
import type { TraceWriter } from "../../../src/report/trace-formats/trace-writer.js";

/** A trace as a format writes it, without what the format has no place for. */
export function written(writer: TraceWriter, intervals: readonly TraceInterval[]): string {
  const has = columnsOf(intervals[0]!);
  const carried = {
    latency: has.latency && writer.carries.latency,
    loss: has.loss && writer.carries.loss,
  };
  const pieces: string[] = [];
  const encoder = writer.open(carried, "file", (text) => pieces.push(text));
  for (const interval of intervals) encoder.interval(interval);
  encoder.end();
  return pieces.join("");
}

/** The same, read by the reader of that name. */
export async function readBack(writer: TraceWriter, intervals: readonly TraceInterval[]): Promise<Trace> {
  const options = { name: "set/file", set: "set", format: writer.name };
  return (await readTrace([written(writer, intervals)], options)).trace;
}
