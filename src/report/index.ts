/** The door of the report room, but for the writer of the disk, which is `./files.js`. */
export type { Distribution } from "./charts/cdf.js";
export { cdfChart } from "./charts/cdf.js";
export { differencesChart } from "./charts/differences.js";
export { renderSvg } from "./charts/render.js";
export { timelineChart } from "./charts/timeline.js";
export { tradeoffChart } from "./charts/tradeoff.js";
export { type CsvCell, csvLine } from "./csv.js";
export { GATE_FORMATS, type GateFormat, type GateLook, type GateRenderer } from "./gate/index.js";
export { buildReport } from "./html/build-report.js";
export type { Chart, ReportData, RunFacts } from "./html/data.js";
export { type SegmentsOfSession, segmentsHeader, writeSegmentLines } from "./segments-csv.js";
export { sessionLine, sessionsHeader, writeSessionLine } from "./sessions-csv.js";
export {
  COMPARE_TABLES,
  TABLES,
  type TableFormat,
  type TableLook,
  type TableRenderer,
} from "./tables/index.js";
