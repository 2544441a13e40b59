import type { Trace } from "../../model/trace.js";
import type { Head } from "../head.js";
import type { TextChunks } from "../text.js";

/** What a file says about a link: parallel columns as in {@link Trace}, every value checked. */
export type TraceColumns = Pick<Trace, "durations" | "bandwidths" | "latencies" | "losses">;

/**
 * A way of writing a trace down. Each format is one file beside this one and one line in the registry.
 *
 * @example
 * const columns = await oboe.read(["15 3000\n474 ", "3000\n"], "trace_0.txt");
 * columns.durations; // Float64Array [0.459]
 */
export interface TraceFormat {
  /** What a user calls it, as in `format: oboe`. */
  readonly name: string;
  /** How to recognise it, a phrase of a few words: "two columns, seconds and Mbps". */
  readonly looks: string;
  /**
   * Whether a file that begins so is one. Judges by the lines that have the format's shape, so that `read` gets to
   * say which of the others is wrong. At most one format should say yes to content that can be told apart.
   */
  detect(head: Head): boolean;
  /**
   * Reads a file. Holds the columns and no more of the text than a chunk and a line.
   *
   * @param where how messages name the file
   * @throws InputError naming the line of the first thing wrong
   */
  read(chunks: TextChunks, where: string): Promise<TraceColumns>;
}
