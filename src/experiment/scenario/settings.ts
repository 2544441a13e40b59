import type { SessionSettings } from "../../model/settings/index.js";
import { suggestion } from "../../suggestion.js";
import { findProfile, PROFILES, type Profile } from "../profiles/index.js";
import type { KeyPath } from "./document.js";
import { toInside } from "./inside.js";
import { cdnsOf, type LayerStack, type SaidLayer, wholeOf } from "./layer-stack.js";
import { withoutSwitchedOff } from "./layers.js";
import type { Arm, ClientSpec, Scenario, SettingsLayer } from "./scenario.js";
import { settingsSchema } from "./settings-schema/session.js";

/**
 * The settings of an arm's sessions: its profile's, under the scenario's, under its own.
 *
 * @throws RangeError when the profile is unknown or the settings are not whole, which parsing has ruled out
 */
export function settingsOf(scenario: Scenario, arm: Arm): SessionSettings {
  return settled(stackOf(scenario, arm));
}

/**
 * Lays settings over a profile's, later ones over earlier ones, and converts them to the units of the inside.
 *
 * @throws RangeError when they are not whole: a mechanism that lacks a key, or a value out of range
 */
export function resolveSettings(profile: Profile, ...layers: readonly SettingsLayer[]): SessionSettings {
  return settled({ profile, said: layers.map((layer) => ({ layer, path: [] })) });
}

/**
 * The settings of a profile as it is.
 *
 * @throws RangeError when there is none of that name
 */
export function settingsOfProfile(name: string): SessionSettings {
  return resolveSettings(profileNamed(name));
}

/**
 * The scenario with every setting of every arm and client written out. It is a scenario still: run again, it gives
 * the same sessions, even if a value in a profile has changed since.
 */
export function withAllSettings(scenario: Scenario): Scenario {
  const policies = scenario.policies.map((arm) => {
    const clients = clientSpecsOf(scenario, arm).map((spec) => {
      const { player, viewer, device } = wholeOf(stackOf(scenario, arm, { layer: spec, path: [] }));
      return { ...spec, ...said({ player, viewer, device }) };
    });
    return { ...arm, ...wholeOf(stackOf(scenario, arm)), ...(clients.length > 0 && { clients }) };
  });
  return { ...scenario, policies };
}

/** The clients of an arm as written: its own, or else the scenario's; none where it is one client alone. */
export function clientSpecsOf(scenario: Scenario, arm: Arm): readonly ClientSpec[] {
  return arm.clients ?? scenario.clients ?? [];
}

/** The traces that CDNs of an arm's sessions have links of their own by, as written, each once. */
export function cdnTraces(scenario: Scenario, arm: Arm): string[] {
  const whole = wholeOf(stackOf(scenario, arm));
  return [...new Set(cdnsOf(whole).flatMap(({ trace }) => trace ?? []))];
}

/** The layers of an arm's sessions, and of one of its clients. */
export function stackOf(scenario: Scenario, arm: Arm, client?: SaidLayer): LayerStack {
  const profile = profileNamed(arm.profile ?? scenario.profile);
  const ofArm: KeyPath = ["policies", scenario.policies.indexOf(arm)];
  const layers: SaidLayer[] = [
    { layer: scenario, path: [] },
    { layer: arm, path: ofArm },
  ];
  return { profile, said: client ? [...layers, client] : layers };
}

/** What a stack comes to, as the engine reads it. */
export function settled(stack: LayerStack): SessionSettings {
  const whole = settingsSchema.safeParse(withoutSwitchedOff(wholeOf(stack)));
  if (whole.success) return toInside(whole.data);
  const { path, message } = whole.error.issues[0]!;
  throw new RangeError(`profile ${stack.profile.name}, ${path.join(".")}: expected ${message}`);
}

function profileNamed(name: string): Profile {
  const profile = findProfile(name);
  if (!profile) throw new RangeError(`no profile ${name}. ${suggestion(name, [...PROFILES.keys()])}`);
  return profile;
}

/** Without keys that hold nothing, which JSON would not keep. */
function said<Some extends object>(some: Some): Some {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Some;
}
