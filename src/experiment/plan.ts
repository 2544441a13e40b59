import { SESSION_COLUMNS } from "../metrics/catalogue.js";
import { FAIRNESS } from "../metrics/jain-index.js";
import { type OptionalColumn, optionalColumns } from "../metrics/optional/index.js";
import type { MetricColumn } from "../model/results.js";
import type { SessionIdentity } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { additiveModels, optimumColumns, optimumNames } from "./optimal/columns.js";
import type { PolicySource } from "./policy-source.js";
import { type QoeSource, qoeColumn } from "./qoe-source.js";

/** A player of an arm, with everything resolved. */
export interface PlannedPlayer {
  /** Tells the clients of one link apart; missing where the arm is one player alone. */
  readonly client?: string;
  readonly policy: PolicySource;
  /** Of the policy's code, for what is written of its sessions; missing in plans that no scenario made. */
  readonly policySha256?: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly settings: SessionSettings;
  /** When play is pressed, after the first could. */
  readonly startAt: Seconds;
  /** A place in {@link Plan.videos}, where it is not the arm's. */
  readonly video?: number;
}

/** Which sessions of a scenario to run; what is missing is not restricted. */
export interface Restriction {
  /** An arm's name. */
  readonly policy?: string | undefined;
  /** A trace's name, `<set>/<file>`. */
  readonly trace?: string | undefined;
  readonly replicate?: number | undefined;
}

/** An arm with everything resolved: one player, or several clients on one link. */
export interface PlannedArm {
  readonly name: string;
  /** At least one. */
  readonly players: readonly PlannedPlayer[];
  /** The arm's videos by position, as places in {@link Plan.videos}. */
  readonly videos: readonly number[];
}

/** What is compared with what, and what it takes to be alike. */
export interface PlannedComparison {
  /** An arm's name. */
  readonly control: string;
  /** Columns. */
  readonly metrics: readonly string[];
  /** How large a difference counts as none: in the metric's unit, or in percent of the control's mean. */
  readonly margins?: Readonly<Record<string, number | string>>;
  /** How much each trace set counts, by its name; missing: every session counts once. */
  readonly weights?: Readonly<Record<string, number>>;
}

/**
 * An experiment with nothing left to look up: what to simulate and what to compute. Plain data, so that it can be
 * handed to worker threads.
 *
 * Its sessions are grouped in units: a unit is one trace, one position in the arms' lists of videos, and one
 * replicate, and holds the sessions of every arm that has a video at that position. Arms are compared within units.
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
  /** Traces that CDNs have of their own, by the path that settings name them by. */
  readonly cdnTraces: readonly { readonly path: string; readonly trace: Trace }[];
  readonly qoe: readonly QoeSource[];
  /** How the best that was possible is looked for in each session; missing: it is not. */
  readonly optimum?: { readonly effort: number };
  readonly compare: PlannedComparison;
  /** Whether each session's events are written down. */
  readonly telemetry: boolean;
}

/** A player's place: which arm, and which of the arm's players. */
export interface Seat {
  readonly arm: number;
  readonly player: number;
}

/** Every player of every arm in order. A unit has a session of each. */
export function seatsOf(plan: Pick<Plan, "arms">): Seat[] {
  return plan.arms.flatMap(({ players }, arm) => players.map((_, player) => ({ arm, player })));
}

/** Of each arm, the numbers of its seats among all. */
export function seatsByArm(plan: Pick<Plan, "arms">): number[][] {
  const seats = plan.arms.map((): number[] => []);
  for (const [seat, { arm }] of seatsOf(plan).entries()) seats[arm]!.push(seat);
  return seats;
}

