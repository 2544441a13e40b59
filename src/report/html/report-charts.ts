import type { ChangedSession, MetricColumn, Timeline } from "../../model/results.js";
import type { Rendering } from "../charts/render.js";
import type { Variation } from "../variation.js";

/** A chart that has been drawn. */
export interface DrawnChart extends Rendering {
  readonly name: string;
  /** In Vega-Lite. */
  readonly spec: object;
  /** The chart in words. */
  readonly description: string;
  /** Charts with the same are zoomed together. */
  readonly axes?: string;
}

/** The charts of the report, drawn. */
export interface ReportCharts {
  readonly differences: DrawnChart | undefined;
  readonly differencesBySet: readonly DrawnChart[];
  readonly qualityStalls: DrawnChart | undefined;
  readonly heatmap: DrawnChart | undefined;
  readonly cdfs: readonly {
    readonly column: MetricColumn;
    readonly headline: boolean;
    readonly chart: DrawnChart;
  }[];
  readonly switches: DrawnChart | undefined;
  readonly startup: DrawnChart | undefined;
  readonly cost: DrawnChart | undefined;
  readonly changed: readonly ChangedCharts[];
  /** Of sessions that are no side of a changed one. */
  readonly timelines: readonly DrawnChart[];
}

/** A changed session, with what could be drawn of it. */
export interface ChangedCharts {
  readonly session: ChangedSession;
  readonly sides: readonly { readonly timeline: Timeline; readonly chart: DrawnChart }[];
}

/** A metric whose distributions are not drawn, because there is nothing to be seen in them. */
export interface NotDrawn {
  readonly column: MetricColumn;
  readonly variation: Variation;
}
