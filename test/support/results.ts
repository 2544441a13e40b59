/** Results made by hand: what was measured is given, and nothing simulated. */
import { MemoryTable } from "../../src/experiment/result-table.js";
import type { ResultsFolder } from "../../src/experiment/results/read-results.js";
import type { Results } from "../../src/experiment/results/results.js";
import type { RunFile } from "../../src/experiment/results/run-file.js";
import type { MetricColumn } from "../../src/model/results.js";
import type { SessionStatus } from "../../src/model/session.js";

export const COLUMNS: readonly MetricColumn[] = [
  { name: "score", label: "score", unit: "points", better: "higher" },
  { name: "delay_s", label: "delay", unit: "s", better: "lower" },
  { name: "bytes", label: "downloaded", unit: "bytes", better: "neither" },
  { name: "stall_s", label: "stall time", unit: "s", better: "lower" },
  { name: "played_s", label: "time playing", unit: "s", better: "neither" },
  {
    name: "stall_ratio",
    label: "stall ratio",
    unit: "",
    better: "lower",
    ratioOf: { numerator: ["stall_s"], denominator: ["played_s", "stall_s"] },
  },
  { name: "watched_s", label: "time watched", unit: "s", better: "neither" },
];

/** One session's figures by column; what is left out is 0, and undefined is no value. */
export interface Figures {
  readonly status?: SessionStatus;
  readonly [column: string]: number | SessionStatus | undefined;
}

export interface HandMade {
  /** How many traces each set has. */
  readonly sets: Readonly<Record<string, number>>;
  readonly replicates?: number;
  readonly seed?: number;
  /** Of each arm, a session's figures by its trace (counting through all sets) and replicate. */
  readonly arms: Readonly<Record<string, (trace: number, replicate: number) => Figures>>;
}

export function handMadeResults({ sets, replicates = 1, seed = 1, arms }: HandMade): Results {
  const traces = Object.entries(sets).flatMap(([set, count]) =>
    Array.from({ length: count }, (_, number) => ({ name: `${set}/${number}.csv`, set })),
  );
  const names = Object.keys(arms);
  const units = traces.length * replicates;
  const table = new MemoryTable({ units, seats: names.length, columns: COLUMNS.length });
  for (let unit = 0; unit < units; unit++)
    names.forEach((name, seat) => {
      const figures = arms[name]!(Math.floor(unit / replicates), unit % replicates);
      const values = COLUMNS.map((column) => {
        const value = column.name in figures ? figures[column.name] : 0;
        return typeof value === "number" ? value : Number.NaN;
      });
      table.put(unit, seat, figures.status ?? "completed", values);
    });
  return {
    scenario: "by-hand",
    seed,
    traces,
    arms: names.map((name, seat) => ({ name, seats: [seat], clients: [undefined] })),
    columns: COLUMNS,
    table,
    traceOfUnit: Int32Array.from({ length: units }, (_, unit) => Math.floor(unit / replicates)),
    identityOf: (unit, seat) => ({
      scenario: "by-hand",
      policy: names[seat]!,
      traceSet: traces[Math.floor(unit / replicates)]!.set,
      trace: traces[Math.floor(unit / replicates)]!.name,
      video: "v",
      replicate: unit % replicates,
      seed,
    }),
  };
}

/** The same as a folder, with what a run would have recorded beside. */
export function handMadeFolder(
  made: HandMade,
  changes: Partial<RunFile> = {},
  folder = "results",
): ResultsFolder {
  const results = handMadeResults(made);
  const names = Object.keys(made.arms);
  const run = {
    schema: 1,
    abrsim: "0.0.0",
    node: "v20.1.0",
    run_id: "id",
    path: `${folder}/run.json`,
    seed: made.seed ?? 1,
    only: {},
    failures: [],
    columns: COLUMNS.map(({ name }) => name),
    arms: names.map((name) => ({ name, players: [{ videos: ["v"] }] })),
    scenario: {
      name: "by-hand",
      seed: made.seed ?? 1,
      replicates: made.replicates ?? 1,
      profile: "reference",
      traces: [],
      videos: [],
      telemetry: false,
      qoe: [],
      compare: { control: names[0]!, metrics: ["score"] },
      policies: names.map((name) => ({
        ...{ name, use: name, options: {} },
        player: { maxBufferSeconds: 30 },
      })),
    },
    inputs: {
      traces: results.traces.map(({ name }) => ({ name, format: "abrsim", sha256: `hash of ${name}` })),
      videos: [{ name: "v", sizes: "exact", sha256: "file of v", played_sha256: "hash of v" }],
      policies: names.map((name) => ({ arm: name, use: name, sha256: `code of ${name}` })),
    },
    ...changes,
  } as RunFile;
  return { folder, run, results };
}
