import { InputError } from "../../../errors.js";
import type { Gaps } from "../../../model/trace-note.js";
import type { ReadContext, TraceSink } from "../format.js";
import { LeftOut } from "../left-out.js";
import type { CmcdFields } from "./decode.js";
import { type Report, reportOf, type Served, sessionOf } from "./report.js";
import { type PartSink, type Way, wayFor } from "./ways.js";

/**
 * How many reports of a session may stand between one and where its time would put it. A server writes a request down
 * when it has ended, so requests that were under way together stand in the order of their ends.
 */
const OUT_OF_ORDER = 32;

/** In a file. Each takes some kB, of which it is the sum that has to be bounded. */
const MOST_SESSIONS = 50_000;

/** Takes the reports of a file and gives each session's trace, a part named by its sid. */
export class Sessions {
  readonly #where: string;
  readonly #gaps: Gaps;
  readonly #sink: TraceSink;
  readonly #sessions = new Map<string | undefined, Session>();
  readonly #leftOut = new LeftOut();

  constructor({ where, gaps = "hold" }: ReadContext, sink: TraceSink) {
    this.#where = where;
    this.#gaps = gaps;
    this.#sink = sink;
  }

  /**
   * @param fields missing for a request that has none
   * @throws InputError when a value is not what its key stands for, or a time long before the others
   */
  take(fields: CmcdFields | undefined, line: number, served: Served = {}): void {
    if (fields === undefined) {
      this.#leftOut.count("request without CMCD", "requests without CMCD");
      return;
    }
    const sid = sessionOf(fields, `${this.#where}:${line}`);
    const session = this.#sessions.get(sid) ?? this.#begin(sid, line);
    session.push(reportOf(fields, served, this.#where, line));
  }

  finish(): void {
    for (const session of this.#sessions.values()) session.finish();
    this.#leftOut.note(this.#sink);
  }

  #begin(sid: string | undefined, line: number): Session {
    if (this.#sessions.size === MOST_SESSIONS) throw tooMany(`${this.#where}:${line}`);
    const part = sid === undefined ? undefined : ownText(sid);
    const session = new Session(this.#where, this.#gaps, this.#sink, part);
    this.#sessions.set(part, session);
    return session;
  }
}

/** A copy of its own: a part of a longer string keeps all of it, here a chunk of the file, in memory. */
const ownText = (text: string) => JSON.parse(JSON.stringify(text)) as string;

class Session {
  readonly #where: string;
  readonly #gaps: Gaps;
  readonly #sink: PartSink;
  readonly #leftOut = new LeftOut();
  /** By time, and these times. */
  readonly #waiting: Report[] = [];
  readonly #times: number[] = [];
  #way: Way | undefined;
  /** The time of the last that came, and of the last that was given on. */
  #cameMs = Number.NEGATIVE_INFINITY;
  #goneMs = Number.NEGATIVE_INFINITY;

  constructor(where: string, gaps: Gaps, sink: TraceSink, part: string | undefined) {
    this.#where = where;
    this.#gaps = gaps;
    this.#sink = {
      interval: (interval, line) => sink.interval(interval, line, part),
      note: (note) => sink.note(note, part),
    };
  }

  push(report: Report): void {
    // One without a time stays with the one before it.
    const atMs = report.atMs ?? this.#cameMs;
    this.#cameMs = atMs;
    let index = this.#times.length;
    while (index > 0 && this.#times[index - 1]! > atMs) index--;
    for (let equal = index - 1; equal >= 0 && this.#times[equal] === atMs; equal--)
      if (isRepeated(this.#waiting[equal]!, report)) {
        this.#leftOut.count("report that is there twice", "reports that are there twice");
        return;
      }
    this.#waiting.splice(index, 0, report);
    this.#times.splice(index, 0, atMs);
    if (this.#waiting.length > OUT_OF_ORDER) this.#giveOn();
  }

  finish(): void {
    while (this.#waiting.length > 0) this.#giveOn();
    this.#way!.finish();
    this.#leftOut.note(this.#sink);
  }

  #giveOn(): void {
    this.#way ??= wayFor(this.#waiting, this.#gaps, this.#sink);
    const report = this.#waiting.shift()!;
    const atMs = this.#times.shift()!;
    const here = `${this.#where}:${report.line}`;
    if (atMs < this.#goneMs) throw backwards(this.#goneMs - atMs, here);
    this.#goneMs = atMs;
    if (!this.#way.take(report, here)) this.#leftOut.count(...this.#way.leftOut);
  }
}

/** A log that was collected twice has each download twice. */
const isRepeated = ({ download: a }: Report, { download: b }: Report) =>
  a !== undefined &&
  b !== undefined &&
  a.endMs === b.endMs &&
  a.firstByteMs === b.firstByteMs &&
  a.bits === b.bits;

function tooMany(here: string): InputError {
  return new InputError({
    where: here,
    expected: `at most ${MOST_SESSIONS} sessions in a file`,
    received: "one more",
    hint: "Split the file, the lines of a session together",
  });
}

function backwards(ms: number, here: string): InputError {
  return new InputError({
    where: here,
    expected: `the requests of a session in the order of time, or at most ${OUT_OF_ORDER} of them out of order`,
    received: `one ${ms} ms before others that stand far above`,
    hint: "Sort the lines by time",
  });
}
