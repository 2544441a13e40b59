import { normalDraw, randomStream } from "../../random.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, type Seconds } from "../../units.js";
import { complexities } from "../videos/complexity.js";
import { scaleToMean, wholeBytes } from "../videos/size-shaping.js";
import { poissonDraw } from "./poisson.js";
import type { RateControl } from "./rate-control.js";

/** What the pictures are like, and how segments' sizes follow from it. */
export interface SceneModel {
  /** The same seed gives the same sizes. */
  readonly seed: number | string;
  /** Coefficient of variation of a level's segment bitrates under `vbr`. */
  readonly variation: number;
  /** Of the logarithm of one segment's complexity with the next one's, -1 to 1. */
  readonly correlation: number;
  /** Mean time from one cut to the next; cuts fall at random. */
  readonly sceneSeconds: Seconds;
  /**
   * What a cut adds to its segment, as a share of a segment: the picture after it is predicted from nothing, and the
   * encoder puts a key frame there.
   */
  readonly keyframe: number;
  /** The share of the log variance that a level has for itself, 0 to 1; the rest is the scene's, the same for all. */
  readonly levelShare: number;
  readonly rateControl: RateControl;
}

/**
 * Big Buck Bunny in segments of 3 s has coefficients of variation of .17 to .20 a level, and an eighth of the log
 * variance is a level's own. Films cut every 2.5 to 6 s on average (Cutting et al., i-Perception 2, 2011). What a cut
 * costs is ours.
 */
export const USUAL_SCENES: Omit<SceneModel, "seed" | "rateControl"> = {
  variation: 0.2,
  correlation: 0.5,
  sceneSeconds: 5,
  keyframe: 0.05,
  levelShare: 0.125,
};

/**
 * Segment sizes in bits, `[segment][level]`, of an imagined encoding. The logarithm of complexity is an AR(1) process,
 * which all levels share but for `levelShare`; cuts add their key frames; rate control bends the result; and each level
 * is scaled so that over the whole video its mean is its bitrate, to the byte.
 *
 * The log-normal fit of VBR sizes: Krunz and Tripathi, SIGMETRICS 1997.
 */
export function sceneSizes(
  bitrates: readonly BitsPerSecond[],
  durations: ArrayLike<Seconds>,
  model: SceneModel,
): Float64Array[] {
  const segments = Array.from(durations);
  const stream = (...purpose: (string | number)[]) => randomStream(model.seed, "scene sizes", ...purpose);
  const scenes = complexities(segments.length, model.correlation, stream("scenes"));
  const cuts = stream("cuts");
  const spikes = segments.map(
    (seconds) => 1 + model.keyframe * poissonDraw(seconds / model.sceneSeconds, cuts),
  );
  const spread = logSpread(model, meanOf(segments));
  const shared = spread * Math.sqrt(1 - model.levelShare);
  const own = spread * Math.sqrt(model.levelShare);
  const columns = bitrates.map((bitrate, level) => {
    const noise = stream("level", level);
    const wanted = scenes.map(
      (scene, segment) => Math.exp(shared * scene + own * normalDraw(noise)) * spikes[segment]!,
    );
    const relative = controlled(wanted, segments, model);
    return atLeastAByte(wholeBytes(relative.map((factor, segment) => factor * bitrate * segments[segment]!)));
  });
  return segments.map((_, segment) => Float64Array.from(columns, (column) => column[segment]!));
}

/**
 * The standard deviation of the logarithm of complexity that, with the spikes, gives the variation asked for: squared
 * coefficients of variation of independent factors obey 1 + v^2 = (1 + a^2)(1 + b^2), and a log-normal variable's is
 * exp(variance) - 1.
 */
function logSpread({ variation, keyframe, sceneSeconds }: SceneModel, segment: Seconds): number {
  const cuts = segment / sceneSeconds;
  const ofSpikes = (keyframe * keyframe * cuts) / (1 + keyframe * cuts) ** 2;
  return Math.sqrt(Math.max(0, Math.log((1 + variation * variation) / (1 + ofSpikes))));
}

/** Relative bitrates of mean 1, weighted by duration, as the rate control lets them be. */
function controlled(
  wanted: readonly number[],
  durations: readonly Seconds[],
  { rateControl, variation }: SceneModel,
): number[] {
  switch (rateControl.kind) {
    case "vbr":
      return scaleToMean(wanted, durations, Number.POSITIVE_INFINITY);
    case "capped-vbr":
      return scaleToMean(wanted, durations, rateControl.cap);
    case "cbr": {
      // Deviations of the logarithm shrink by as much as the variation has to.
      const share = variation > 0 ? Math.min(1, rateControl.variation / variation) : 0;
      const shrunk = wanted.map((factor) => factor ** share);
      return scaleToMean(shrunk, durations, Number.POSITIVE_INFINITY);
    }
  }
}

const atLeastAByte = (sizes: readonly Bits[]): Bits[] =>
  sizes.map((bits) => Math.max(bits, bitsFromBytes(1)));
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
