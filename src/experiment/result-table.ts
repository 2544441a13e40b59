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

/**
 * The figures of consecutive units, packed: cheap to send between threads and to keep by the million. The session
 * at seat `s` in unit `u` is number `(u - firstUnit) * seats + s`.
 */
export interface ResultBlock {
  readonly firstUnit: number;
  readonly units: number;
  /** By session, an index into {@link SESSION_STATUSES} or {@link ABSENT}. */
  readonly statuses: Uint8Array;
  /** By session, then by metric column; NaN where there is no value. */
  readonly values: Float64Array;
  readonly failures: readonly FailedSession[];
  /** Lines of `segments.csv` of all sessions of the block; "" unless asked for. */
  readonly segmentLines: string;
  /** Lines of `telemetry.jsonl`; "" unless asked for. */
  readonly telemetryLines: string;
  /** As inputs of P.1203, all but failed sessions; none unless asked for. */
  readonly p1203: readonly ExportedSession[];
}

/** The figures of a whole experiment. */
export class ResultTable {
  readonly units: number;
  readonly seats: number;
  readonly columns: number;
  readonly statuses: Uint8Array;
  readonly values: Float64Array;
  readonly failures: FailedSession[] = [];

  constructor(size: { readonly units: number; readonly seats: number; readonly columns: number }) {
    this.units = size.units;
    this.seats = size.seats;
    this.columns = size.columns;
    this.statuses = new Uint8Array(size.units * size.seats).fill(ABSENT);
    this.values = new Float64Array(size.units * size.seats * size.columns).fill(Number.NaN);
  }

  add(block: ResultBlock): void {
    const first = block.firstUnit * this.seats;
    this.statuses.set(block.statuses, first);
    this.values.set(block.values, first * this.columns);
    this.failures.push(...block.failures);
  }

  /** Undefined where the arm takes no part in the unit. */
  status(unit: number, seat: number): SessionStatus | undefined {
    return SESSION_STATUSES[this.statuses[unit * this.seats + seat]!];
  }

  /** Undefined where there is no value. */
  value(unit: number, seat: number, column: number): number | undefined {
    const value = this.values[(unit * this.seats + seat) * this.columns + column]!;
    return Number.isNaN(value) ? undefined : value;
  }
}
