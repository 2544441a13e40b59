import type { Analytics } from "../model/analytics.js";
import type { Summary } from "../model/results.js";

/** A figure of production analytics, for people. */
export interface AnalyticsFigure {
  readonly name: keyof Analytics;
  readonly label: string;
  /** "%" for a share, "s", "kbit/s", "/min", "" for a pure number. */
  readonly unit: string;
  readonly better: "higher" | "lower" | "neither";
}

/** In the order of tables. What each includes and excludes is said at {@link Analytics}. */
export const ANALYTICS: readonly AnalyticsFigure[] = [
  { name: "sessions", label: "sessions", unit: "", better: "neither" },
  { name: "neverStarted", label: "never started", unit: "", better: "lower" },
  { name: "startupP50Seconds", label: "startup delay, median", unit: "s", better: "lower" },
  { name: "startupP95Seconds", label: "startup delay, 95th percentile", unit: "s", better: "lower" },
  { name: "stallOverPlayed", label: "stalled, of playing and stalled", unit: "%", better: "lower" },
  { name: "stallOverWatched", label: "stalled, of time watched", unit: "%", better: "lower" },
  { name: "stallsPerMinute", label: "stalls by the minute watched", unit: "/min", better: "lower" },
  { name: "stallsPerHour", label: "stalls by the hour watched", unit: "/h", better: "lower" },
  { name: "seekOverWatched", label: "waiting after seeks, of time watched", unit: "%", better: "lower" },
  { name: "meanBitrateKbps", label: "mean bitrate, by media shown", unit: "kbit/s", better: "higher" },
  { name: "completed", label: "sessions completed", unit: "%", better: "higher" },
  { name: "meanCompletion", label: "completion, mean", unit: "%", better: "higher" },
  { name: "failedOrStarved", label: "failed or starved", unit: "%", better: "lower" },
  { name: "startupScore", label: "startup score (Mux)", unit: "", better: "higher" },
  { name: "smoothnessScore", label: "smoothness score (Mux)", unit: "", better: "higher" },
];

/** A row of the table "As production analytics count it". */
export interface AnalyticsRow extends AnalyticsFigure {
  /** By arm, in the summary's order. Of the unit "%", shares from 0 to 1, as `quantity` shows them. */
  readonly values: readonly (number | undefined)[];
}

export function analyticsTable({ arms }: Pick<Summary, "arms">): AnalyticsRow[] {
  return ANALYTICS.map((figure) => ({
    ...figure,
    values: arms.map(({ analytics }) => analytics[figure.name]),
  }));
}
