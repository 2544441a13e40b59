import type { RequestColumns, SessionEnd, SessionLog, StateColumns } from "../model/session.js";
import type { Bits, BitsPerSecond, Seconds } from "../units.js";

/** A request as the player knows it while it is under way. Reused from request to request. */
export interface PendingRequest {
  segment: number;
  level: number;
  size: Bits;
  decided: Seconds;
  requested: Seconds;
  bufferBefore: Seconds;
  estimate: BitsPerSecond | undefined;
  reason: string | undefined;
}

const INITIAL_REQUESTS = 64;
const INITIAL_STATES = 16;

/**
 * Writes a session log into columns that are kept from session to session and grow when they must, so that a run
 * of millions of sessions allocates next to nothing.
 */
export class Recorder implements SessionLog {
  end: SessionEnd = { status: "completed", at: 0 };
  clampedDecisions = 0;
  readonly requests = new RequestTable();
  readonly states = new StateTable();
  readonly reasons: (string | undefined)[] = [];

  reset(): void {
    this.clampedDecisions = 0;
    this.requests.count = 0;
    this.states.count = 0;
    this.reasons.length = 0;
  }

  /** @param code as in STATE_CODE */
  state(code: number, time: Seconds): void {
    this.states.append(code, time);
  }

  /**
   * @param firstByte NaN if none came
   * @param outcome as in OUTCOME_CODE
   */
  request(
    pending: PendingRequest,
    received: Bits,
    firstByte: Seconds,
    finished: Seconds,
    bufferAfter: Seconds,
    outcome: number,
  ): void {
    this.requests.append(pending, received, firstByte, finished, bufferAfter, outcome);
    this.reasons.push(pending.reason);
  }
}

class RequestTable implements RequestColumns {
  count = 0;
  segment = new Int32Array(INITIAL_REQUESTS);
  level = new Int32Array(INITIAL_REQUESTS);
  size = new Float64Array(INITIAL_REQUESTS);
  received = new Float64Array(INITIAL_REQUESTS);
  decided = new Float64Array(INITIAL_REQUESTS);
  requested = new Float64Array(INITIAL_REQUESTS);
  firstByte = new Float64Array(INITIAL_REQUESTS);
  finished = new Float64Array(INITIAL_REQUESTS);
  bufferBefore = new Float64Array(INITIAL_REQUESTS);
  bufferAfter = new Float64Array(INITIAL_REQUESTS);
  estimate = new Float64Array(INITIAL_REQUESTS);
  outcome = new Uint8Array(INITIAL_REQUESTS);

  append(
    pending: PendingRequest,
    received: Bits,
    firstByte: Seconds,
    finished: Seconds,
    bufferAfter: Seconds,
    outcome: number,
  ): void {
    if (this.count === this.segment.length) this.grow();
    const row = this.count++;
    this.segment[row] = pending.segment;
    this.level[row] = pending.level;
    this.size[row] = pending.size;
    this.received[row] = received;
    this.decided[row] = pending.decided;
    this.requested[row] = pending.requested;
    this.firstByte[row] = firstByte;
    this.finished[row] = finished;
    this.bufferBefore[row] = pending.bufferBefore;
    this.bufferAfter[row] = bufferAfter;
    this.estimate[row] = pending.estimate ?? Number.NaN;
    this.outcome[row] = outcome;
  }

  private grow(): void {
    const rows = this.segment.length * 2;
    this.segment = copied(this.segment, new Int32Array(rows));
    this.level = copied(this.level, new Int32Array(rows));
    this.size = copied(this.size, new Float64Array(rows));
    this.received = copied(this.received, new Float64Array(rows));
    this.decided = copied(this.decided, new Float64Array(rows));
    this.requested = copied(this.requested, new Float64Array(rows));
    this.firstByte = copied(this.firstByte, new Float64Array(rows));
    this.finished = copied(this.finished, new Float64Array(rows));
    this.bufferBefore = copied(this.bufferBefore, new Float64Array(rows));
    this.bufferAfter = copied(this.bufferAfter, new Float64Array(rows));
    this.estimate = copied(this.estimate, new Float64Array(rows));
    this.outcome = copied(this.outcome, new Uint8Array(rows));
  }
}

class StateTable implements StateColumns {
  count = 0;
  time = new Float64Array(INITIAL_STATES);
  state = new Uint8Array(INITIAL_STATES);

  append(state: number, time: Seconds): void {
    if (this.count === this.state.length) {
      this.time = copied(this.time, new Float64Array(this.count * 2));
      this.state = copied(this.state, new Uint8Array(this.count * 2));
    }
    const row = this.count++;
    this.time[row] = time;
    this.state[row] = state;
  }
}

function copied<Column extends { set(from: ArrayLike<number>): void }>(
  from: ArrayLike<number>,
  to: Column,
): Column {
  to.set(from);
  return to;
}
