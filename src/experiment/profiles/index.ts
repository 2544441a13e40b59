import { dashjs } from "./dashjs.js";
import { dashjsDoc } from "./dashjs-doc.js";
import { exoplayer } from "./exoplayer.js";
import { hlsjs } from "./hlsjs.js";
import { hlsjsDoc } from "./hlsjs-doc.js";
import { netflixDoc } from "./netflix-doc.js";
import { pensieve } from "./pensieve.js";
import type { Profile } from "./profile.js";
import { reference } from "./reference.js";
import { sabre, sabreFixed } from "./sabre.js";
import { shaka } from "./shaka.js";

export type { Profile } from "./profile.js";

/** All profiles by name; the first is the default. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [
    reference,
    sabre,
    sabreFixed,
    pensieve,
    hlsjs,
    dashjs,
    shaka,
    exoplayer,
    hlsjsDoc,
    dashjsDoc,
    netflixDoc,
  ].map((profile) => [profile.name, profile]),
);

export const DEFAULT_PROFILE: string = reference.name;

/** The profile of that name, or undefined where there is none. */
export function findProfile(name: string): Profile | undefined {
  return PROFILES.get(name);
}
