import { randomStream } from "../../../src/random.js";
import { bootstrapRatios, type RatioColumn, sum } from "../../../src/statistics/index.js";
import type { ScenarioResult } from "../shown/harness.js";
import type { Claim, Measure, Pair, Row } from "./claim.js";

/** A mean, or a difference of means, and its 95 % interval; undefined where there is nothing to say. */
export interface Figure {
  readonly mean: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
}

/** What a scenario shows on one family of links. */
export interface SetOutcome {
  /** "4g". */
  readonly set: string;
  /** Whether its links are drawn from a population, so that they say something of others like them. */
  readonly isSample: boolean;
  /** The arm's sessions, in order of units. */
  rows(arm: string): readonly Row[];
  mean(arm: string, measure: Measure): Figure;
  difference(pair: Pair, measure: Measure): Figure;
}

/** Families whose links were each constructed for a purpose: an interval over them would mean nothing. */
const CONSTRUCTED = ["adversarial", "5-mbps", "one-level-steps", "four-level-steps"];

/**
 * The outcome by family of links, as `abrsim run --traces <family>` would give it: over the units in which every arm
 * has a value, bootstrapped with whole traces from the scenario's own stream.
 */
export function outcomesOf(result: ScenarioResult, claim: Claim): SetOutcome[] {
  const arms = result.plan.arms.map(({ name }) => name);
  const byArm = new Map(arms.map((arm) => [arm, rowsWithColumns(result, claim, arm)]));
  const sets = [...new Set(result.plan.traces.map(({ set }) => set))];
  return sets.map((set): SetOutcome => {
    const rowsOf = (arm: string): readonly Row[] => {
      const rows = byArm.get(arm);
      if (rows === undefined) throw new RangeError(`${claim.scenario} has no arm ${arm}`);
      return rows.filter(({ identity }) => identity.traceSet === set);
    };
    const isSample = !CONSTRUCTED.includes(set);
    const seed = isSample ? result.plan.seed : undefined;
    const memory = new Map<Measure, Figures>();
    const figuresOf = (measure: Measure): Figures => {
      const known = memory.get(measure);
      if (known !== undefined) return known;
      const figures = figure(measure, arms, rowsOf, pairsOf(claim), seed);
      memory.set(measure, figures);
      return figures;
    };
    return {
      set,
      isSample,
      rows: rowsOf,
      mean: (arm, measure) => figuresOf(measure).means[arms.indexOf(arm)]!,
      difference({ arm, control }, measure) {
        const place = pairsOf(claim).findIndex((pair) => pair.arm === arm && pair.control === control);
        if (place === -1) throw new RangeError(`${claim.scenario}: ${arm} is not compared with ${control}`);
        return figuresOf(measure).differences[place]!;
      },
    };
  });
}

function rowsWithColumns(result: ScenarioResult, { columns }: Claim, arm: string): readonly Row[] {
  const rows = result.rows(arm);
  if (columns === undefined) return rows;
  const more = result.each(arm, (session) => columns(session, result.plan));
  return rows.map((row, index) => ({ ...row, values: { ...row.values, ...more[index] } }));
}

interface Figures {
  readonly means: readonly Figure[];
  readonly differences: readonly Figure[];
}

const pairsOf = ({ tables }: Claim): Pair[] => {
  const pairs = tables.flatMap(({ differences = [] }) => differences);
  return [...new Map(pairs.map((pair) => [`${pair.arm} ${pair.control}`, pair])).values()];
};

function figure(
  measure: Measure,
  arms: readonly string[],
  rowsOf: (arm: string) => readonly Row[],
  pairs: readonly Pair[],
  seed: number | undefined,
): Figures {
  const rows = arms.map(rowsOf);
  const traces = [...new Set(rows[0]!.map(({ identity }) => identity.trace))];
  const columns = arms.map(() => ({
    numerator: new Float64Array(traces.length),
    denominator: new Float64Array(traces.length),
  }));
  for (let unit = 0; unit < rows[0]!.length; unit++) {
    const parts = rows.map((ofArm) => measure.read(ofArm[unit]!));
    if (parts.includes(undefined)) continue;
    const trace = traces.indexOf(rows[0]![unit]!.identity.trace);
    for (const [arm, column] of columns.entries()) {
      column.numerator[trace]! += parts[arm]!.above;
      column.denominator[trace]! += parts[arm]!.below;
    }
  }
  const compared = pairs.map(({ arm, control }) => ({
    ...columns[arms.indexOf(arm)]!,
    minus: columns[arms.indexOf(control)]!,
  }));
  const all: RatioColumn[] = [...columns, ...compared];
  const intervals =
    seed === undefined ? [] : bootstrapRatios({ columns: all, random: randomStream(seed, "bootstrap") });
  const figures = all.map(
    (column, index): Figure => ({
      mean: ratio(column),
      interval: upTo(column.minus ? undefined : measure.atMost, intervals[index]?.intervals[0]),
    }),
  );
  return { means: figures.slice(0, arms.length), differences: figures.slice(arms.length) };
}

/** A share is at most the whole, whatever a studentised bound says. */
function upTo(most: number | undefined, interval: Figure["interval"]): Figure["interval"] {
  return interval && most !== undefined ? [interval[0], Math.min(interval[1], most)] : interval;
}

function ratio({ numerator, denominator, minus }: RatioColumn): number | undefined {
  const below = sum(denominator);
  if (below <= 0) return undefined;
  const value = sum(numerator) / below;
  if (minus === undefined) return value;
  const other = ratio(minus);
  return other === undefined ? undefined : value - other;
}
