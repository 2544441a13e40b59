import type { Observation, Sample } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { highestOrLowest } from "../shared/ladder.js";
import { bufferTarget } from "./buffer-target.js";
import type { DashjsOptions } from "./options.js";
import type { Arrival } from "./segment-trail.js";

export type BolaRuleSettings = Pick<
  DashjsOptions,
  "bolaMinimumBufferSeconds" | "bolaBufferPerLevelSeconds" | "bolaPlaceholderDecay"
>;

/** What the rule looks at of an observation. */
export type BolaView = Pick<Observation, "now" | "buffer" | "maxBuffer" | "live" | "allowed">;

export interface BolaChoice {
  readonly level: number;
  /** How long the request is to be held back. */
  readonly wait: Seconds;
}

export interface BolaRule {
  /**
   * What BOLA would do; undefined for no opinion: before any estimate, or where there is but one level.
   *
   * @param safeThroughput the estimate times its safety factor; undefined if there is none yet
   */
  ask(o: BolaView, safeThroughput: BitsPerSecond | undefined): BolaChoice | undefined;
  /** A download finished, with so much in the buffer without it. */
  loaded(arrival: Arrival, sample: Sample, bufferBefore: Seconds): void;
  /** The player switches to a level, whichever rule asked for it. */
  switched(level: number): void;
  /** The player gave a download up, for this level. */
  abandoned(level: number, buffer: Seconds): void;
  /** The buffer ran empty. */
  ranEmpty(): void;
  sought(): void;
}

/**
 * dash.js's BolaRule (5.2.1, BolaRule.js), after Spiteri, Urgaonkar and Sitaraman, "BOLA", INFOCOM 2016, and the BOLA-E
 * of Spiteri, Sitaraman and Sparacio, MMSys 2018. With u_i = ln(R_i / R_0) + 1, T = max(buffer target, 10 s + 2 s x
 * levels), gp = (u_top - 1) / (T / 10 s - 1), Vp = 10 s / gp, B the buffer level and p the placeholder:
 *
 * - Startup: the highest level within the safe throughput; p such that BOLA would not choose a lower one. Until a choice
 *   is made with a segment's duration or more in the buffer.
 * - Steady: p grows by the time since the last download finished (or since BOLA was last asked). The last argmax of
 *   (Vp (u_i - 1 + gp) - B - p) / R_i; up not beyond the safe throughput, though not below the current level for that
 *   (BOLA-O). What B + p exceed Vp (u + gp) by is taken from p, and where p is not enough, waited, except at the top.
 * - After each download p is multiplied by 0.99 and cut to what Vp (u + gp) exceeds the buffer by at the request; a
 *   replacement adds its duration, since it does not grow the buffer.
 * - Running empty sets p to 0 when steady. A seek begins anew. After an abandonment p is at most what it would be
 *   set to at the start for the new level; 10 s - B, if that is the lowest.
 *
 * It is made when it is first asked: what happened before, it does not know.
 */
