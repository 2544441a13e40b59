/** The door of this room: what the rest of abrsim may use of it. */

export { forEachRecord } from "./csv.js";
export { formatPath, type Path, readDocument, type SourceDocument } from "./document.js";
export { Fields } from "./fields.js";
export {
  type Bases,
  type FindOptions,
  type FoundSource,
  findSource,
  folderOf,
  listFolder,
  openText,
  readTextFile,
  sha256Of,
  shownPath,
} from "./files.js";
export { type LoadedTrace, type LoadTracesOptions, loadTraces, type TraceSource } from "./load-traces.js";
export { type LoadedVideo, loadVideos } from "./load-videos.js";
export { readPlaybacks } from "./playbacks/index.js";
export { isRecording, readRecording } from "./recordings/index.js";
export { detectTraceFormat } from "./traces/detect.js";
export type { TraceColumns, TraceFormat } from "./traces/format.js";
export {
  type ReadPart,
  type ReadTraceOptions,
  type ReadTraces,
  readTrace,
  readTraces,
} from "./traces/read-trace.js";
export { TRACE_FORMATS } from "./traces/registry.js";
export {
  type IntervalSink,
  type StreamOptions,
  streamTraces,
  type TracesSink,
} from "./traces/stream-traces.js";
export type { VideoFormat } from "./videos/format.js";
export { readVideo } from "./videos/read-video.js";
export { VIDEO_FORMATS } from "./videos/registry.js";
export type { VideoEntry, VideoSource } from "./videos/source.js";
export { type LevelRates, type SizeModel, variableSizes } from "./videos/variable-sizes.js";
