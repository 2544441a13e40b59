import { InputError } from "../../errors.js";
import type { SessionSettings } from "../../model/settings.js";
import { msFromSeconds, secondsFromMs } from "../../units.js";
import { DEFAULT_PROFILE, findProfile, type Profile } from "../profiles/index.js";
import type { KeyPath } from "./document.js";
import type {
  Arm,
  NetworkOverrides,
  PlayerOverrides,
  Scenario,
  SettingsLayer,
  ViewerOverrides,
} from "./scenario.js";

/** Settings in which everything is said that can be, in the units of the edge. */
export interface FullLayer extends SettingsLayer {
  readonly player: { readonly [Key in keyof PlayerOverrides]-?: number };
}

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
  const { player, network, viewer } = fullLayer(profile, ...layers);
  return {
    player: {
      startupBuffer: player.startupBufferSeconds,
      resumeBuffer: player.resumeBufferSeconds,
      maxBuffer: player.maxBufferSeconds,
      starvedAfter: player.starvedAfterSeconds,
    },
    network: network.rttMs === undefined ? {} : { roundTripTime: secondsFromMs(network.rttMs) },
    viewer: viewer.leaveAtSeconds === undefined ? {} : { leaveAt: viewer.leaveAtSeconds },
  };
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

function fullLayer(profile: Profile, ...layers: readonly SettingsLayer[]): FullLayer {
  const { player, network, viewer } = profile.settings;
  const said: PlayerOverrides = Object.assign({}, ...layers.map((layer) => layer.player));
  const maxBufferSeconds = said.maxBufferSeconds ?? player.maxBuffer;
  const rttMs = network.roundTripTime === undefined ? {} : { rttMs: msFromSeconds(network.roundTripTime) };
  const leaveAtSeconds = viewer.leaveAt === undefined ? {} : { leaveAtSeconds: viewer.leaveAt };
  return {
    player: {
      startupBufferSeconds: said.startupBufferSeconds ?? Math.min(player.startupBuffer, maxBufferSeconds),
      resumeBufferSeconds: said.resumeBufferSeconds ?? Math.min(player.resumeBuffer, maxBufferSeconds),
      maxBufferSeconds,
      starvedAfterSeconds: said.starvedAfterSeconds ?? player.starvedAfter,
    },
    network: Object.assign({} as NetworkOverrides, rttMs, ...layers.map((layer) => layer.network)),
    viewer: Object.assign({} as ViewerOverrides, leaveAtSeconds, ...layers.map((layer) => layer.viewer)),
  };
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
  for (const key of ["startupBufferSeconds", "resumeBufferSeconds"] as const) {
    if (full[key] <= full.maxBufferSeconds) continue;
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