export function createBolaRule(levels: readonly Level[], settings: BolaRuleSettings): BolaRule {
  const minimum = settings.bolaMinimumBufferSeconds;
  const lowest = Math.log(levels[0]!.bitrate);
  const utilities = levels.map(({ bitrate }) => Math.log(bitrate) - lowest + 1);
  let target: Seconds | undefined;
  let gp = 0;
  let vp: Seconds = 0;
  let isSteady = false;
  let placeholder: Seconds = 0;
  /** The level last chosen by BOLA, switched to by the player or downloaded, whichever came last. */
  let current = 0;
  let lastDuration: Seconds | undefined;
  /** When the last download finished, if it did since BOLA was last asked. */
  let finishedAt: Seconds | undefined;
  /** When BOLA was last asked when steady. */
  let askedAt: Seconds | undefined;
  /** The furthest segment since the start or a seek. */
  let furthest: number | undefined;

  /** A new target moves the choices; the placeholder follows, so that the choice stays what it was. */
  function followTarget(o: BolaView): void {
    const wanted = bufferTarget(o);
    if (wanted === target) return;
    target = wanted;
    const before = vp;
    const least = minimum + settings.bolaBufferPerLevelSeconds * levels.length;
    gp = (utilities[levels.length - 1]! - 1) / (Math.max(target, least) / minimum - 1);
    vp = minimum / gp;
    if (before === 0 || vp === before) return;
    const effective = (o.buffer + placeholder - minimum) * (vp / before) + minimum;
    placeholder = Math.max(0, effective - o.buffer);
  }

  function start({ buffer }: BolaView, safeThroughput: BitsPerSecond | undefined): BolaChoice | undefined {
    if (safeThroughput === undefined) return undefined;
    current = highestOrLowest(levels, safeThroughput);
    placeholder = Math.max(0, leastBuffer(current) - buffer);
    isSteady = lastDuration !== undefined && buffer >= lastDuration;
    return { level: current, wait: 0 };
  }

  function steady({ now, buffer, allowed }: BolaView, safeThroughput: BitsPerSecond): BolaChoice {
    placeholder += Math.max(0, now - (finishedAt ?? askedAt ?? now));
    askedAt = now;
    finishedAt = undefined;
    const best = bestAt(buffer + placeholder);
    const sustainable = highestOrLowest(levels, safeThroughput);
    current = Math.min(best, Math.max(sustainable, current));
    const excess = Math.max(0, buffer + placeholder - mostBuffer(current));
    const left = placeholder - excess;
    placeholder = Math.max(0, left);
    return { level: current, wait: current >= allowed[1] ? 0 : Math.max(0, -left) };
  }

  function bestAt(buffer: Seconds): number {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let level = 0; level < levels.length; level++) {
      const score = (vp * (utilities[level]! - 1 + gp) - buffer) / levels[level]!.bitrate;
      if (score < highest) continue;
      highest = score;
      best = level;
    }
    return best;
  }

  /**
   * The buffer level above which BOLA waits rather than fetch at this level; by Vp more than where the score turns
   * negative, for utilities count from 1 here and from 0 in the score. So it is in dash.js.
   */
  const mostBuffer = (level: number): Seconds => vp * (utilities[level]! + gp);

  /** A buffer level at which BOLA prefers this level to all below it; by the same Vp more than the lowest such. */
  function leastBuffer(level: number): Seconds {
    const { bitrate } = levels[level]!;
    let least = 0;
    for (let lower = 0; lower < level; lower++) {
      const other = levels[lower]!.bitrate;
      const crossing = (bitrate * utilities[lower]! - other * utilities[level]!) / (bitrate - other);
      least = Math.max(least, vp * (gp + crossing));
    }
    return least;
  }

  return {
    ask(o, safeThroughput) {
      if (levels.length === 1) return undefined;
      followTarget(o);
      return isSteady ? steady(o, safeThroughput ?? 0) : start(o, safeThroughput);
    },
    loaded({ index, duration }, sample, bufferBefore) {
      const isReplacement = furthest !== undefined && index <= furthest;
      if (!isReplacement) furthest = index;
      lastDuration = duration;
      current = sample.level;
      finishedAt = sample.end;
      const room = Math.max(0, mostBuffer(current) - (bufferBefore + (sample.end - sample.start)));
      placeholder = Math.min(room, placeholder * settings.bolaPlaceholderDecay);
      if (isReplacement) placeholder += duration;
    },
    switched(level) {
      current = level;
    },
    abandoned(level, buffer) {
      current = level;
      const wanted = level > 0 ? leastBuffer(level) : minimum;
      placeholder = Math.min(placeholder, Math.max(0, wanted - buffer));
    },
    ranEmpty() {
      if (isSteady) placeholder = 0;
    },
    sought() {
      isSteady = false;
      placeholder = 0;
      furthest = undefined;
      lastDuration = undefined;
      finishedAt = undefined;
    },
  };
}
