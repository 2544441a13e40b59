import type { SettingsLayer } from "./scenario.js";
import { switchesOf } from "./schema-walk.js";
import { type EdgeSettings, SETTING_GROUPS, settingsSchema } from "./settings-schema/session.js";

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Mappings of different kinds have different keys. */
const sameKind = (one: Mapping, other: Mapping): boolean => one["kind"] === other["kind"];

/**
 * One layer of settings over another: mappings key by key, however deep; anything else, lists included, is replaced.
 * False over a mapping replaces it as well: that is how a mechanism is switched off.
 */
export function merged(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (!isMapping(under) || !isMapping(over) || !sameKind(under, over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(under[key], over[key])]));
}

/** Layers on one another, later ones over earlier ones. Keys of anything but settings are left out. */
export function mergedLayers(layers: readonly SettingsLayer[]): SettingsLayer {
  const groups = SETTING_GROUPS.flatMap((group) => {
    const value = layers.map((layer) => layer[group] as unknown).reduce(merged, undefined);
    return value === undefined ? [] : [[group, value]];
  });
  return Object.fromEntries(groups) as SettingsLayer;
}

/** Keys that take false for "none". */
const SWITCHES = switchesOf(settingsSchema);

/** Settings without what false has switched off. */
export function withoutSwitchedOff<Settings extends SettingsLayer | EdgeSettings>(
  settings: Settings,
): Settings {
  return cleared(settings) as Settings;
}

function cleared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleared);
  if (!isMapping(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !(inner === false && SWITCHES.has(key)));
  return Object.fromEntries(kept.map(([key, inner]) => [key, cleared(inner)]));
}

/** The value at a path; undefined where there is none. */
export function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (value: unknown, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    settings,
  );
}
