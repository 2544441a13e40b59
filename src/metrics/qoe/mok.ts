import type { QoeModel } from "../../model/metrics.js";

/** What parts the levels of each quantity: up to the first it is of level 1, up to the second of level 2, else of 3. */
const STARTUP_S = [1, 5] as const;
const STALLS_PER_SECOND = [0.02, 0.15] as const;
const MEAN_STALL_S = [5, 10] as const;

/**
 * The opinion that viewers have of stalls, after Mok, Chan and Chang (Measuring the Quality of Experience of HTTP Video
 * Streaming, IM 2011):
 *
 *     4.23 - 0.0672 level of startup - 0.742 level of the stalls' frequency - 0.106 level of their mean duration
 *
 * Each level is 1, 2 or 3: startup of up to 1 s, up to 5 s, more; up to 0.02 stalls a second, up to 0.15, more; stalls of up
 * to 5 s on the average, up to 10 s, more. Without stalls both are of level 1, so that scores lie between 1.48 and 3.31.
 *
 * Ours is what a value at a threshold comes to, the lower level, and what frequency is by: the time playing. By the time
 * from the first frame on, a longer stall would raise the score. Bitrates, switches and waiting after seeks do not count.
 * No answer if playback never started.
 */
export const mok: QoeModel = {
  name: "mok",
  unit: "mean opinion score",
  citation: "Mok, Chan, Chang: Measuring the Quality of Experience of HTTP Video Streaming. IM 2011",
  additivity: {
    kind: "not additive",
    because: "it sorts startup, the frequency of stalls and their mean duration into three levels each",
  },
  score({ metrics: { startup, stall, stallCount, played } }) {
    if (startup === undefined || played === 0) return undefined;
    const frequency = stallCount === 0 ? 0 : stallCount / played;
    const meanStall = stallCount === 0 ? 0 : stall / stallCount;
    return (
      4.23 -
      0.0672 * levelOf(startup, STARTUP_S) -
      0.742 * levelOf(frequency, STALLS_PER_SECOND) -
      0.106 * levelOf(meanStall, MEAN_STALL_S)
    );
  },
};

const levelOf = (value: number, [first, second]: readonly [number, number]): number =>
  value <= first ? 1 : value <= second ? 2 : 3;
