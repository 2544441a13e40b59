import { InputError } from "../../errors.js";
import type { SessionSettings } from "../../model/settings.js";
import { DEFAULT_PROFILE, findProfile, type Profile } from "../profiles/index.js";
import type { KeyPath } from "./document.js";
import type { Arm, Scenario, SettingsLayer } from "./scenario.js";
import { SETTING_KEYS, type SettingGroup, toEdge, toInside } from "./setting-keys.js";

const GROUPS = Object.keys(SETTING_KEYS) as SettingGroup[];
/** Buffer levels that a maximum below them would make unreachable. */
const THRESHOLDS = ["startupBufferSeconds", "resumeBufferSeconds"] as const;

/**
 * The settings of an arm's sessions: its profile's, under the scenario's, under its own.
 *
 * @throws RangeError when the profile is unknown, which parsing has ruled out
 */
export function settingsOf(scenario: Scenario, arm: Arm): SessionSettings {
  return resolveSettings(profileOf(scenario, arm), scenario, arm);
}

/**
 * Lays settings over a profile's, later ones over earlier ones, and converts them to the units of the inside.
 * A threshold that only the profile sets is lowered to the maximum buffer, since it could never be reached.
 */
export function resolveSettings(profile: Profile, ...layers: readonly SettingsLayer[]): SessionSettings {
  const full = fullLayer(profile, ...layers);
  const groups = GROUPS.map((group) => [group, toInside(group, full[group])]);
  // The keys of each group and their types are held by SETTING_KEYS and the schema.
  return Object.fromEntries(groups) as unknown as SessionSettings;
}

/**
 * The scenario with every setting of every arm written out. It is a scenario still: run again, it gives the same
 * sessions, even if a profile's values have changed since.
 */
export function withAllSettings(scenario: Scenario): Scenario {
  const policies = scenario.policies.map((arm) => ({
    ...arm,
    ...fullLayer(profileOf(scenario, arm), scenario, arm),
  }));
  return { ...scenario, policies };
}

/** Layers over a profile's settings, later ones over earlier ones, in the units of the edge. */
function fullLayer(profile: Profile, ...layers: readonly SettingsLayer[]): SettingsLayer {
  const over = (group: SettingGroup) =>
    Object.assign(toEdge(group, profile.settings[group] ?? {}), ...layers.map((layer) => layer[group]));
  const player: SettingsLayer["player"] = over("player");
  const said = (key: "startupBufferSeconds" | "resumeBufferSeconds") =>
    layers.some((layer) => layer.player[key] !== undefined);
  for (const key of THRESHOLDS)
    if (!said(key)) player[key] = Math.min(player[key]!, player.maxBufferSeconds!);
  return { player, network: over("network"), viewer: over("viewer"), scoring: over("scoring") };
}

const profileOf = (scenario: Scenario, arm: Arm): Profile => {
  const name = arm.profile ?? scenario.profile;
  const profile = findProfile(name);
  if (!profile) throw new RangeError(`no profile ${name}; the default is ${DEFAULT_PROFILE}`);
  return profile;
};

/**
 * Settings that contradict each other: a threshold that someone set above the maximum buffer.
 *
 * @param where the place of a path of the scenario
 * @throws InputError at the threshold
 */
export function checkSettings(
  scenario: Scenario,
  armIndex: number,
  where: (...path: KeyPath) => string,
): void {
  const arm = scenario.policies[armIndex]!;
  const full = fullLayer(profileOf(scenario, arm), scenario, arm).player;
  for (const key of THRESHOLDS) {
    if (full[key]! <= full.maxBufferSeconds!) continue;
    const inArm = arm.player[key] !== undefined;
    throw new InputError({
      where: inArm ? where("policies", armIndex, "player", key) : where("player", key),
      expected: `at most maxBufferSeconds (${full.maxBufferSeconds}, ${originOfMaximum(scenario, armIndex, where)})`,
      received: String(full[key]),
      hint: `Lower ${key} or raise maxBufferSeconds`,
    });
  }
}

function originOfMaximum(scenario: Scenario, armIndex: number, where: (...path: KeyPath) => string): string {
  const arm = scenario.policies[armIndex]!;
  if (arm.player.maxBufferSeconds !== undefined)
    return `from ${where("policies", armIndex, "player", "maxBufferSeconds")}`;
  if (scenario.player.maxBufferSeconds !== undefined) return `from ${where("player", "maxBufferSeconds")}`;
  return `from profile ${arm.profile ?? scenario.profile}`;
}
