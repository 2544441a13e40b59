import type { Profile } from "../profiles/index.js";
import type { KeyPath } from "./document.js";
import { merged, mergedLayers, valueAt } from "./layers.js";
import type { SettingsLayer } from "./scenario.js";

/** What somebody said, and where in the scenario it stands. */
export interface SaidLayer {
  readonly layer: SettingsLayer;
  readonly path: KeyPath;
}

/** The layers that a session's settings come from: a profile, and what the user said over it, the lowest first. */
export interface LayerStack {
  readonly profile: Profile;
  readonly said: readonly SaidLayer[];
}

/** Where the user said the value at a path, in the layer that counts; undefined where only the profile says it. */
export function whereSaid({ said }: LayerStack, path: KeyPath): KeyPath | undefined {
  const found = said.findLast(({ layer }) => valueAt(layer, path) !== undefined);
  return found && [...found.path, ...path];
}

/** The maximum buffer, and buffer levels that one below them would make unreachable. */
export const MAXIMUM = ["player", "maxBufferSeconds"] as const;
export const THRESHOLDS = [
  ["player", "startupBufferSeconds"],
  ["player", "resumeBufferSeconds"],
  ["player", "bufferManager", "targetSeconds"],
] as const;

/**
 * Everything that a stack says, later layers over earlier ones, in the units of the edge. What only the profile says
 * gives way to what it could not go with: a threshold above the maximum buffer is lowered to it, since it could never
 * be reached, and without a second CDN there is no fallback to one.
 */
export function wholeOf(stack: LayerStack): SettingsLayer {
  const whole = mergedLayers([stack.profile.settings, ...stack.said.map(({ layer }) => layer)]);
  const fromProfile = (path: KeyPath) => whereSaid(stack, path) === undefined;
  const maximum = valueAt(whole, MAXIMUM);
  const changes = [];
  for (const path of THRESHOLDS)
    if (fromProfile(path) && isAbove(valueAt(whole, path), maximum)) changes.push(nested(path, maximum));
  const fallback = valueAt(whole, ["requests", "fallback"]);
  if (Array.isArray(fallback) && fromProfile(["requests", "fallback"]) && cdnsOf(whole).length < 2)
    changes.push(
      nested(
        ["requests", "fallback"],
        fallback.filter((step) => step !== "other cdn"),
      ),
    );
  return changes.reduce<unknown>(merged, whole) as SettingsLayer;
}

const isAbove = (value: unknown, most: unknown): boolean =>
  typeof value === "number" && typeof most === "number" && value > most;

/** A layer that says one thing. */
const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** The CDNs of settings; none where they name none. */
export function cdnsOf({ delivery }: SettingsLayer) {
  const { cdns } = delivery || {};
  return cdns || [];
}
