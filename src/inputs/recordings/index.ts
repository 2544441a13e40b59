export { isRecording, readRecording } from "./read-recording.js";
export { GAPS, type Gaps, type RecordedLink, recordedLink } from "./recorded-link.js";
