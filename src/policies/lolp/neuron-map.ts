import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/** How much each coordinate of the map counts in a distance. */
export interface MapWeights {
  readonly throughput: number;
  readonly latency: number;
  readonly rebuffer: number;
  readonly switching: number;
}

export interface NeuronMapSettings {
  /** How far a neuron moves towards what it learns; dash.js's is 0.01. */
  readonly learningRate: number;
  /** How far around a neuron the others learn with it; dash.js's is 0.1. */
  readonly neighbourhood: number;
  /** The throughput that a level has to leave over; dash.js's is 10 kbit/s. */
  readonly spareThroughput: BitsPerSecond;
}

const EVEN: MapWeights = { throughput: 1, latency: 1, rebuffer: 1, switching: 1 };
/** The weight on throughput of a neuron that had better not be chosen. */
const DISCOURAGING = 100;
/** Latencies are on the map over this. */
const LATENCY_SCALE: Seconds = 100;

/**
 * LoL+'s self-organising map (dash.js 5.2.1, LearningAbrController.js): a neuron for each level
 * in a space of throughput and switch (over the magnitude of the ladder), latency (over 100 s) and stall (in seconds). They
 * drift towards what was seen when they were chosen, and towards what is wanted.
 */
export class NeuronMap {
  private readonly levels: readonly Level[];
  private readonly settings: NeuronMapSettings;
  private readonly magnitude: BitsPerSecond;
  private readonly throughput: Float64Array;
  private readonly latency: Float64Array;
  private readonly rebuffer: Float64Array;
  private readonly switching: Float64Array;

  constructor(levels: readonly Level[], settings: NeuronMapSettings) {
    this.levels = levels;
    this.settings = settings;
    const magnitude = Math.sqrt(levels.reduce((sum, { bitrate }) => sum + bitrate ** 2, 0));
    this.magnitude = magnitude;
    this.throughput = Float64Array.from(levels, ({ bitrate }) => bitrate / magnitude);
    this.latency = new Float64Array(levels.length);
    this.rebuffer = new Float64Array(levels.length);
    this.switching = new Float64Array(levels.length);
  }

  /** What a level's neuron has learnt of latency; over 100 s. */
  latencyOf(level: number): number {
    return this.latency[level]!;
  }

  /**
   * The level whose neuron is nearest to the throughput without latency, stall and switch.
   *
   * @param runsLow whether a level would leave too little in the buffer, which speaks against it as does too high a bitrate
   */
  nearest(throughput: BitsPerSecond, weights: MapWeights, runsLow: (level: number) => boolean): number {
    const place = this.placeOf(throughput);
    const affordable = throughput - this.settings.spareThroughput;
    const cautious = { ...weights, throughput: DISCOURAGING };
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let level = 0; level < this.levels.length; level++) {
      const isTooMuch = this.levels[level]!.bitrate > affordable || runsLow(level);
      const heeded = level > 0 && isTooMuch ? cautious : weights;
      const distance = this.distance(level, place, 0, 0, 0, heeded);
      if (distance >= least) continue;
      least = distance;
      best = level;
    }
    return best;
  }

  /** The level that plays learns what came of it, the one chosen what is wanted; and the neighbours of each with it. */
  learn(
    current: number,
    chosen: number,
    throughput: BitsPerSecond,
    latency: Seconds,
    rebuffer: Seconds,
  ): void {
    const place = this.placeOf(throughput);
    const step = Math.abs(this.levels[current]!.bitrate - this.levels[chosen]!.bitrate) / this.magnitude;
    this.pull(current, place, latency / LATENCY_SCALE, rebuffer, step);
    this.pull(chosen, place, 0, 0, step);
  }

  /** A throughput on the map; one beyond the ladder's magnitude is where the furthest neuron is. */
  private placeOf(throughput: BitsPerSecond): number {
    const place = throughput / this.magnitude;
    return place > 1 ? this.throughput.reduce((most, one) => Math.max(most, one), 0) : place;
  }

  private pull(
    centre: number,
    throughput: number,
    latency: number,
    rebuffer: number,
    switching: number,
  ): void {
    const { throughput: t, latency: l, rebuffer: r, switching: s } = this;
    const { learningRate, neighbourhood } = this.settings;
    for (let level = 0; level < this.levels.length; level++) {
      // The centre moves on its turn: those after it see it where it has gone.
      const distance = this.distance(level, t[centre]!, l[centre]!, r[centre]!, s[centre]!, EVEN);
      const nearness = Math.exp(-(distance ** 2) / (2 * neighbourhood ** 2));
      t[level]! += (throughput - t[level]!) * learningRate * nearness;
      l[level]! += (latency - l[level]!) * learningRate * nearness;
      r[level]! += (rebuffer - r[level]!) * learningRate * nearness;
      s[level]! += (switching - s[level]!) * learningRate * nearness;
    }
  }

  private distance(
    level: number,
    throughput: number,
    latency: number,
    rebuffer: number,
    switching: number,
    weights: MapWeights,
  ): number {
    return Math.sqrt(
      weights.throughput * (this.throughput[level]! - throughput) ** 2 +
        weights.latency * (this.latency[level]! - latency) ** 2 +
        weights.rebuffer * (this.rebuffer[level]! - rebuffer) ** 2 +
        weights.switching * (this.switching[level]! - switching) ** 2,
    );
  }
}
