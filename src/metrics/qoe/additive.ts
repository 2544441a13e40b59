import type { Additivity, QoeModel } from "../../model/metrics.js";
import type { ScoringSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";

/** What sets one model that is a sum apart from the others. */
export interface AdditiveParts extends Pick<QoeModel, "name" | "unit" | "citation" | "needs"> {
  /** Asked for once a video; undefined where the model has no answer for it. */
  weigh(video: Video): Weights | undefined;
}

/** What a session is worth, in the model's unit. */
export interface Weights {
  /** `[segment][level]`. */
  readonly quality: readonly ArrayLike<number>[];
  /** Cost of a rise of quality by 1, below 0 where it is rewarded; and of a fall by 1. */
  readonly riseCost: number;
  readonly fallCost: number;
  /** Of a second. */
  readonly stallCost: number;
  /** Of a second. Missing: the model knows no startup, which is free unless the scoring charges it as a stall. */
  readonly startupCost?: number;
  /** Added once to a session. Missing: 0. */
  readonly once?: number;
}

/** A model that is a sum. */
export interface AdditiveModel extends QoeModel {
  readonly additivity: Extract<Additivity, { readonly kind: "additive" }>;
}

/**
 * A model of the form that most published ones have:
 *
 *     sum q - sum cost of a rise or fall of q since the segment before - mu stall_s - mu_s startup_s
 *
 * summed over the video segments shown, in order. One shown in part counts as one, and one shown again after a seek back
 * as another; the first has no change. Audio, waiting after seeks and pauses cost nothing. No answer if playback never
 * started.
 */
export function additiveModel({ weigh, ...about }: AdditiveParts): AdditiveModel {
  const known = new WeakMap<Video, Weights>();
  const weightsOf = (video: Video): Weights | undefined => {
    const weights = known.get(video) ?? weigh(video);
    if (weights) known.set(video, weights);
    return weights;
  };
  return {
    ...about,
    additivity: {
      kind: "additive",
      terms(video, scoring) {
        const weights = weightsOf(video);
        if (weights === undefined) return undefined;
        const { quality, stallCost, once = 0 } = weights;
        return {
          // A video that is planned is played from its first segment on.
          quality: (segment, level) => quality[segment]![level]! + (segment === 0 ? once : 0),
          changeCost: (segment, from, to) =>
            changeCost(weights, quality[segment]![to]! - quality[segment - 1]![from]!),
          stallCost,
          startupCost: startupCostOf(weights, scoring),
        };
      },
    },
    score({ metrics: { startup, stall }, played, video, scoring }) {
      const weights = startup === undefined ? undefined : weightsOf(video);
      if (weights === undefined) return undefined;
      const { quality, stallCost, once = 0 } = weights;
      let worth = 0;
      let changes = 0;
      // None yet. It is a number all the same: what may be none is put on the heap, segment by segment.
      let before = Number.NaN;
      for (const { segment, level } of played) {
        const one = quality[segment]![level]!;
        worth += one;
        if (!Number.isNaN(before)) changes += changeCost(weights, one - before);
        before = one;
      }
      return worth - changes - stallCost * stall - startupCostOf(weights, scoring) * startup! + once;
    },
  };
}

const changeCost = ({ riseCost, fallCost }: Weights, difference: number): number =>
  difference > 0 ? riseCost * difference : -fallCost * difference;

const startupCostOf = ({ startupCost, stallCost }: Weights, scoring: ScoringSettings | undefined): number =>
  startupCost ?? (scoring?.startupIsStall ? stallCost : 0);

/** The quality of a video whose segments are worth the same, each at its level. */
export function qualityByLevel(
  { levels, durations }: Video,
  worth: (level: Video["levels"][number], index: number) => number,
): readonly ArrayLike<number>[] {
  return new Array<readonly number[]>(durations.length).fill(levels.map(worth));
}
