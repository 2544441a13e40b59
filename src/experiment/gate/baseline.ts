import { sha256Of } from "../../inputs/files.js";
import type { StatusCounts } from "../../model/results.js";
import { metricRatios } from "../comparison/metric-ratios.js";
import { metricSessions } from "../comparison/metric-sessions.js";
import { statusCounts } from "../comparison/status-counts.js";
import { type Premises, premisesOf } from "../results/premises.js";
import type { ResultsFolder } from "../results/read-results.js";
import type { ResultArm, Results } from "../results/results.js";

/** Of baseline files; raised whenever a reader of the old one would misread the new one. */
export const BASELINE_SCHEMA = 1;

/** Above and below the fraction line: of a mean, the sum over a trace's sessions and their number. */
export type Fraction = readonly [numerator: number, denominator: number];

/** An arm as it was when the baseline was written. */
export interface BaselinePolicy {
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the code of each of its players. */
  readonly sha256: readonly string[];
  readonly counts: StatusCounts;
  /** Of every figure of every session: where it is the same, nothing has changed at all. */
  readonly sessions_sha256: string;
  /** By metric. For whoever reads a change of the file. */
  readonly means: Readonly<Record<string, number | null>>;
  /** By trace, then by metric. A metric that no session of the trace has a value in is left out. */
  readonly traces: Readonly<Record<string, Readonly<Record<string, Fraction>>>>;
}

/** What a gate compares with: a small file to be kept under version control. */
export interface Baseline {
  readonly schema: number;
  readonly abrsim: string;
  /** Major version: another may round otherwise. */
  readonly node: number;
  readonly scenario: string;
  readonly seed: number;
  readonly premises: Premises;
  readonly policies: Readonly<Record<string, BaselinePolicy>>;
}

export const nodeMajor = (version: string): number => Number(/\d+/.exec(version)?.[0]);

/** @param metrics columns to keep */
export function baselineOf({ run, results }: ResultsFolder, metrics: readonly string[]): Baseline {
  return {
    schema: BASELINE_SCHEMA,
    abrsim: run.abrsim,
    node: nodeMajor(run.node),
    scenario: run.scenario.name,
    seed: run.seed,
    premises: premisesOf(run),
    policies: Object.fromEntries(
      results.arms.map((arm): [string, BaselinePolicy] => {
        const { use, options } = run.scenario.policies.find(({ name }) => name === arm.name)!;
        const sha256 = run.inputs.policies.filter((policy) => policy.arm === arm.name);
        return [
          arm.name,
          {
            use,
            options,
            sha256: sha256.map((policy) => policy.sha256),
            counts: statusCounts(results.table, arm.seats),
            sessions_sha256: sessionsHash(results, arm),
            ...figuresOf(results, arm, metrics),
          },
        ];
      }),
    ),
  };
}

/** Of every status and figure of an arm, in the order of sessions.csv; the columns' names belong to it. */
export function sessionsHash({ table, columns }: Results, { seats }: ResultArm): string {
  const rows: string[] = [columns.map(({ name }) => name).join()];
  for (let unit = 0; unit < table.units; unit++)
    for (const seat of seats) {
      const values = columns.map((_, column) => table.value(unit, seat, column) ?? "");
      rows.push([table.status(unit, seat) ?? "", ...values].join());
    }
  return sha256Of(rows);
}

function figuresOf(
  results: Results,
  arm: ResultArm,
  metrics: readonly string[],
): Pick<BaselinePolicy, "means" | "traces"> {
  const means: Record<string, number | null> = {};
  const traces: Record<string, Record<string, Fraction>> = {};
  for (const { name } of results.traces) traces[name] = {};
  for (const metric of metrics) {
    const { numerator, denominator } = armRatio(results, arm, metric);
    let [above, below] = [0, 0];
    results.traces.forEach(({ name }, trace) => {
      if (denominator[trace] === 0) return;
      traces[name]![metric] = [numerator[trace]!, denominator[trace]!];
      above += numerator[trace]!;
      below += denominator[trace]!;
    });
    means[metric] = below > 0 ? above / below : null;
  }
  return { means, traces };
}

/** A metric of one arm as sums over each trace, over all of the arm's own sessions. */
export function armRatio(results: Results, { seats }: ResultArm, metric: string) {
  const column = results.columns.find(({ name }) => name === metric)!;
  const everything = { weights: new Float64Array(results.traces.length).fill(1), takes: () => true };
  return metricRatios(metricSessions(column, results, [seats]), results, [seats], everything).arms[0]!;
}

/** The file: a line a setting, a trace and a figure, so that a change of it can be read. */
export function baselineText(baseline: Baseline): string {
  return `${linesOf(baseline, 0)}\n`;
}

/** A mapping of lists alone, as of a trace's figures, stays on its line. */
function linesOf(value: unknown, depth: number): string {
  if (!isMapping(value) || Object.values(value).every(Array.isArray)) return onOneLine(value);
  const inner = "  ".repeat(depth + 1);
  const lines = Object.entries(value).map(
    ([key, one]) => `${inner}${JSON.stringify(key)}: ${linesOf(one, depth + 1)}`,
  );
  return `{\n${lines.join(",\n")}\n${"  ".repeat(depth)}}`;
}

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (!isMapping(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
