import { requestFates } from "../../metrics/request-fates.js";
import type { MeasuredSession } from "../../metrics/session-metrics.js";
import type { SegmentOutcome } from "../../model/results.js";
import {
  OUTCOME_CODE,
  type RequestColumns,
  type RequestDetail,
  type SessionLog,
} from "../../model/session.js";
import type {
  DecisionOutcome,
  InspectedDecision,
  InspectedRequest,
} from "../../report/inspect/inspected-session.js";
import type { Seconds } from "../../units.js";
import type { SeenDecision } from "./decision-watch.js";

/**
 * Every request for a video segment with the decision behind it, and decisions that no request came of, in order of
 * deciding. A decision is known by its instant and its segment: the log has both.
 */
export function inspectedDecisions(
  log: SessionLog,
  measured: MeasuredSession,
  seen: readonly SeenDecision[],
): InspectedDecision[] {
  const { requests } = log;
  const open = new Set(seen);
  const find = (decided: Seconds, segment: number): SeenDecision | undefined => {
    const then = seen.filter(({ saw }) => saw.now === decided);
    // A decision to replace is about another segment than the one that comes next.
    return then.find(({ saw }) => saw.segment.index === segment) ?? then.find((one) => open.has(one));
  };
  const decisions = requestFates(log, measured)
    .filter(({ media }) => media === "video")
    .map(({ row, outcome, stall }): InspectedDecision => {
      const decision = find(requests.decided[row]!, requests.segment[row]!);
      if (decision) open.delete(decision);
      return ofRequest(requests, row, outcome, stall, decision);
    });
  const rest = [...open].map((decision) =>
    withoutRequest(decision, decision === seen.at(-1) ? log : undefined),
  );
  return [...decisions, ...rest].sort(
    (a, b) => a.decided - b.decided || (a.request?.finished ?? 0) - (b.request?.finished ?? 0),
  );
}

function ofRequest(
  requests: RequestColumns,
  row: number,
  fate: SegmentOutcome,
  stall: Seconds,
  decision: SeenDecision | undefined,
): InspectedDecision {
  const decided = requests.decided[row]!;
  const firstByte = requests.firstByte[row]!;
  const estimate = requests.estimate[row]!;
  const reason = requests.reason[row];
  const detail = requests.details[row];
  const note = noteOf(detail);
  const request: InspectedRequest = {
    attempt: detail?.attempt ?? 0,
    requested: requests.requested[row]!,
    ...(!Number.isNaN(firstByte) && { firstByte }),
    finished: requests.finished[row]!,
    size: requests.size[row]!,
    received: requests.received[row]!,
    bufferAfter: requests.bufferAfter[row]!,
    stall,
    ...(note !== undefined && { note }),
  };
  const outcome: DecisionOutcome = requests.outcome[row] === OUTCOME_CODE.cut ? "under way" : fate;
  return {
    segment: requests.segment[row]!,
    decided,
    ...(decision && request.attempt === 0 && { saw: decision.saw }),
    level: requests.level[row]!,
    wait: request.attempt === 0 ? requests.requested[row]! - decided : 0,
    ...(reason !== undefined && { reason }),
    ...(!Number.isNaN(estimate) && { estimate }),
    request,
    outcome,
  };
}

function noteOf(detail: RequestDetail | undefined): string | undefined {
  if (detail === undefined) return undefined;
  const { attempt, problem, cdn, tier } = detail;
  const parts = [attempt > 0 ? `retry ${attempt}` : undefined, problem, cdn, tier];
  return parts.filter((part) => part !== undefined).join(", ") || undefined;
}

/** @param failing the log, for the last decision: the policy may have failed there */
function withoutRequest(
  { saw, answer = {} }: SeenDecision,
  failing: SessionLog | undefined,
): InspectedDecision {
  const { level, waitSeconds = 0, reason, estimate } = answer;
  return {
    segment: saw.segment.index,
    decided: saw.now,
    saw,
    ...(Number.isInteger(level) && { level: level! }),
    wait: typeof waitSeconds === "number" ? waitSeconds : 0,
    ...(typeof reason === "string" && { reason }),
    ...(typeof estimate === "number" && { estimate }),
    outcome: failing?.end.status === "failed" ? "policy failed" : "no request",
  };
}
