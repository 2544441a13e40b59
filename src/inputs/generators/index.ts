export { generatorDocument, readGenerator } from "./document.js";
export { traceFamilies } from "./families.js";
export { type Models, setOf, type TraceFamily, type TraceGenerator } from "./family.js";
export {
  type GeneratedTrace,
  type GeneratedTraces,
  type GenerateOptions,
  generateFamily,
  generateTraces,
} from "./generate-family.js";
export { GENERATOR_KINDS, KIND_NAMES } from "./kinds.js";
export { withParameters } from "./override.js";
export { familiesNamed, generatorNames, generatorPresets } from "./presets.js";
