import { normalDraw, type RandomStream, randomStream } from "../../random.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { complexities } from "./complexity.js";
import { scaleToMean, wholeBytes } from "./size-shaping.js";

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
  const scenes = complexities(
    segments.length,
    model.correlation,
    randomStream(model.seed, "segment sizes", "scenes"),
  );
  const columns = levels.map(({ bitrate, peakBitrate = Number.POSITIVE_INFINITY }, level) => {
    const noise = randomStream(model.seed, "segment sizes", "level", level);
    const relative = relativeBitrates(scenes, noise, model);
    const scaled = scaleToMean(relative, segments, peakBitrate / bitrate);
    return wholeBytes(scaled.map((factor, segment) => factor * bitrate * segments[segment]!));
  });
  return segments.map((_, segment) => Float64Array.from(columns, (column) => column[segment]!));
}

function relativeBitrates(scenes: readonly number[], noise: RandomStream, model: SizeModel): number[] {
  // A log-normal variable of coefficient of variation v has a logarithm of variance ln(1 + v^2).
  const spread = Math.sqrt(Math.log1p(model.variation * model.variation));
  const shared = spread * Math.sqrt(1 - model.levelShare);
  const own = spread * Math.sqrt(model.levelShare);
  return scenes.map((scene) => Math.exp(shared * scene + own * normalDraw(noise)));
}
