import type { SessionSettings } from "../../model/settings/index.js";
import { branchOverhead } from "./branch-overhead.js";
import { cacheHitRatio } from "./cache-hits.js";
import { cdnSwitches } from "./cdn-switches.js";
import type { OptionalColumn } from "./column.js";
import { cost, costPerHour, watchedHours } from "./cost.js";
import { droppedFramesRatio } from "./dropped-frames.js";
import { liveLatency, liveLatencyP95 } from "./live-latency.js";
import { controlLatency, controlLatencyMax, thumbnailLoad } from "./other-requests.js";
import { retries } from "./retries.js";
import { episodesWatched, nextStart } from "./series.js";

export type { OptionalColumn, SessionView } from "./column.js";

/** Every metric that `sessions.csv` has only where its mechanism is switched on, in the order of the file. */
export const OPTIONAL_COLUMNS: readonly OptionalColumn[] = [
  liveLatency,
  liveLatencyP95,
  controlLatency,
  controlLatencyMax,
  thumbnailLoad,
  cacheHitRatio,
  cdnSwitches,
  cost,
  watchedHours,
  costPerHour,
  nextStart,
  episodesWatched,
  branchOverhead,
  droppedFramesRatio,
  retries,
];

/**
 * The optional columns of an experiment: those whose mechanism any of its arms switches on. Arms without it have the
 * value that follows from their log, such as no retries, or none.
 */
export function optionalColumns(arms: readonly SessionSettings[]): readonly OptionalColumn[] {
  return OPTIONAL_COLUMNS.filter((column) => arms.some((settings) => column.applies(settings)));
}