/** Whether any arm has several clients on one link. */
export function hasClients(plan: Pick<Plan, "arms">): boolean {
  return plan.arms.some(({ players }) => players.some(({ client }) => client !== undefined));
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

/** The place of the video that a player is shown in a unit; undefined where the arm takes no part. */
export function videoPlace(plan: Plan, { arm, player }: Seat, unit: Unit): number | undefined {
  const { videos, players } = plan.arms[arm]!;
  const ofArm = videos[unit.position];
  return ofArm === undefined ? undefined : (players[player]!.video ?? ofArm);
}

/** Units that follow one another, from `first` up to but without `end`. */
export interface UnitRange {
  readonly first: number;
  readonly end: number;
}

/** The sessions of consecutive units. */
export function sessionsIn(plan: Plan, { first, end }: UnitRange): number {
  return sessionsBefore(plan, end) - sessionsBefore(plan, first);
}

/** The sessions of all units before one. */
function sessionsBefore(plan: Plan, unit: number): number {
  const positions = positionsOf(plan);
  const at = (position: number) =>
    plan.arms.reduce((sum, { videos, players }) => sum + (position < videos.length ? players.length : 0), 0);
  const perPosition = Array.from({ length: positions }, (_, position) => at(position));
  const perTrace = perPosition.reduce((sum, sessions) => sum + sessions, 0) * plan.replicates;
  const unitsOfTrace = positions * plan.replicates;
  const traces = Math.floor(unit / unitsOfTrace);
  let rest = unit - traces * unitsOfTrace;
  let sessions = traces * perTrace;
  for (const each of perPosition) {
    const units = Math.min(rest, plan.replicates);
    sessions += units * each;
    rest -= units;
  }
  return sessions;
}

export function sessionCount(plan: Plan): number {
  const perTrace = plan.arms.reduce((sum, arm) => sum + arm.videos.length * arm.players.length, 0);
  return plan.traces.length * perTrace * plan.replicates;
}

/** @throws RangeError if the arm takes no part in the unit */
export function identityOf(plan: Plan, seat: Seat, unit: Unit): SessionIdentity {
  const trace = plan.traces[unit.trace]!;
  const place = videoPlace(plan, seat, unit);
  if (place === undefined) throw new RangeError(`arm ${seat.arm} has no video at position ${unit.position}`);
  const { name, players } = plan.arms[seat.arm]!;
  const { client } = players[seat.player]!;
  return {
    scenario: plan.scenario,
    policy: name,
    ...(client !== undefined && { client }),
    traceSet: trace.set,
    trace: trace.name,
    video: plan.videos[place]!.name,
    replicate: unit.replicate,
    seed: plan.seed,
  };
}

/** The columns between those of every session and the QoE models', by the mechanisms that are switched on. */
export function mechanismColumns(plan: Pick<Plan, "arms">): readonly OptionalColumn[] {
  return optionalColumns(plan.arms.flatMap(({ players }) => players.map(({ settings }) => settings)));
}

/**
 * The metric columns of the experiment's results: those of every session, those of mechanisms that are switched on,
 * fairness where clients share a link, one for each QoE model, then those of optima where they are asked for.
 */
export function columnsOf(plan: Pick<Plan, "qoe" | "arms" | "optimum">): MetricColumn[] {
  const measured = SESSION_COLUMNS.map(({ read, ...column }): MetricColumn => column);
  const ofMechanisms = mechanismColumns(plan).map(({ read, applies, ...column }): MetricColumn => column);
  const fairness = hasClients(plan) ? [FAIRNESS] : [];
  const scored = plan.qoe.map(qoeColumn);
  const optima = plan.optimum ? optimumColumns(plan.qoe) : [];
  return [...measured, ...ofMechanisms, ...fairness, ...scored, ...optima];
}

/** What a comparison is about when nobody says: beside the QoE models, the figures that explain them. */
const HEADLINES = ["mean_bitrate_kbps", "stall_ratio", "stall_s", "switches", "startup_s"];
/** There for the sake of a ratio. */
const NO_HEADLINE = "watched_h";

/** The metrics that are compared when nobody says which: the usual ones, then those of mechanisms and fairness. */
export function usualMetrics(plan: Pick<Plan, "qoe" | "arms" | "optimum">): string[] {
  const mechanisms = mechanismColumns(plan).map(({ name }) => name);
  return [
    ...plan.qoe.map(({ name }) => `qoe_${name}`),
    ...(plan.optimum ? additiveModels(plan.qoe).map(({ name }) => optimumNames(name).regret) : []),
    ...HEADLINES,
    ...mechanisms.filter((name) => name !== NO_HEADLINE),
    ...(hasClients(plan) ? [FAIRNESS.name] : []),
  ];
}
