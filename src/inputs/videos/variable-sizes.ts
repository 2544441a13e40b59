import { normalDraw, type RandomStream, randomStream } from "../../random.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, bytesFromBits, type Seconds } from "../../units.js";

/** How the sizes of a variable-bitrate encoding vary. */
export interface SizeModel {
  /** The same seed gives the same sizes. */
  readonly seed: number | string;
  /** Coefficient of variation of a level's segment bitrates, about; 0 is a constant bitrate. */
  readonly variation: number;
  /** Of the logarithm of one segment's complexity with the next one's, from -1 to 1. */
  readonly correlation: number;
  /** The share of the variance that a level has for itself, 0 to 1; the rest is the scene's, the same for all levels. */
  readonly levelShare: number;
}

/** What is known of one level. */
export interface LevelRates {
  readonly bitrate: BitsPerSecond;
  /** No segment exceeds it. */
  readonly peakBitrate?: BitsPerSecond | undefined;
}

/**
 * Segment sizes in bits, `[segment][level]`, of an imagined encoding. The logarithm of a scene's complexity is a
 * stationary AR(1) process that all levels share, to which each level adds a little noise of its own: the log-normal
 * fit of VBR video sizes is an old one (Krunz and Tripathi, SIGMETRICS 1997). A level's sizes are then scaled, so that
 * over the whole video its mean is its nominal bitrate, to the byte.
 */
export function variableSizes(
  levels: readonly LevelRates[],
  durations: ArrayLike<Seconds>,
  model: SizeModel,
): Float64Array[] {
  const segments = Array.from(durations);
  const scenes = sceneComplexity(segments.length, model);
  const columns = levels.map(({ bitrate, peakBitrate = Number.POSITIVE_INFINITY }, level) => {
    const noise = randomStream(model.seed, "segment sizes", "level", level);
    const relative = relativeBitrates(scenes, noise, model);
    const scaled = scaleToMean(relative, segments, peakBitrate / bitrate);
    return wholeBytes(scaled.map((factor, segment) => factor * bitrate * segments[segment]!));
  });
  return segments.map((_, segment) => Float64Array.from(columns, (column) => column[segment]!));
}

/** A stationary AR(1) process of mean 0 and variance 1. */
function sceneComplexity(segments: number, { seed, correlation }: SizeModel): number[] {
  const random = randomStream(seed, "segment sizes", "scenes");
  const innovation = Math.sqrt(1 - correlation * correlation);
  let complexity = normalDraw(random);
  return Array.from({ length: segments }, (_, segment) => {
    if (segment > 0) complexity = correlation * complexity + innovation * normalDraw(random);
    return complexity;
  });
}

function relativeBitrates(scenes: readonly number[], noise: RandomStream, model: SizeModel): number[] {
  // A log-normal variable of coefficient of variation v has a logarithm of variance ln(1 + v^2).
  const spread = Math.sqrt(Math.log1p(model.variation * model.variation));
  const shared = spread * Math.sqrt(1 - model.levelShare);
  const own = spread * Math.sqrt(model.levelShare);
  return scenes.map((scene) => Math.exp(shared * scene + own * normalDraw(noise)));
}

/** Scales factors so that their mean, weighted by duration, is 1 and none exceeds `peak`, which is 1 or more. */
function scaleToMean(factors: readonly number[], durations: readonly Seconds[], peak: number): number[] {
  const capped = new Set<number>();
  for (;;) {
    let room = 0;
    let demand = 0;
    durations.forEach((duration, segment) => {
      room += capped.has(segment) ? duration * (1 - peak) : duration;
      if (!capped.has(segment)) demand += duration * factors[segment]!;
    });
    const scale = room / demand;
    const before = capped.size;
    // Capping one leaves more for the others, which may push further ones over the peak.
    factors.forEach((factor, segment) => {
      if (!capped.has(segment) && factor * scale > peak) capped.add(segment);
    });
    if (capped.size === before || capped.size === factors.length)
      return factors.map((factor, segment) => (capped.has(segment) ? peak : factor * scale));
  }
}

/** Rounds to whole bytes, carrying what is cut off into the next segment, so that the sum stays within half a byte. */
function wholeBytes(sizes: readonly Bits[]): Bits[] {
  let exact = 0;
  let given = 0;
  return sizes.map((bits) => {
    exact += bytesFromBits(bits);
    const bytes = Math.round(exact) - given;
    given += bytes;
    return bitsFromBytes(bytes);
  });
}
