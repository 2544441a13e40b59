import type { Contrast, MetricColumn } from "../../model/results.js";
import type { RatioEstimate } from "../../statistics/index.js";
import type { MetricRatios } from "./metric-ratios.js";

/** A contrast in one metric, with what the whole of the traces says. */
export interface ContrastInMetric {
  readonly contrast: Contrast;
  readonly column: MetricColumn;
  /** Of all arms. */
  readonly ratios: MetricRatios;
  readonly arm: number;
  readonly control: number;
  readonly estimate: RatioEstimate;
}
