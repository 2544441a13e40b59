import type { Trace, TraceInterval } from "../../model/trace.js";
import type { Gaps, TraceNote } from "../../model/trace-note.js";
import type { Head } from "../head.js";
import type { TextChunks } from "../text.js";

/** What a file says about a link: parallel columns as in {@link Trace}, every value checked. */
export type TraceColumns = Pick<Trace, "durations" | "bandwidths" | "latencies" | "losses">;

/**
 * Takes what a reader finds, as it finds it. A file of several traces names the one that it speaks of by its `part`: a
 * unit, a session, a run; the parts may take turns. A file of one trace never does.
 */
export interface TraceSink {
  /** @param line where the interval stands, or ends */
  interval(interval: TraceInterval, line: number, part?: string): void;
  /** What is worth knowing of how a trace came about. */
  note(note: TraceNote, part?: string): void;
}

/** How to read. */
export interface ReadContext {
  /** How messages name the file. */
  readonly where: string;
  /** For times of which the file says nothing; missing: as the format does by itself. */
  readonly gaps?: Gaps | undefined;
}

/**
 * A way of writing a trace down. Each format is one file beside this one and one line in the registry.
 *
 * @example
 * const found: TraceInterval[] = [];
 * const sink = { interval: (interval) => found.push(interval), note() {} };
 * await oboe.read(["15 3000\n474 ", "3000\n"], { where: "trace_0.txt" }, sink);
 * found; // [{ duration: 0.459, bandwidth: 3_000_000 }]
 */
export interface TraceFormat {
  /** What a user calls it, as in `format: oboe`. */
  readonly name: string;
  /** How to recognise it, a phrase of a few words: "two columns, seconds and Mbps". */
  readonly looks: string;
  /** What its numbers mean, in a few words each, for tables. */
  readonly means: {
    /** How long a row's rate holds: "from the row above to this one". */
    readonly interval: string;
    /** "s, Mbps" */
    readonly units: string;
    /** What comes after the last interval: "repeats". */
    readonly end: string;
  };
  /** What it does by itself with time of which a file says nothing; missing: there is no such time. */
  readonly gaps?: Gaps;
  /**
   * Whether a file that begins so is one. Judges by the lines that have the format's shape, so that `read` gets to
   * say which of the others is wrong. At most one format should say yes to content that can be told apart.
   */
  detect(head: Head): boolean;
  /**
   * Reads a file. Holds no more of the text than a chunk and a line, unless the format is a document.
   *
   * @throws InputError naming the line of the first thing wrong
   */
  read(chunks: TextChunks, context: ReadContext, sink: TraceSink): Promise<void>;
}
