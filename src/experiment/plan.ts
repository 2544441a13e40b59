import { SESSION_COLUMNS } from "../metrics/catalogue.js";
import { findQoeModel } from "../metrics/qoe/index.js";
import type { MetricColumn } from "../model/results.js";
import type { SessionIdentity } from "../model/session.js";
import type { SessionSettings } from "../model/settings.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import type { PolicySource } from "./policy-source.js";

/** An arm with everything resolved. */
export interface PlannedArm {
  readonly name: string;
  readonly policy: PolicySource;
  readonly options: Readonly<Record<string, unknown>>;
  readonly settings: SessionSettings;
  /** The arm's videos by position, as places in {@link Plan.videos}. */
  readonly videos: readonly number[];
}

/**
 * An experiment with nothing left to look up: what to simulate and what to compute. Plain data, so that it can be
 * handed to worker threads.
 *
 * Its sessions are grouped in units: a unit is one trace, one position in the arms' lists of videos, and one
 * replicate, and holds a session of every arm that has a video at that position. Arms are compared within units.
 */
export interface Plan {
  /** The scenario's name. */
  readonly scenario: string;
  readonly seed: number;
  readonly replicates: number;
  /** The number of the first replicate; 0, if missing. */
  readonly firstReplicate?: number;
  readonly traces: readonly Trace[];
  readonly videos: readonly Video[];
  readonly arms: readonly PlannedArm[];
  /** Names of QoE models. */
  readonly qoe: readonly string[];
  readonly compare: { readonly control: string; readonly metrics: readonly string[] };
}

/** What the sessions of a unit have in common. */
export interface Unit {
  readonly trace: number;
  /** In the arms' lists of videos. */
  readonly position: number;
  readonly replicate: number;
}

const positionsOf = (plan: Plan): number => Math.max(...plan.arms.map((arm) => arm.videos.length));

export function unitCount(plan: Plan): number {
  return plan.traces.length * positionsOf(plan) * plan.replicates;
}

/** Units in order: by trace, then video, then replicate. */
export function unitAt(plan: Plan, index: number): Unit {
  const replicate = (plan.firstReplicate ?? 0) + (index % plan.replicates);
  const rest = Math.floor(index / plan.replicates);
  const positions = positionsOf(plan);
  return { trace: Math.floor(rest / positions), position: rest % positions, replicate };
}

/** The video of an arm in a unit; undefined where the arm takes no part. */
export function videoIn(plan: Plan, arm: number, unit: Unit): Video | undefined {
  const index = plan.arms[arm]!.videos[unit.position];
  return index === undefined ? undefined : plan.videos[index];
}

export function sessionCount(plan: Plan): number {
  const perTrace = plan.arms.reduce((sum, arm) => sum + arm.videos.length, 0);
  return plan.traces.length * perTrace * plan.replicates;
}

/** @throws RangeError if the arm takes no part in the unit */
export function identityOf(plan: Plan, arm: number, unit: Unit): SessionIdentity {
  const trace = plan.traces[unit.trace]!;
  const video = videoIn(plan, arm, unit);
  if (video === undefined) throw new RangeError(`arm ${arm} has no video at position ${unit.position}`);
  return {
    scenario: plan.scenario,
    policy: plan.arms[arm]!.name,
    traceSet: trace.set,
    trace: trace.name,
    video: video.name,
    replicate: unit.replicate,
    seed: plan.seed,
  };
}

/** The metric columns of the experiment's results: those of every session, then one for each QoE model. */
export function columnsOf(plan: Pick<Plan, "qoe">): MetricColumn[] {
  const measured = SESSION_COLUMNS.map(({ read, ...column }): MetricColumn => column);
  const scored = plan.qoe.map((name): MetricColumn => {
    const model = findQoeModel(name);
    if (model === undefined) throw new RangeError(`no QoE model ${name}`);
    return { name: `qoe_${name}`, label: `QoE ${name}`, unit: model.unit, better: "higher" };
  });
  return [...measured, ...scored];
}
