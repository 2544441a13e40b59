export { isRecording, readRecording } from "./read-recording.js";
