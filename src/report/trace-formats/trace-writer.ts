import type { OptionalColumns, TraceInterval } from "../../model/trace.js";

/**
 * A way of writing a trace down. Each is one file beside this one and one line in the registry, and is read by the trace
 * format of the same name.
 */
export interface TraceWriter {
  /** What a user calls it, as in `--to sabre`. */
  readonly name: string;
  /** Endings of file names that mean it, with their dot: [".csv"]. */
  readonly endings: readonly string[];
  /** What it has a place for, beside capacity. */
  readonly carries: OptionalColumns;
  /**
   * Begins a file.
   *
   * @param columns what every interval has and is to be written; no more than the format carries
   * @param where how messages name the trace
   */
  open(columns: OptionalColumns, where: string): TraceEncoder;
}

/** A file being written. What it returns, put together, is the file. */
export interface TraceEncoder {
  /** @throws InputError for an interval that the format cannot carry */
  interval(interval: TraceInterval): string;
  /** @throws InputError for a trace that the format cannot carry */
  end(): string;
}
