export type { KeyPath } from "./document.js";
export type { ScenarioFlags } from "./overrides.js";
export { type ParsedScenario, parseScenario, unknownName } from "./parse.js";
export type {
  Arm,
  Scenario,
  SettingsLayer,
  TraceSource,
  VideoSource,
} from "./scenario.js";
export { type ScenarioInput, scenarioJsonSchema } from "./schema.js";
export { resolveSettings, settingsOf, withAllSettings } from "./settings.js";
