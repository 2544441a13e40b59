import type { MetricColumn } from "../../model/results.js";
import { type BlockOptions, blocksOf } from "../blocks.js";
import type { Threshold } from "../gate/threshold.js";
import { columnsOf, identityOf, type Plan, seatsOf, type UnitRange, unitAt, unitCount } from "../plan.js";
import { MemoryTable } from "../result-table.js";
import type { Results } from "../results/results.js";
import type { Round } from "./rounds.js";

/** A session that failed: whose, and why. */
export interface Failure {
  /** Of the arm, in the plan. */
  readonly arm: number;
  /** Of the plan. */
  readonly unit: number;
  readonly problem: string;
}

/**
 * The figures of the training sessions, as far as they have been simulated: of all columns only those that a search looks
 * at, so that thousands of candidates fit in memory.
 */
export class TrainingFigures {
  /** Of all candidates and training traces. */
  readonly plan: Plan;
  readonly columns: readonly MetricColumn[];
  readonly table: MemoryTable;
  readonly failures: Failure[] = [];
  /** Of each column, its place among the plan's. */
  private readonly places: readonly number[];
  private readonly players: number;

  /** @param wanted names of columns; what they are ratios of is kept too */
  constructor(plan: Plan, wanted: readonly string[]) {
    const all = columnsOf(plan);
    const kept = new Set(
      wanted.flatMap((name) => {
        const { ratioOf } = all.find((column) => column.name === name) ?? {};
        return [name, ...(ratioOf?.numerator ?? []), ...(ratioOf?.denominator ?? [])];
      }),
    );
    this.plan = plan;
    this.columns = all.filter(({ name }) => kept.has(name));
    this.places = this.columns.map((column) => all.indexOf(column));
    this.players = plan.arms[0]!.players.length;
    this.table = new MemoryTable({
      units: unitCount(plan),
      seats: seatsOf(plan).length,
      columns: this.columns.length,
    });
  }

  /**
   * Simulates some arms on some traces and replicates of the plan.
   *
   * @param part of the units that this makes, in order; missing: all
   * @param onSessions called with how many more have finished
   */
  async simulate(
    { arms, traces, firstReplicate, replicates }: Piece,
    options: BlockOptions,
    onSessions: (more: number) => void,
    part?: UnitRange,
  ): Promise<void> {
    const { plan } = this;
    const piece: Plan = {
      ...plan,
      arms: arms.map((arm) => plan.arms[arm]!),
      traces: traces.map((trace) => plan.traces[trace]!),
      firstReplicate,
      replicates,
    };
    const positions = unitCount(plan) / (plan.traces.length * plan.replicates);
    const unitOf = (own: number): number => {
      const { trace, position, replicate } = unitAt(piece, own);
      return (traces[trace]! * positions + position) * plan.replicates + replicate;
    };
    const seatOf = (own: number): number =>
      arms[Math.floor(own / this.players)]! * this.players + (own % this.players);
    const seats = arms.length * this.players;
    const range = part ?? { first: 0, end: unitCount(piece) };
    for await (const { firstUnit, units, statuses, values, failures } of blocksOf(piece, range, options)) {
      const sessions = units * seats;
      for (let row = 0; row < units; row++) {
        const first = unitOf(firstUnit + row) * this.table.seats;
        for (let seat = 0; seat < seats; seat++) {
          const [from, to] = [row * seats + seat, first + seatOf(seat)];
          this.table.statuses[to] = statuses[from]!;
          this.places.forEach((place, column) => {
            this.table.column(column)[to] = values[place * sessions + from]!;
          });
        }
      }
      for (const { unit, seat, problem } of failures)
        this.failures.push({ arm: Math.floor(seatOf(seat) / this.players), unit: unitOf(unit), problem });
      onSessions(sessions);
    }
  }

  /** What some arms did in a round, as results to be compared. */
  results(arms: readonly number[], { traces, replicates }: Pick<Round, "traces" | "replicates">): Results {
    const { plan, columns, players, table } = this;
    const seatsOfPlan = seatsOf(plan);
    const units = Array.from({ length: table.units }, (_, unit) => unit).filter((unit) => {
      const { trace, replicate } = unitAt(plan, unit);
      return trace < traces && replicate < replicates;
    });
    const seats = arms.flatMap((arm) =>
      Array.from({ length: players }, (_, player) => arm * players + player),
    );
    const own = new MemoryTable({ units: units.length, seats: seats.length, columns: columns.length });
    units.forEach((unit, row) => {
      seats.forEach((seat, place) => {
        const from = unit * table.seats + seat;
        const to = row * seats.length + place;
        own.statuses[to] = table.statuses[from]!;
        columns.forEach((_, column) => {
          own.column(column)[to] = table.column(column)[from]!;
        });
      });
    });
    return {
      ...{ scenario: plan.scenario, seed: plan.seed, columns, table: own },
      traces: plan.traces.slice(0, traces).map(({ name, set }) => ({ name, set })),
      arms: arms.map((arm, place) => ({
        name: plan.arms[arm]!.name,
        seats: Array.from({ length: players }, (_, player) => place * players + player),
        clients: plan.arms[arm]!.players.map(({ client }) => client),
      })),
      traceOfUnit: Int32Array.from(units, (unit) => unitAt(plan, unit).trace),
      identityOf: (row, place) => identityOf(plan, seatsOfPlan[seats[place]!]!, unitAt(plan, units[row]!)),
    };
  }
}

/** Arms, traces and consecutive replicates of a plan, by place. */
export interface Piece {
  readonly arms: readonly number[];
  readonly traces: readonly number[];
  readonly firstReplicate: number;
  readonly replicates: number;
}

/** What a round has that the one before had not: more traces, and more replicates of those there were. */
export function piecesOf(arms: readonly number[], before: Round | undefined, now: Round): Piece[] {
  const [from, old] = [before?.traces ?? 0, before?.replicates ?? 0];
  const range = (first: number, end: number) =>
    Array.from({ length: end - first }, (_, place) => first + place);
  const pieces: Piece[] = [
    { arms, traces: range(from, now.traces), firstReplicate: 0, replicates: now.replicates },
    { arms, traces: range(0, from), firstReplicate: old, replicates: now.replicates - old },
  ];
  return pieces.filter(({ traces, replicates }) => traces.length > 0 && replicates > 0);
}

/** Columns that a search looks at. */
export const columnsWanted = (objective: MetricColumn, limits: readonly Threshold[]): string[] => [
  objective.name,
  ...limits.map(({ metric }) => metric),
];
