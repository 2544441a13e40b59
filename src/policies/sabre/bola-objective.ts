import type { InFlight, Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { type Bits, kbpsFromBps, msFromSeconds, type Seconds } from "../../units.js";
import { bitratesOf } from "../shared/ladder.js";

/**
 * What BOLA maximises (Spiteri, Urgaonkar and Sitaraman, "BOLA: Near-Optimal Bitrate Adaptation for Online Videos",
 * INFOCOM 2016): at buffer level B, (Vp x (u_q + gp) - B) / R_q. The more is buffered, the higher the level.
 *
 * It is reckoned in milliseconds and kbit/s, unlike all else, because Sabre does: BOLA-E comes back, after each stall,
 * to a buffer level at which two levels are equal on paper, and which of them Sabre then takes hangs on the last bit.
 */
export interface BolaObjective {
  /** By level: kbit/s. */
  readonly bitrates: Float64Array;
  /** By level: rising, in no unit. */
  readonly utilities: Float64Array;
  /** Vp: milliseconds of buffer that one unit of utility is worth. */
  readonly vp: number;
  /** gp: what not stalling is worth, in units of utility. */
  readonly gp: number;
}

/** The objective's bitrates, and its utilities: ln(R_q / R_0) + lowest. */
export function bolaLevels(
  levels: readonly Level[],
  lowest: number,
): Pick<BolaObjective, "bitrates" | "utilities"> {
  const bitrates = bitratesOf(levels).map(kbpsFromBps);
  const offset = lowest - Math.log(bitrates[0]!);
  return { bitrates, utilities: bitrates.map((bitrate) => Math.log(bitrate) + offset) };
}

/**
 * Seconds of media in milliseconds, without the rounding that sums and units leave: in steps of about a nanosecond, of
 * which a sum with a difference is exact.
 */
export function roundedMs(media: Seconds): number {
  return Math.round(media * STEPS_PER_SECOND) / STEPS_PER_MS;
}

/** A power of two. */
const STEPS_PER_MS = 2 ** 20;
const STEPS_PER_SECOND = msFromSeconds(STEPS_PER_MS);

/** The first level of the highest objective. @param buffer milliseconds */
export function bestLevel({ bitrates, utilities, vp, gp }: BolaObjective, buffer: number): number {
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let level = 0; level < bitrates.length; level++) {
    const score = (vp * (utilities[level]! + gp) - buffer) / bitrates[level]!;
    if (score > bestScore) {
      best = level;
      bestScore = score;
    }
  }
  return best;
}

/** The buffer level, in ms, above which it is better to wait than to fetch a segment of this level. */
export function mostBufferFor({ utilities, vp, gp }: BolaObjective, level: number): number {
  return vp * (utilities[level]! + gp);
}

/** The buffer level, in ms, from which on this level is better than every lower one; at least 0. */
export function leastBufferFor({ bitrates, utilities, vp, gp }: BolaObjective, level: number): number {
  const bitrate = bitrates[level]!;
  const utility = utilities[level]!;
  let least = 0;
  for (let lower = 0; lower < level; lower++) {
    const other = bitrates[lower]!;
    const equal = vp * (gp + (bitrate * utilities[lower]! - other * utility) / (bitrate - other));
    if (equal > least) least = equal;
  }
  return least;
}

/** What is left of a download, as an abandonment rule sees it. */
export interface Rest {
  /** Bits of the whole segment. */
  readonly size: Bits;
  /** Bits still to come. */
  readonly bits: Bits;
}

/** What is left; undefined where nothing has come yet, or nothing is left. */
export function restOf({ loaded, total, level }: InFlight, o: Observation): Rest | undefined {
  const size = total ?? o.levels[level]!.bitrate * o.segment.duration;
  const bits = size - loaded;
  return loaded > 0 && bits > 0 ? { size, bits } : undefined;
}

/**
 * The lower level whose objective by the bit, starting over, beats that of the bits still to come; undefined if none
 * does. Sizes of other levels are taken to be in proportion to bitrate, and one is left out that is no smaller than
 * what is left.
 *
 * @param buffer milliseconds
 */
export function betterInstead(
  level: number,
  [min, max]: Observation["allowed"],
  objective: BolaObjective,
  buffer: number,
  rest: Rest,
): number | undefined {
  const { bitrates } = objective;
  let best = (mostBufferFor(objective, level) - buffer) / rest.bits;
  let instead: number | undefined;
  for (let lower = min; lower < level && lower <= max; lower++) {
    const size = (rest.size * bitrates[lower]!) / bitrates[level]!;
    const score = (mostBufferFor(objective, lower) - buffer) / size;
    if (size < rest.bits && score > best) {
      best = score;
      instead = lower;
    }
  }
  return instead;
}
