import { pensieve } from "./pensieve.js";
import type { Profile } from "./profile.js";
import { reference } from "./reference.js";

export type { Profile } from "./profile.js";

/** All profiles by name; the first is the default. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [reference, pensieve].map((profile) => [profile.name, profile]),
);

export const DEFAULT_PROFILE: string = reference.name;

/** The profile of that name, or undefined where there is none. */
export function findProfile(name: string): Profile | undefined {
  return PROFILES.get(name);
}
