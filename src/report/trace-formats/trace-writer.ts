import type { OptionalColumns, TraceInterval } from "../../model/trace.js";

/**
 * A way of writing a trace down. Each is one file beside this one and one line in the registry, and is read by the trace
 * format of the same name.
 */
export interface TraceWriter {
  /** What a user calls it, as in `--to sabre`. */
  readonly name: string;
  /** Endings of file names that may mean it, with their dot, the one that it gives to files first: [".csv"]. */
  readonly endings: readonly [string, ...string[]];
  /** What it has a place for, beside capacity. */
  readonly carries: OptionalColumns;
  /**
   * Begins a file.
   *
   * @param columns what every interval has and is to be written; no more than the format carries
   * @param where how messages name the trace
   * @param put takes the file's text, piece by piece
   * @throws InputError for columns without which the format cannot be
   */
  open(columns: OptionalColumns, where: string, put: (text: string) => void): TraceEncoder;
}

/** A file being written. */
export interface TraceEncoder {
  /** @throws InputError for an interval that the format cannot carry */
  interval(interval: TraceInterval): void;
  /** @throws InputError for a trace that the format cannot carry */
  end(): void;
}
