import { OUTCOME_CODE, type RequestDetail, type RequestOutcome } from "../../model/session.js";
import type { Seconds } from "../../units.js";
import { type Failure, failureText } from "../network/exchange.js";
import type { AttemptRecord } from "../network/fetcher.js";
import type { RequestTable } from "../recorder.js";
import type { SessionClock } from "../session-clock.js";
import type { RequestRow } from "./request-row.js";

/** Writes what became of a track's requests into the log, a row an attempt. */
export class RequestLog {
  private readonly clock: SessionClock;
  private readonly table: RequestTable;
  private readonly buffer: () => Seconds;

  /** @param buffer media of the track ahead of the playhead, now */
  constructor(clock: SessionClock, table: RequestTable, buffer: () => Seconds) {
    this.clock = clock;
    this.table = table;
    this.buffer = buffer;
  }

  /** @param attempt missing where the network had no part in it */
  record(row: RequestRow, outcome: RequestOutcome, attempt?: AttemptRecord, failure?: Failure): void {
    const { clock, table } = this;
    if (attempt) {
      row.requested = clock.ofAgenda(attempt.sentAt);
      row.firstByte = attempt.firstByte === undefined ? Number.NaN : clock.ofAgenda(attempt.firstByte);
      row.received = outcome === "delivered" ? row.size : attempt.received;
    }
    row.finished = clock.now;
    row.bufferAfter = this.buffer();
    row.outcome = OUTCOME_CODE[outcome];
    table.append(row, attempt && detailOf(row, attempt, failure));
  }
}

/** Undefined where there is nothing to say. */
function detailOf(
  { processed, sampled }: RequestRow,
  { attempt, answeredBy: { cdn, tier }, rested = 0 }: AttemptRecord,
  failure: Failure | undefined,
): RequestDetail | undefined {
  const plain = attempt === 0 && rested === 0 && processed === 0 && cdn === undefined && tier === undefined;
  if (plain && failure === undefined) return undefined;
  return {
    attempt,
    ...(cdn !== undefined && { cdn }),
    ...(tier !== undefined && { tier }),
    ...(failure && { problem: failureText(failure) }),
    ...(rested > 0 && { rested }),
    ...(processed > 0 && { processed }),
    ...(sampled > 0 && { sampled }),
  };
}
