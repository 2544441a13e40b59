export { checkAgainstVideos } from "./check-videos.js";
export { type Client, clientsOf } from "./clients.js";
export type { KeyPath } from "./document.js";
export type { ScenarioFlags } from "./overrides.js";
export { knownNames, type ParsedScenario, parseScenario, unknownName } from "./parse.js";
export type {
  Arm,
  ClientSpec,
  Scenario,
  SettingsLayer,
  TraceSource,
  VideoSource,
} from "./scenario.js";
export { type ScenarioInput, scenarioJsonSchema } from "./schema.js";
export {
  cdnTraces,
  resolveSettings,
  settingsOf,
  settingsOfProfile,
  withAllSettings,
} from "./settings.js";
export type { EdgeSettings } from "./settings-schema/session.js";
