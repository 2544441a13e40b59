export { seriesVideo } from "./engine/content/index.js";
export {
  createWorkspace,
  type SimulationSetup,
  simulate,
  traceOffset,
  type Workspace,
} from "./engine/simulate.js";
export { type ClientSetup, simulateTogether } from "./engine/simulate-together.js";
export { InputError, type InputProblem } from "./errors.js";
export { summarisePlan as summarise } from "./experiment/comparison/summarise-plan.js";
export { type FolderOptions, type FolderResult, runIntoFolder } from "./experiment/folder/run-into-folder.js";
export { type Optimum, type OptimumSetup, optimum } from "./experiment/optimal/optimum.js";
export {
  columnsOf,
  identityOf,
  type Plan,
  type PlannedArm,
  type PlannedPlayer,
  type Seat,
  seatsOf,
  type Unit,
  unitAt,
} from "./experiment/plan.js";
export { type PlannedExperiment, planExperiment } from "./experiment/plan-experiment.js";
export type { PolicySource } from "./experiment/policy-source.js";
export { findProfile, PROFILES, type Profile } from "./experiment/profiles/index.js";
export type { QoeSource } from "./experiment/qoe-source.js";
export { MemoryTable, type ResultBlock, ResultTable } from "./experiment/result-table.js";
export { type RunOptions, run as runExperiment } from "./experiment/run.js";
export { settingsOfProfile } from "./experiment/scenario/index.js";
export { type LoadedTrace, type LoadedVideo, loadTraces, loadVideos } from "./inputs/index.js";
export { SESSION_COLUMNS } from "./metrics/catalogue.js";
export { jainIndex } from "./metrics/jain-index.js";
export { OPTIONAL_COLUMNS, type OptionalColumn, optionalColumns } from "./metrics/optional/index.js";
export { findQoeModel, QOE_MODELS } from "./metrics/qoe/index.js";
export { type MeasuredSession, measureSession } from "./metrics/session-metrics.js";
export { sessionTimeline } from "./metrics/timeline.js";
export type * from "./model/analytics.js";
export type * from "./model/gate.js";
export type * from "./model/metrics.js";
export type * from "./model/policy.js";
export type * from "./model/results.js";
export * from "./model/session.js";
export type * from "./model/settings/index.js";
export { type Trace, type TraceInterval, traceFromIntervals } from "./model/trace.js";
export type * from "./model/verdicts.js";
export { type Level, type Video, type VideoQuality, videoFromSegments } from "./model/video.js";
