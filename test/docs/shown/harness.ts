import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { identityOf, type Plan, seatsOf, unitAt } from "../../../src/experiment/plan.js";
import type { SimulatedSession } from "../../../src/experiment/simulate-arm.js";
import { createUnitSimulator } from "../../../src/experiment/simulate-units.js";
import { planExperiment, runExperiment, summarise } from "../../../src/index.js";
import { type MeasuredSession, measureSession } from "../../../src/metrics/session-metrics.js";
import type { MetricSummary, PairedDifference, Summary } from "../../../src/model/results.js";
import type { SessionIdentity, SessionStatus } from "../../../src/model/session.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";

/** A system of the source documents, the scenario that shows it at work, and what it shows. */
export interface ShownSystem {
  /** "B4": the row's letter and number. A row may have several scenarios. */
  readonly id: string;
  /** What it is, in half a line. */
  readonly system: string;
  /** Path below the repository: "scenarios/mechanisms/b04-chunk-delivery.yaml". */
  readonly scenario: string;
  /** One or two sentences with the figures, formatted to fixed digits. */
  shows(result: ScenarioResult): string;
}

/** A row of sessions.csv. */
export interface ShownRow {
  readonly identity: SessionIdentity;
  readonly status: SessionStatus;
  /** By column, such as "stall_s"; undefined where there is no value. */
  readonly values: Readonly<Record<string, number | undefined>>;
}

/** A session in full. Its log is valid only while it is looked at. */
export interface ShownSession extends SimulatedSession, MeasuredSession {
  readonly identity: SessionIdentity;
  readonly settings: SessionSettings;
}

/** The outcome of a scenario, by the names of its arms and columns. A name that does not exist throws. */
export interface ScenarioResult {
  readonly plan: Plan;
  readonly warnings: readonly string[];
  readonly summary: Summary;
  /** A metric of an arm: mean, quantiles, interval. */
  of(arm: string, metric: string): MetricSummary;
  /** The mean, or the ratio of sums, over the units in which all arms have a value; throws where there is none. */
  mean(arm: string, metric: string): number;
  /** The mean of one arm over that of another. */
  ratio(arm: string, other: string, metric: string): number;
  /** Arm minus control, paired, with its interval. */
  difference(arm: string, metric: string): PairedDifference;
  /** The arm's sessions, in order of units, then clients. */
  rows(arm: string): readonly ShownRow[];
  /** Simulates the arm's sessions again, one after the other, to look at their logs. */
  each<T>(arm: string, look: (session: ShownSession) => T): T[];
}

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const results = new Map<string, Promise<ScenarioResult>>();

/**
 * Runs a scenario in this thread, as `abrsim run` would; the same one again is not run again.
 *
 * @param path below the repository
 */
export function runShown(path: string): Promise<ScenarioResult> {
  let result = results.get(path);
  if (result === undefined) {
    result = runScenario(join(ROOT, path));
    results.set(path, result);
  }
  return result;
}

/** The same for a file anywhere. */
export async function runScenario(file: string): Promise<ScenarioResult> {
  const { plan, warnings } = await planExperiment(file, { cwd: ROOT });
  const table = await runExperiment(plan, { jobs: 1, segments: false });
  const summary = summarise(plan, table);
  const simulator = await createUnitSimulator(plan, { segments: false });
  const seats = seatsOf(plan);
  const units = Array.from({ length: table.units }, (_, unit) => unit);

  const armPlace = (name: string) => {
    const place = plan.arms.findIndex((arm) => arm.name === name);
    if (place === -1) throw new RangeError(`${plan.scenario} has no arm ${name}`);
    return place;
  };
  const of = (arm: string, metric: string) => {
    const found = summary.arms[armPlace(arm)]!.metrics.find((each) => each.metric === metric);
    if (found === undefined) throw new RangeError(`${plan.scenario} has no metric ${metric}`);
    return found;
  };
  const mean = (arm: string, metric: string) => {
    const { mean } = of(arm, metric);
    if (mean === undefined) throw new RangeError(`${plan.scenario}: no ${metric} of ${arm}`);
    return mean;
  };
  return {
    plan,
    warnings,
    summary,
    of,
    mean,
    ratio: (arm, other, metric) => mean(arm, metric) / mean(other, metric),
    difference(arm, metric) {
      const found = summary.differences.find((each) => each.policy === arm && each.metric === metric);
      if (found === undefined)
        throw new RangeError(`${plan.scenario} has no difference of ${arm} in ${metric}`);
      return found;
    },
    rows(arm) {
      const place = armPlace(arm);
      return units.flatMap((unit) =>
        seats.flatMap((seat, index): ShownRow[] => {
          const status = table.status(unit, index);
          if (seat.arm !== place || status === undefined) return [];
          const values = summary.columns.map(({ name }, column) => [name, table.value(unit, index, column)]);
          const identity = identityOf(plan, seat, unitAt(plan, unit));
          return [{ identity, status, values: Object.fromEntries(values) }];
        }),
      );
    },
    each(arm, look) {
      const place = armPlace(arm);
      const { players } = plan.arms[place]!;
      return units.flatMap((unit) =>
        (simulator.arm(place, unitAt(plan, unit)) ?? []).map((session, player) => {
          const { settings } = players[player]!;
          const identity = identityOf(plan, { arm: place, player }, unitAt(plan, unit));
          return look({
            ...session,
            ...measureSession(session.log, session.video, settings),
            identity,
            settings,
          });
        }),
      );
    },
  };
}

/** A figure with so many digits after the point: fixed(1234.5, 0) is "1,235". */
export const fixed = (value: number, digits: number): string =>
  (Object.is(Math.round(value * 10 ** digits), -0) ? 0 : value).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** A share as percent: percent(0.0123, 1) is "1.2 %". */
export const percent = (share: number, digits: number): string => `${fixed(share * 100, digits)} %`;

/** The mean of figures; throws of none. */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("no values");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const HEAD = `# Mechanisms

Every mechanism of the player and of the network, with a scenario that shows its effect in a number. In each the arms
differ in the mechanism alone and meet the same links and the same chance, so that the difference is its effect there:
on those links, with that video. The comment at the top of a scenario says what it shows and where its constants come
from. What each key takes is in [settings.md](settings.md); claims of the source documents are put to the test in
[claims.md](claims.md).

The figures are made by running the scenarios; a test holds this page to them.
`;

/** The rows' order: by letter, then by number. */
export function inOrder(systems: readonly ShownSystem[]): ShownSystem[] {
  const number = ({ id }: ShownSystem) => Number(id.slice(1));
  return [...systems].sort((a, b) => a.id.charCodeAt(0) - b.id.charCodeAt(0) || number(a) - number(b));
}

/** The page about all systems, in Markdown: a row for each, with what its scenario shows. */
export function pageOf(systems: readonly (ShownSystem & { readonly figure: string })[]): string {
  const rows = systems.map(
    ({ id, system, scenario, figure }) =>
      `| ${id} | ${cell(system)} | [${nameOf(scenario)}](../${scenario}) | \`npx abrsim run ${scenario}\` | ${cell(figure)} |`,
  );
  return [
    HEAD,
    "| row | mechanism | scenario | command | figure |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

const nameOf = (scenario: string): string => scenario.replace(/^.*\//, "").replace(/\.yaml$/, "");
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
