import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { BolaERule, type BolaERuleSettings } from "./sabre/bola-e-rule.js";
import { BOLA_VARIANTS, type BolaVariant } from "./sabre/bola-rule.js";
import {
  type InsufficientBufferOptions,
  insufficientBufferDefaults,
  insufficientBufferKinds,
  insufficientBufferSettings,
  type SabreOptions,
  sabreDefaults,
  sabreKinds,
} from "./sabre/options.js";
import { sabrePolicy } from "./sabre/policy.js";

/** The options of BOLA-E, wherever it is used. */
export interface BolaERuleOptions extends InsufficientBufferOptions {
  /** Above what the throughput sustains: one level more (`u`), or none (`o`). */
  readonly variant: BolaVariant;
  /** What not stalling is worth, in units of utility; only without the insufficient-buffer rule. */
  readonly gammaP: number;
  /** The buffer level from which on the lowest level gives way, with the insufficient-buffer rule. */
  readonly minBufferSeconds: Seconds;
  /** What the virtual buffer has on top of that for each level. */
  readonly minBufferPerLevelSeconds: Seconds;
}

export interface BolaEOptions extends SabreOptions, BolaERuleOptions {}

export const bolaERuleDefaults: BolaERuleOptions = {
  variant: "u",
  gammaP: 5,
  minBufferSeconds: 10,
  minBufferPerLevelSeconds: 2,
  ...insufficientBufferDefaults,
};

export const bolaERuleKinds: OptionKinds<BolaERuleOptions> = {
  variant: BOLA_VARIANTS,
  gammaP: "positive",
  minBufferSeconds: "positive",
  minBufferPerLevelSeconds: "positive",
  ...insufficientBufferKinds,
};

export const bolaEDefaults: BolaEOptions = { ...bolaERuleDefaults, ...sabreDefaults };

export const bolaEKinds: OptionKinds<BolaEOptions> = { ...bolaERuleKinds, ...sabreKinds };

/**
 * BOLA-E (Spiteri, Sitaraman and Sparacio, "From Theory to Practice: Improving Bitrate Adaptation in the DASH
 * Reference Player", MMSys 2018), in the form of the simulator Sabre. BOLA with a placeholder p: seconds of buffer that
 * are not there but are reckoned with, so that a high throughput is used from the start and a full buffer that waits
 * counts as a larger one.
 *
 * With utilities u_q = ln(R_q / R_0) + 1 and the insufficient-buffer rule, the buffer is at least 10 s and 2 s a level
 * however small the player's is: gp = (u_max - 1) / (buffer / 10 s - 1), Vp = 10 s / gp. Without the rule (BOLA-PL in
 * the paper): gp = gammaP - 1, Vp = (Bmax - V) / (u_max + gp).
 *
 * 1. At first, and after a seek: the level that the throughput sustains; p is what the buffer lacks for that level.
 * 2. Then the first level that maximises (Vp x (u_q + gp) - (B + p)) / R_q. A rise above what the throughput sustains
 *    is held at that or at the previous level, whichever is higher, and variant `u` takes one more. What B + p exceeds
 *    Vp x (u_q + gp) by is taken off p, and waited for where p is not enough and the level is not the top.
 * 3. The insufficient-buffer rule; where it lowers the level, there is no wait, and p is at most what the buffer lacks
 *    for that level.
 * 4. After a download, p is kept between what makes its level the best one and what makes it worth fetching, at the
 *    buffer level that the download began with. Waiting on a full buffer adds to p; the policy's own wait does not.
 *
 * A download is given up as by `bola`, latency of a new request included; p then is at most what the buffer lacks for
 * the level wanted, or for 10 s if that is the lowest. The previous level is the one downloaded last, whoever chose it.
 */
export const bolaE: PolicyFactory<BolaEOptions> = (options, context) => {
  const settings = withDefaults(bolaEDefaults, options);
  const { levels, segmentDuration, maxBuffer } = context;
  const rule = new BolaERule(levels, segmentDuration, maxBuffer, bolaERuleSettings(settings));
  return sabrePolicy("bola-e", rule, settings, context);
};

export function bolaERuleSettings(options: BolaERuleOptions): BolaERuleSettings {
  return {
    variant: options.variant,
    gammaP: options.gammaP,
    minBuffer: options.minBufferSeconds,
    minBufferPerLevel: options.minBufferPerLevelSeconds,
    insufficientBuffer: insufficientBufferSettings(options),
  };
}

export const bolaEEntry = {
  name: "bola-e",
  factory: bolaE,
  defaults: bolaEDefaults,
  kinds: bolaEKinds,
  summary: "BOLA-E as in Sabre: BOLA with a placeholder buffer and the insufficient-buffer rule",
  citation: "Spiteri, Sitaraman, Sparacio: From Theory to Practice. MMSys 2018",
  warnings: bolaEWarnings,
} satisfies EntryOf<BolaEOptions>;

export function bolaEWarnings({ gammaP, insufficientBuffer = true }: Partial<BolaEOptions>): string[] {
  if (gammaP === undefined || !insufficientBuffer) return [];
  return ["gammaP counts only without the insufficient-buffer rule (insufficientBuffer: false)"];
}
