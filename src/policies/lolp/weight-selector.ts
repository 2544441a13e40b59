import type { Level } from "../../model/video.js";
import { type BitsPerSecond, kbpsFromBps, type Seconds } from "../../units.js";
import { bufferAfter } from "./buffer-after.js";
import type { MapWeights, NeuronMap } from "./neuron-map.js";

/** What a weight may be. */
const VALUES = [0.2, 0.4, 0.6, 0.8, 1];
/** LoL+ never reckons with less of a stall. */
const LEAST_REBUFFER: Seconds = 1e-5;
/** Up to this latency each second costs a twentieth of the lowest bitrate, above it a tenth of the highest. */
const NEAR_LATENCY: Seconds = 1.1;
const NEAR_PENALTY = 0.05;
const FAR_PENALTY = 0.1;

export interface WeightSelectorSettings {
  /** A level that leaves less in the buffer is out of the question. */
  readonly minBuffer: Seconds;
  /** Count the bitrate in bit/s where all that it is weighed against is in kbit/s, as dash.js does. */
  readonly dashjsUnits: boolean;
}

/** What the choice of weights depends on. */
export interface WeightSelectorView {
  readonly buffer: Seconds;
  readonly throughput: BitsPerSecond;
  readonly playbackRate: number;
}

/**
 * LoL+'s dynamic weight selector with its QoE evaluator (dash.js 5.2.1, LoLpWeightSelector.js and LoLpQoEEvaluator.js): of
 * all levels that leave 0.3 s in the buffer, and all weights, those of the highest QoE for the next segment:
 *
 * V R_i - R_top x rebuffer / w_rebuffer - penalty x latency / w_latency - R_0 x |1 - playback rate|
 *
 * with V the segment duration, rebuffer the download time less what is then in the buffer (1e-5 s at least), and latency
 * the neuron's. Of equals the first in order. The weights of throughput and switch change nothing, so they stay lowest.
 */
export class WeightSelector {
  private readonly levels: readonly Level[];
  private readonly segmentDuration: Seconds;
  private readonly settings: WeightSelectorSettings;

  constructor(levels: readonly Level[], segmentDuration: Seconds, settings: WeightSelectorSettings) {
    this.levels = levels;
    this.segmentDuration = segmentDuration;
    this.settings = settings;
  }

  /** The lowest weights if no level leaves enough in the buffer. */
  select(map: NeuronMap, { buffer, throughput, playbackRate }: WeightSelectorView): MapWeights {
    const { levels, segmentDuration, settings } = this;
    const lowest = kbpsFromBps(levels[0]!.bitrate);
    const highest = kbpsFromBps(levels[levels.length - 1]!.bitrate);
    const speedCost = lowest * Math.abs(1 - playbackRate);
    let most = Number.NEGATIVE_INFINITY;
    let latencyWeight = VALUES[0]!;
    let rebufferWeight = VALUES[0]!;
    for (let level = 0; level < levels.length; level++) {
      const { bitrate } = levels[level]!;
      const downloadTime = (bitrate * segmentDuration) / throughput;
      const left = bufferAfter(buffer, downloadTime, segmentDuration);
      if (left < settings.minBuffer) continue;
      const rebuffer = Math.max(LEAST_REBUFFER, downloadTime - left);
      const reward = segmentDuration * (settings.dashjsUnits ? bitrate : kbpsFromBps(bitrate));
      for (const forLatency of VALUES) {
        const latency = (1 / forLatency) * map.latencyOf(level);
        const penalty = latency <= NEAR_LATENCY ? lowest * NEAR_PENALTY : highest * FAR_PENALTY;
        for (const forRebuffer of VALUES) {
          const qoe = reward - highest * ((1 / forRebuffer) * rebuffer) - penalty * latency - speedCost;
          if (qoe <= most) continue;
          most = qoe;
          latencyWeight = forLatency;
          rebufferWeight = forRebuffer;
        }
      }
    }
    return {
      throughput: VALUES[0]!,
      latency: latencyWeight,
      rebuffer: rebufferWeight,
      switching: VALUES[0]!,
    };
  }
}
