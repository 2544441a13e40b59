import type {
  OtherRequest,
  RequestColumns,
  RequestDetail,
  SessionEnd,
  SessionEvent,
  SessionLog,
  StateColumns,
} from "../model/session.js";
import type { Seconds } from "../units.js";
import type { RequestRow } from "./player/request-row.js";

const INITIAL_REQUESTS = 64;
const INITIAL_STATES = 16;

/**
 * Writes a session log into columns that are kept from session to session and grow when they must, so that a run
 * of millions of sessions allocates next to nothing.
 */
export class Recorder implements SessionLog {
  end: SessionEnd = { status: "completed", at: 0 };
  clampedDecisions = 0;
  liveEdge: Seconds | undefined = undefined;
  readonly requests = new RequestTable();
  readonly audio = new RequestTable();
  readonly states = new StateTable();
  others: OtherRequest[] = [];
  events: SessionEvent[] = [];

  reset(): void {
    this.clampedDecisions = 0;
    this.liveEdge = undefined;
    this.requests.clear();
    this.audio.clear();
    this.states.count = 0;
    if (this.others.length > 0) this.others = [];
    if (this.events.length > 0) this.events = [];
  }

  /**
   * @param code as in STATE_CODE
   * @param position media time of the playhead
   * @param rate of playback from now on, while playing
   */
  state(code: number, time: Seconds, position: Seconds, rate = 1): void {
    this.states.append(code, time, position, rate);
  }
}

/** Requests of one track, row by row. */
export class RequestTable implements RequestColumns {
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
  estimate = new Float64Array(INITIAL_REQUESTS).fill(Number.NaN);
  outcome = new Uint8Array(INITIAL_REQUESTS);
  reason: (string | undefined)[] = new Array(INITIAL_REQUESTS).fill(undefined);
  /** As long as the last row that has one. */
  details: (RequestDetail | undefined)[] = [];

  clear(): void {
    this.outcome.fill(0, 0, this.count);
    this.estimate.fill(Number.NaN, 0, this.count);
    this.count = 0;
    if (this.details.length > 0) this.details = [];
  }

  append(request: RequestRow, detail?: RequestDetail): void {
    if (this.count === this.segment.length) this.grow();
    const row = this.count++;
    this.segment[row] = request.segment;
    this.level[row] = request.level;
    this.size[row] = request.size;
    this.received[row] = request.received;
    this.decided[row] = request.decided;
    this.requested[row] = request.requested;
    this.firstByte[row] = request.firstByte;
    this.finished[row] = request.finished;
    this.bufferBefore[row] = request.bufferBefore;
    this.bufferAfter[row] = request.bufferAfter;
    this.estimate[row] = request.estimate ?? Number.NaN;
    this.outcome[row] = request.outcome;
    this.reason[row] = request.reason;
    if (detail) this.details[row] = detail;
  }

  /** Makes room for so many rows, so that the columns stay the same arrays until then. */
  reserve(rows: number): void {
    while (this.segment.length < rows) this.grow();
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
    this.estimate = copied(this.estimate, new Float64Array(rows).fill(Number.NaN));
    this.outcome = copied(this.outcome, new Uint8Array(rows));
    this.reason = this.reason.concat(new Array(rows - this.reason.length).fill(undefined));
  }
}

class StateTable implements StateColumns {
  count = 0;
  time = new Float64Array(INITIAL_STATES);
  state = new Uint8Array(INITIAL_STATES);
  position = new Float64Array(INITIAL_STATES);
  rate = new Float64Array(INITIAL_STATES);

  append(state: number, time: Seconds, position: Seconds, rate: number): void {
    if (this.count === this.state.length) {
      this.time = copied(this.time, new Float64Array(this.count * 2));
      this.state = copied(this.state, new Uint8Array(this.count * 2));
      this.position = copied(this.position, new Float64Array(this.count * 2));
      this.rate = copied(this.rate, new Float64Array(this.count * 2));
    }
    const row = this.count++;
    this.time[row] = time;
    this.state[row] = state;
    this.position[row] = position;
    this.rate[row] = rate;
  }
}

function copied<Column extends { set(from: ArrayLike<number>): void }>(
  from: ArrayLike<number>,
  to: Column,
): Column {
  to.set(from);
  return to;
}
