import { type OptionKinds, withDefaults } from "../model/options.js";
import type { PolicyFactory } from "../model/policy.js";
import type { EntryOf } from "./entry.js";
import { BOLA_VARIANTS, BolaRule, type BolaVariant } from "./sabre/bola-rule.js";
import { type SabreOptions, sabreDefaults, sabreKinds } from "./sabre/options.js";
import { sabrePolicy } from "./sabre/policy.js";

export interface BolaOptions extends SabreOptions {
  /** Above what the throughput sustains: one level more (`u`), or none and a wait (`o`). */
  readonly variant: BolaVariant;
  /** Plan with a smaller buffer near the start and the end, and give downloads up. */
  readonly adaptiveBuffer: boolean;
  /** What not stalling is worth, in units of utility. */
  readonly gammaP: number;
}

export const bolaDefaults: BolaOptions = {
  variant: "u",
  adaptiveBuffer: true,
  gammaP: 5,
  ...sabreDefaults,
};

export const bolaKinds: OptionKinds<BolaOptions> = {
  variant: BOLA_VARIANTS,
  adaptiveBuffer: "boolean",
  gammaP: "positive",
  ...sabreKinds,
};

/**
 * BOLA (Spiteri, Urgaonkar and Sitaraman, "BOLA: Near-Optimal Bitrate Adaptation for Online Videos", INFOCOM 2016), in
 * the form of the simulator Sabre (MMSys 2018). With utilities u_q = ln(R_q / R_0), segments of V seconds and a buffer
 * of at most Bmax: Vp = (Bmax - V) / (u_max + gammaP), and the level is the first that maximises
 * (Vp x (u_q + gammaP) - B) / R_q at buffer level B.
 *
 * - `adaptiveBuffer`: Bmax is no more than half the segments since the start (or the last seek), or to the end, but at
 *   least three segments: BOLA's remedy for slow starts.
 * - A rise is checked against the level that the throughput sustains, latency included and without a safety factor
 *   (BOLA-U and BOLA-O of the paper's section 5): beyond it, the level stays if it is above it already; else variant
 *   `u` takes one level more, and `o` that level, for which it waits until the buffer is at Vp x (u_q + gammaP). The
 *   previous level is BOLA's own last choice, 0 at first.
 * - With `adaptiveBuffer`, a download is given up for the lower level whose objective by the bit beats that of what is
 *   left; sizes are taken in proportion to bitrate.
 *
 * Throughput and latency are those of `sabreEwma`. Before anything has been measured, which Sabre never meets, the
 * level stays.
 */
export const bola: PolicyFactory<BolaOptions> = (options, context) => {
  const settings = withDefaults(bolaDefaults, options);
  const { levels, segmentDuration, maxBuffer } = context;
  return sabrePolicy("bola", new BolaRule(levels, segmentDuration, maxBuffer, settings), settings, context);
};

export const bolaEntry = {
  name: "bola",
  factory: bola,
  defaults: bolaDefaults,
  kinds: bolaKinds,
  summary: "BOLA as in Sabre: the level that maximises utility less buffer cost by the bit",
  citation: "Spiteri, Urgaonkar, Sitaraman: BOLA. INFOCOM 2016",
} satisfies EntryOf<BolaOptions>;
