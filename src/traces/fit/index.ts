export { type FitOptions, fitTraces } from "./fit-traces.js";
export { generatedLike } from "./generated-like.js";
