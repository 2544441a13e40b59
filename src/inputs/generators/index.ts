export { traceFamilies } from "./families.js";
export type { TraceFamily } from "./family.js";
export { type GeneratedTrace, type GenerateOptions, generateFamily } from "./generate-family.js";
