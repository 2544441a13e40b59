import type { Analytics } from "../../model/analytics.js";
import type { MetricSummary } from "../../model/results.js";
import { QuantileSketch } from "../../statistics/index.js";
import type { GroupedFigures } from "../results/results.js";
import { analyticsOf } from "./analytics.js";
import { type ComparisonDesign, controlTraces, traceWeights } from "./design.js";
import { type MetricRatios, meanOf, metricRatios, type Sampling } from "./metric-ratios.js";
import { forEachValue, metricSessions } from "./metric-sessions.js";

/** What a summary reads off a table: plain data of the size of the traces, which crosses threads. */
export interface TableFigures {
  /** By column. */
  readonly columns: readonly ColumnFigures[];
  /** By arm. */
  readonly analytics: readonly Analytics[];
}

/** What is read off a column, so that each is read once. By arm. */
export interface ColumnFigures {
  readonly ratios: MetricRatios;
  readonly spreads: readonly Spread[];
  /** Of each client, over all its own sessions; none where the arm is one player alone. */
  readonly clients: readonly (readonly (number | undefined)[])[];
}

type Spread = Pick<MetricSummary, "n" | "median" | "p5" | "p95" | "rankError">;

/** Reads a whole table, a column after the other. */
export function tableFigures(results: GroupedFigures, design: ComparisonDesign): TableFigures {
  const reader = new FigureReader(results, design);
  return {
    columns: results.columns.map((_, place) => reader.column(place)),
    analytics: results.arms.map((_, arm) => reader.analytics(arm)),
  };
}

/** Reads a table part by part; what it reads of one does not depend on what it read before. */
export class FigureReader {
  private readonly results: GroupedFigures;
  private readonly sampling: Sampling;
  /** To work in. */
  private readonly sketch = new QuantileSketch();

  constructor(results: GroupedFigures, { contrasts, weights, controlPercent }: ComparisonDesign) {
    const { arms, traces, seed } = results;
    const inControl = controlTraces(traces, seed, controlPercent);
    const controls = new Set(contrasts.map(({ control }) => arms.findIndex(({ name }) => name === control)));
    this.results = results;
    this.sampling = {
      weights: traceWeights(traces, weights),
      takes: (arm, trace) => inControl === undefined || controls.has(arm) === (inControl[trace] === 1),
    };
  }

  column(place: number): ColumnFigures {
    const { results, sampling, sketch } = this;
    const column = results.columns[place]!;
    const { arms } = results;
    const seats = arms.map((arm) => arm.seats);
    const sessions = metricSessions(column, results, seats);
    const ratios = metricRatios(sessions, results, seats, sampling);
    return {
      ratios,
      spreads: seats.map((ofArm, arm): Spread => {
        sketch.clear();
        forEachValue(sessions, results, ofArm, ratios.units[arm]!, (value) => sketch.add(value));
        const [p5, median, p95] = sketch.quantiles([0.05, 0.5, 0.95]);
        return { n: sketch.count, median, p5, p95, ...(!sketch.exact && { rankError: sketch.rankError }) };
      }),
      clients: arms.map(({ clients }, arm) =>
        clients.map((client, player) => {
          if (client === undefined) return undefined;
          const own = [[seats[arm]![player]!]];
          const ofClient = metricSessions(column, results, own);
          const takes = (_: number, trace: number) => sampling.takes(arm, trace);
          return meanOf(metricRatios(ofClient, results, own, { ...sampling, takes }).arms[0]!);
        }),
      ),
    };
  }

  analytics(arm: number): Analytics {
    return analyticsOf(this.results, this.results.arms[arm]!.seats);
  }
}
