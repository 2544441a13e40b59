import type { Interval, StatusCounts } from "../../model/results.js";
import type { SessionIdentity, SessionStatus } from "../../model/session.js";

/** How far the arms of an experiment are from the best that was possible. */
export interface RegretReport {
  readonly scenario: string;
  readonly traces: number;
  readonly sessions: number;
  readonly models: readonly RegretOfModel[];
}

/** By one QoE model; figures are in its unit. */
export interface RegretOfModel {
  readonly model: string;
  readonly unit: string;
  readonly arms: readonly RegretOfArm[];
  readonly rows: readonly RegretRow[];
}

/** Means over the sessions in which every arm has a regret; undefined where there is none. */
export interface RegretOfArm {
  readonly policy: string;
  readonly counts: StatusCounts;
  /** Sessions that the means are over. */
  readonly n: number;
  readonly achieved: number | undefined;
  /** Of the best plans that were found. */
  readonly lower: number | undefined;
  /** That no plan exceeds. */
  readonly upper: number | undefined;
  /** By how much `achieved` falls short of `lower`: the regret, at the least. */
  readonly regret: number | undefined;
  /** Of the regret, clustered by trace. */
  readonly interval: Interval | undefined;
  /** By how much it falls short of `upper`: the regret, at the most. */
  readonly atMost: number | undefined;
  /** achieved / lower; undefined where the optimum is not above 0, which makes of it no share. */
  readonly share: number | undefined;
}

/** One session. */
export interface RegretRow {
  readonly identity: SessionIdentity;
  readonly status: SessionStatus;
  readonly achieved: number | undefined;
  /** Undefined where the optimum says nothing of the session, as the three after it. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly regret: number | undefined;
}

/** Shares of the optimum below which its bounds are shown as one figure. */
const ONE_FIGURE = 5e-5;

/** Whether the optimum is known as well as it is shown. */
export function isExact({ lower, upper }: Pick<RegretOfArm, "lower" | "upper">): boolean {
  if (lower === undefined || upper === undefined) return true;
  return upper - lower <= ONE_FIGURE * Math.max(Math.abs(lower), Math.abs(upper));
}

/** What is said beneath every table for people. */
export function regretLegend({ traces }: RegretReport): string {
  const by = `${traces} ${traces === 1 ? "trace" : "traces"}`;
  return `Means over the sessions that all policies are compared in. Optimum: what a policy could have scored that knew the future of the link; regret: what is missing to it [95 % interval, by ${by}]`;
}

/** What is said where sessions are left out. */
export const LEFT_OUT =
  "Not compared: sessions that did not reach their end, whose policy replaced segments, or that held requests back before playback began";

/** Whether any arm has sessions that are not compared. */
export function leavesOut({ models }: RegretReport): boolean {
  return models.some(({ arms }) =>
    arms.some(({ counts, n }) => n < counts.completed + counts.quit + counts.starved + counts.failed),
  );
}
