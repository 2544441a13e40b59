import { createWorkspace, simulate, type Workspace } from "../engine/simulate.js";
import { SESSION_COLUMNS } from "../metrics/catalogue.js";
import { findQoeModel } from "../metrics/qoe/index.js";
import { requestFates, requestStalls } from "../metrics/request-fates.js";
import { measureSession } from "../metrics/session-metrics.js";
import type { QoeInput, QoeModel } from "../model/metrics.js";
import type { SessionLog } from "../model/session.js";
import { type Video, videoFromSegments } from "../model/video.js";
import { segmentLines } from "../report/segments-csv.js";
import { identityOf, type Plan, type Unit, unitAt, videoIn } from "./plan.js";
import { type LoadedPolicy, loadPolicy } from "./policy-source.js";
import { ABSENT, type FailedSession, type ResultBlock, SESSION_STATUSES } from "./result-table.js";

/** Simulates the units of a plan; one in each thread. */
export interface UnitSimulator {
  /** Simulates `count` units from `first` on, every arm in each. */
  block(first: number, count: number): ResultBlock;
  /** Simulates one session alone. Its log is valid until the next call. */
  session(arm: number, unit: Unit): { readonly log: SessionLog; readonly video: Video };
}

/** @param options.segments whether to write down every request, for `segments.csv` */
export async function createUnitSimulator(
  given: Plan,
  options: { readonly segments: boolean },
): Promise<UnitSimulator> {
  const plan = sealed(given);
  const policies = await Promise.all(plan.arms.map((arm) => loadPolicy(arm.policy)));
  const models = plan.qoe.map((name) => findQoeModel(name)!);
  const workspace = createWorkspace();
  const columns = SESSION_COLUMNS.length + models.length;
  return {
    session: (arm, unit) => simulateSession(plan, policies, workspace, arm, unit),
    block(first, count) {
      const sessions = count * plan.arms.length;
      const statuses = new Uint8Array(sessions).fill(ABSENT);
      const values = new Float64Array(sessions * columns).fill(Number.NaN);
      const failures: FailedSession[] = [];
      let lines = "";
      for (let session = 0; session < sessions; session++) {
        const arm = session % plan.arms.length;
        const unitIndex = first + Math.floor(session / plan.arms.length);
        const unit = unitAt(plan, unitIndex);
        if (videoIn(plan, arm, unit) === undefined) continue;
        const { log, video } = simulateSession(plan, policies, workspace, arm, unit);
        statuses[session] = SESSION_STATUSES.indexOf(log.end.status);
        const measured = measureSession(log, video);
        // A failed session says nothing of its policy's quality: it has a status and a reason, and no figures.
        if (log.end.status === "failed") failures.push({ unit: unitIndex, arm, problem: log.end.problem });
        else
          score(
            { ...measured, log, video, ...scoringOf(plan, arm) },
            models,
            values.subarray(session * columns),
          );
        if (options.segments) {
          lines += segmentLines({
            identity: identityOf(plan, arm, unit),
            log,
            video,
            outcomes: requestFates(log, measured.played),
            stalls: requestStalls(log),
          });
        }
      }
      return { firstUnit: first, units: count, statuses, values, failures, segmentLines: lines };
    },
  };
}

/** What policies are handed, frozen again: a plan that was sent to a thread has thawed on the way. */
function sealed(plan: Plan): Plan {
  const arms = plan.arms.map((arm) => ({ ...arm, options: deepFrozen(arm.options) }));
  return { ...plan, arms, videos: plan.videos.map(videoFromSegments) };
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}

function simulateSession(
  plan: Plan,
  policies: readonly LoadedPolicy[],
  workspace: Workspace,
  arm: number,
  unit: Unit,
) {
  const { options, settings } = plan.arms[arm]!;
  const { factory, describeError } = policies[arm]!;
  const video = videoIn(plan, arm, unit)!;
  const setup = {
    trace: plan.traces[unit.trace]!,
    video,
    policy: factory,
    options,
    settings,
    seed: plan.seed,
    replicate: unit.replicate,
    describeError,
  };
  return { log: simulate(setup, workspace), video };
}

function scoringOf(plan: Plan, arm: number): Pick<QoeInput, "scoring"> {
  const { scoring } = plan.arms[arm]!.settings;
  return scoring ? { scoring } : {};
}

/** Writes the figures of one session in the order of the columns. */
function score(session: QoeInput, models: readonly QoeModel[], into: Float64Array): void {
  SESSION_COLUMNS.forEach((column, index) => {
    into[index] = column.read(session.metrics) ?? Number.NaN;
  });
  models.forEach((model, index) => {
    into[SESSION_COLUMNS.length + index] = model.score(session) ?? Number.NaN;
  });
}
