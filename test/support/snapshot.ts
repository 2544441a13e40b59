import type { SessionLog } from "../../src/model/session.js";

/** A log's content, copied out of its columns, for comparing to the bit. */
export function snapshot(log: SessionLog) {
  const requests = log.requests;
  const rows = <Column extends { subarray(from: number, to: number): ArrayLike<number> }>(column: Column) =>
    Array.from(column.subarray(0, requests.count));
  return {
    end: { ...log.end },
    states: Array.from({ length: log.states.count }, (_, i) => [
      log.states.time[i]!,
      log.states.state[i]!,
      log.states.position[i]!,
      log.states.rate[i]!,
    ]),
    audio: log.audio.count,
    others: [...log.others],
    events: [...log.events],
    liveEdge: log.liveEdge,
    details: [...requests.details],
    segment: rows(requests.segment),
    level: rows(requests.level),
    size: rows(requests.size),
    received: rows(requests.received),
    decided: rows(requests.decided),
    requested: rows(requests.requested),
    firstByte: rows(requests.firstByte),
    finished: rows(requests.finished),
    bufferBefore: rows(requests.bufferBefore),
    bufferAfter: rows(requests.bufferAfter),
    estimate: rows(requests.estimate),
    outcome: rows(requests.outcome),
    reason: requests.reason.slice(0, requests.count),
    clamped: log.clampedDecisions,
  };
}
