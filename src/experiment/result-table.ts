import type { SessionStatus } from "../model/session.js";

/** Statuses by code; a table stores an index into this list. */
export const SESSION_STATUSES = ["completed", "quit", "starved", "failed"] as const satisfies SessionStatus[];

/** The code of a session that does not exist, because its arm takes no part in the unit. */
export const ABSENT = 255;

/** A session that failed. */
export interface FailedSession {
  readonly unit: number;
  /** The player's, among all of a unit. */
  readonly seat: number;
  readonly problem: string;
}

/** A session as it is written for another program. */
export interface ExportedSession {
  readonly unit: number;
  /** The player's, among all of a unit. */
  readonly seat: number;
  /** A file's text; undefined where the session has nothing to write. */
  readonly input: string | undefined;
}

/** Lines of the files that a run writes, as they are written: UTF-8. Empty where nobody asked for them. */
export interface BlockLines {
  readonly sessions: Uint8Array;
  readonly segments: Uint8Array;
  readonly telemetry: Uint8Array;
}

/**
 * The figures of consecutive units, packed: cheap to send between threads and to keep by the million. The session
 * at seat `s` in unit `u` is number `(u - firstUnit) * seats + s`.
 */
export interface ResultBlock {
  readonly firstUnit: number;
  readonly units: number;
  /** By session, an index into {@link SESSION_STATUSES} or {@link ABSENT}. */
  readonly statuses: Uint8Array;
  /** By metric column, then by session; NaN where there is no value. */
  readonly values: Float64Array;
  readonly failures: readonly FailedSession[];
  readonly lines: BlockLines;
  /** As inputs of P.1203, all but failed sessions; none unless asked for. */
  readonly p1203: readonly ExportedSession[];
}

/** Failed sessions that are told of one by one: where there are more, they are by the million, and of one cause. */
export const FAILURES_TOLD = 1000;

/** How large a table is. */
export interface TableSize {
  readonly units: number;
  readonly seats: number;
  readonly columns: number;
}

/** Columns that can be looked at together: a metric, and the parts that its mean is made of. */
export const VALID_COLUMNS = 5;

/** The figures of a whole experiment, looked at column by column. */
export abstract class ResultTable implements TableSize {
  readonly units: number;
  readonly seats: number;
  readonly columns: number;
  /** By session: unit by unit, and in each by seat. */
  readonly statuses: Uint8Array;
  /** What went wrong in the first sessions that failed, {@link FAILURES_TOLD} at most. */
  readonly failures: FailedSession[] = [];

  constructor({ units, seats, columns }: TableSize) {
    this.units = units;
    this.seats = seats;
    this.columns = columns;
    this.statuses = new Uint8Array(units * seats).fill(ABSENT);
  }

  /**
   * A metric of all sessions, in the order of `statuses`; NaN where there is no value. Valid until {@link VALID_COLUMNS} others
   * have been asked for.
   */
  abstract column(place: number): Float64Array;

  /** How many sessions failed. */
  get failed(): number {
    const failed = SESSION_STATUSES.indexOf("failed");
    let sessions = 0;
    for (const status of this.statuses) if (status === failed) sessions++;
    return sessions;
  }

  addFailures(failures: readonly FailedSession[]): void {
    for (const failure of failures) if (this.failures.length < FAILURES_TOLD) this.failures.push(failure);
  }

  /** Undefined where the arm takes no part in the unit. */
  status(unit: number, seat: number): SessionStatus | undefined {
    return SESSION_STATUSES[this.statuses[unit * this.seats + seat]!];
  }

  /** Undefined where there is no value. */
  value(unit: number, seat: number, column: number): number | undefined {
    const value = this.column(column)[unit * this.seats + seat]!;
    return Number.isNaN(value) ? undefined : value;
  }
}

/** A table that is in memory as a whole: eight bytes a figure. */
export class MemoryTable extends ResultTable {
  private readonly figures: readonly Float64Array[];

  constructor(size: TableSize) {
    super(size);
    const sessions = size.units * size.seats;
    this.figures = Array.from({ length: size.columns }, () => new Float64Array(sessions).fill(Number.NaN));
  }

  column(place: number): Float64Array {
    return this.figures[place]!;
  }

  /**
   * Puts a session in its place.
   *
   * @param values by column; NaN where there is no value
   */
  put(unit: number, seat: number, status: SessionStatus, values: ArrayLike<number>): void {
    const session = unit * this.seats + seat;
    this.statuses[session] = SESSION_STATUSES.indexOf(status);
    this.figures.forEach((column, place) => {
      column[session] = values[place]!;
    });
  }

  add({ firstUnit, units, statuses, values, failures }: ResultBlock): void {
    const first = firstUnit * this.seats;
    const sessions = units * this.seats;
    this.statuses.set(statuses, first);
    this.figures.forEach((column, place) => {
      column.set(values.subarray(place * sessions, (place + 1) * sessions), first);
    });
    this.addFailures(failures);
  }
}
