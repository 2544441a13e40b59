import type { Contrast, SampleSplit } from "../../model/results.js";
import { randomStream } from "../../random.js";
import type { Plan } from "../plan.js";
import type { GroupedFigures } from "../results/results.js";

/** What is compared, and how. */
export interface ComparisonDesign {
  /** Columns, the most telling first. */
  readonly metrics: readonly string[];
  /** What the tables call the other side: an arm, or the first of two folders. */
  readonly control: string;
  /** Arms by name. */
  readonly contrasts: readonly Contrast[];
  /** How large a difference counts as none, by metric; missing: {@link USUAL_MARGIN} of the control's mean. */
  readonly margins?: Readonly<Record<string, number | string>>;
  /** How much each trace set counts; a set that is not named counts 1. Missing: every session counts once. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Percent of the traces that are the control's alone, all others being the arm's; missing: the design is paired. */
  readonly controlPercent?: number;
}

/** Of the control's mean: what counts as no difference, unless something else is said. */
export const USUAL_MARGIN = "2%";

/** The columns that are compared, of those that there are. */
export const comparedColumns = ({ columns }: GroupedFigures, { metrics }: ComparisonDesign): string[] =>
  metrics.filter((name) => columns.some((column) => column.name === name));

/** Every arm beside one control. */
export function againstControl(arms: readonly { readonly name: string }[], control: string): Contrast[] {
  return arms.filter(({ name }) => name !== control).map(({ name }) => ({ policy: name, control }));
}

/**
 * The size of a margin as written, in the metric's unit: a number as it is, a percentage of the reference mean's size.
 * Undefined where that is missing.
 */
export function marginSize(margin: number | string, reference: number | undefined): number | undefined {
  if (typeof margin === "number") return margin;
  const share = Number.parseFloat(margin) / 100;
  return reference === undefined ? undefined : share * Math.abs(reference);
}

/**
 * What each trace counts: its set's weight, spread evenly over the set's traces, so that a set of twice the weight
 * counts twice as much however many traces it has. Missing weights: 1 for each trace.
 */
export function traceWeights(
  traces: GroupedFigures["traces"],
  weights: Readonly<Record<string, number>> | undefined,
): Float64Array {
  if (weights === undefined) return new Float64Array(traces.length).fill(1);
  const sizes = new Map<string, number>();
  for (const { set } of traces) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const raw = Float64Array.from(traces, ({ set }) => weightOf(weights, set) / sizes.get(set)!);
  const all = raw.reduce((sum, weight) => sum + weight, 0);
  // The mean weight is 1, so that sums keep the size of what they are sums of.
  return raw.map((weight) => (weight * traces.length) / all);
}

const weightOf = (weights: Readonly<Record<string, number>>, set: string): number =>
  (Object.hasOwn(weights, set) ? weights[set] : undefined) ?? 1;

/** Which traces are the control's: as viewers are hashed into groups, by name and seed, and nothing else. */
export function controlTraces(
  traces: GroupedFigures["traces"],
  seed: number,
  percent: number | undefined,
): Uint8Array | undefined {
  if (percent === undefined) return undefined;
  return Uint8Array.from(traces, ({ name }) => (randomStream(seed, "split", name)() < percent / 100 ? 1 : 0));
}

/** The split as a summary tells it. */
export function splitInSummary(inControl: Uint8Array, controlPercent: number): SampleSplit {
  const controls = inControl.reduce((sum, one) => sum + one, 0);
  return { controlPercent, controlTraces: controls, armTraces: inControl.length - controls };
}

/** The comparison that a plan asks for. */
export function designOfPlan({
  arms,
  compare: { control, metrics, margins, weights },
}: Plan): ComparisonDesign {
  return {
    control,
    metrics,
    contrasts: againstControl(arms, control),
    ...(margins && { margins }),
    ...(weights && { weights }),
  };
}
