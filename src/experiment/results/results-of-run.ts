import type { MetricColumn } from "../../model/results.js";
import type { SessionIdentity } from "../../model/session.js";
import type { ResultTable } from "../result-table.js";
import type { RecordedArm } from "./recorded-arms.js";
import { type ResultArm, type Results, tracesByUnit } from "./results.js";
import { type RunFile, replicatesOf, tracesOf } from "./run-file.js";

/** How the units of a run that has been recorded are made up: by trace, then position, then replicate. */
export interface RunShape {
  /** Players in order of arms. */
  readonly seats: readonly {
    readonly arm: string;
    readonly client?: string;
    readonly videos: readonly string[];
  }[];
  /** Names. */
  readonly traces: readonly string[];
  readonly positions: number;
  readonly firstReplicate: number;
  readonly replicates: number;
  readonly units: number;
}

export function shapeOf(run: Pick<RunFile, "arms" | "only" | "scenario" | "inputs">): RunShape {
  const seats = run.arms.flatMap(({ name, players }) => players.map((player) => ({ arm: name, ...player })));
  const traces = tracesOf(run).map(({ name }) => name);
  const positions = Math.max(...seats.map(({ videos }) => videos.length));
  const replicates = replicatesOf(run);
  const units = traces.length * positions * replicates;
  return { seats, traces, positions, firstReplicate: run.only.replicate ?? 0, replicates, units };
}

/**
 * The results of a run that has been recorded.
 *
 * @param sets of its traces
 */
export function resultsOfRun(
  run: RunFile,
  sets: readonly string[],
  columns: readonly MetricColumn[],
  table: ResultTable,
): Results {
  const { seats, traces: names, positions, firstReplicate, replicates, units } = shapeOf(run);
  const traces = names.map((name, place) => ({ name, set: sets[place]! }));
  const perTrace = positions * replicates;
  return {
    scenario: run.scenario.name,
    seed: run.seed,
    traces,
    arms: armsOf(run.arms),
    columns,
    table,
    traceOfUnit: tracesByUnit(units, perTrace),
    identityOf(unit, seat): SessionIdentity {
      const { name, set } = traces[Math.floor(unit / perTrace)]!;
      const { arm, client, videos } = seats[seat]!;
      return {
        scenario: run.scenario.name,
        policy: arm,
        ...(client !== undefined && { client }),
        traceSet: set,
        trace: name,
        video: videos[Math.floor(unit / replicates) % positions]!,
        replicate: firstReplicate + (unit % replicates),
        seed: run.seed,
      };
    },
  };
}

/** Arms with the numbers of their seats, which follow one another. */
function armsOf(arms: readonly RecordedArm[]): ResultArm[] {
  let seat = 0;
  return arms.map(({ name, players }) => ({
    name,
    seats: players.map(() => seat++),
    clients: players.map(({ client }) => client),
  }));
}
