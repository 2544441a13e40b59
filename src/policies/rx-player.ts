import type { EstimatorFactory } from "../estimators/estimator.js";
import { rxPlayerEwma } from "../estimators/rx-player-ewma.js";
import { withDefaults } from "../model/options.js";
import type { InFlight, Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bitsFromBytes, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { BufferBasedChooser } from "./rx-player/buffer-based.js";
import { GuessBasedChooser } from "./rx-player/guess-based.js";
import { NetworkAnalyzer } from "./rx-player/network.js";
import { type RxPlayerOptions, rxPlayerDefaults, rxPlayerKinds } from "./rx-player/options.js";
import { RequestProgress } from "./rx-player/request.js";
import { ScoreKeeper } from "./rx-player/score.js";
import { currentLevel, highestOrLowest, withinAllowed } from "./shared/ladder.js";

export { type RxPlayerOptions, rxPlayerDefaults, rxPlayerKinds };

/** Times are sums of floats: by how much an interval may be missed and be the same. */
const ROUNDING: Seconds = 1e-9;

/** A choice, as rx-player's "estimate". */
interface Choice {
  readonly at: Seconds;
  readonly level: number;
  readonly by: "bandwidth" | "emergency" | "buffer" | "guess";
  /** New at this choice; undefined where there was none, and the last one had to do. */
  readonly estimate: BitsPerSecond | undefined;
  /** What the choice by bandwidth rests on; undefined where nothing was known. */
  readonly known: BitsPerSecond | undefined;
  /** Not worth waiting for the request under way. */
  readonly urgent: boolean;
  readonly allowed: Observation["allowed"];
  readonly playbackRate: number;
}

/**
 * The default of rx-player 4.5 (src/core/adaptive of 4.5.0). By bandwidth: the highest level of at most 0.72 x E,
 * divided by a playback rate above 1, else the lowest; E is {@link rxPlayerEwma}. Without E, the last E, once; then
 * the initial bitrate of 0. By buffer, from 10 s on until it has fallen to 5 s: a level that has enough buffer after
 * BOLA and is kept up ({@link BufferBasedChooser}), if it is above the choice by bandwidth. At 5 s or less the player
 * starves, until 7 s: then a request that lasts too long replaces E, forgetting it ({@link NetworkAnalyzer}). By
 * guessing, in `lowLatencyMode` near the edge of live content only ({@link GuessBasedChooser}).
 *
 * The player chooses when a segment has been added to its buffer, and each second. Here that is: when a download has
 * finished, when a segment is asked for (unless a choice was made at the same instant), and each second while a
 * download runs, where the player reports progress. An urgent choice gives that download up: a level below it, where
 * fewer than 5 reports have come, or by those reports it would not end 1.5 s before the buffer. Without reports of
 * progress there is neither that nor the emergency in starvation.
 *
 * What differs: the real player has often sent the next request when it chooses, so that a rise takes one segment
 * longer. It knows requests from their beginning, this from their first report, one at a time, and after a failed
 * attempt anew. A segment's duration is the one that was asked about last. Limits of bitrate and resolution are the
 * player's `allowed`, by which the choice is limited and which starts nothing anew. Not done, because it is the
 * stream's and not the ABR's, and needs more than a decision can say: after a rise, buffered segments below what is
 * known to be stable are replaced ("fast switching").
 */
export const rxPlayer: PolicyFactory<RxPlayerOptions> = (options, context) => {
  const { levels } = context;
  const settings = withDefaults(rxPlayerDefaults, options);
  const initialBitrate = bpsFromKbps(settings.initialBitrateKbps);
  const rxPlayers: EstimatorFactory = () =>
    rxPlayerEwma({
      fastHalfLife: settings.fastHalfLifeSeconds,
      slowHalfLife: settings.slowHalfLifeSeconds,
      minBits: bitsFromBytes(settings.minChunkBytes),
      minTotalBits: bitsFromBytes(settings.minTotalBytes),
    });
  const newEstimator = () => (settings.estimator ?? rxPlayers)(context);
  let estimator = newEstimator();
  const scores = new ScoreKeeper(settings);
  const network = new NetworkAnalyzer(settings);
  const byBuffer = new BufferBasedChooser(levels, settings);
  const byGuess = new GuessBasedChooser(levels, settings);
  let bufferHeeded = false;
  /** The request under way, as far as it was reported. */
  let request: RequestProgress | undefined;
  /** Media in the segment that was asked for last. */
  let duration = context.segmentDuration;
  let choice: Choice | undefined;

  function follow(inFlight: InFlight | undefined): void {
    if (inFlight === undefined) request = undefined;
    else if (!request?.isOf(inFlight)) request = new RequestProgress(inFlight, settings);
  }

  function choose(o: Observation): Choice {
    const { buffer, allowed, playbackRate } = o;
    const current = currentLevel(o);
    const currentBitrate = current === undefined ? undefined : levels[current]!.bitrate;
    const situation = { o, currentBitrate, request, requestDuration: duration };

    network.observe(o);
    const emergency = network.emergency(situation, choice?.estimate);
    if (emergency !== undefined) estimator = newEstimator();
    const estimate = emergency ?? estimator.estimate(o.now);
    const known = estimate ?? choice?.estimate;
    let ceiling = known === undefined ? initialBitrate : known * network.factor;
    if (emergency !== undefined) ceiling = Math.min(emergency, currentBitrate ?? emergency);
    if (playbackRate > 1) ceiling /= playbackRate;

    let level = highestAllowed(ceiling, allowed);
    let by: Choice["by"] = emergency === undefined ? "bandwidth" : "emergency";
    if (bufferHeeded) bufferHeeded = buffer > settings.exitBufferBasedSeconds;
    else bufferHeeded = buffer >= settings.enterBufferBasedSeconds;
    if (bufferHeeded && byBuffer.level !== undefined && byBuffer.level > level) {
      level = withinAllowed(byBuffer.level, allowed);
      by = "buffer";
    }
    const guess = guessAt(o, current, level);
    if (guess !== undefined && guess > level) {
      level = guess;
      by = "guess";
    }
    const urgent =
      by === "guess"
        ? current === undefined || level < current
        : network.isUrgent(levels[level]!.bitrate, situation);
    const held: Choice["allowed"] = [allowed[0], allowed[1]];
    choice = { at: o.now, level, by, estimate, known, urgent, allowed: held, playbackRate };
    return choice;
  }

  const highestAllowed = (ceiling: BitsPerSecond, allowed: Observation["allowed"]): number =>
    withinAllowed(highestOrLowest(levels, ceiling), allowed);

  function guessAt(o: Observation, current: number | undefined, otherwise: number): number | undefined {
    const nearEdge = o.live !== undefined && o.live.latency < settings.guessEdgeSeconds;
    if (!settings.lowLatencyMode || !nearEdge || current === undefined || choice === undefined)
      return undefined;
    const score = scores.scoreOf(current);
    const last = { level: choice.level, guessed: choice.by === "guess" };
    return byGuess.guess({ o, current, score, otherwise, last, request, requestDuration: duration });
  }

  /** The choice of this instant, if there is one. */
  function standing({ now, allowed, playbackRate }: Observation): Choice | undefined {
    if (choice === undefined || choice.at !== now || choice.playbackRate !== playbackRate) return undefined;
    return choice.allowed[0] === allowed[0] && choice.allowed[1] === allowed[1] ? choice : undefined;
  }

  return {
    name: "rx-player",
    onProgress(inFlight, o) {
      follow(inFlight);
      request!.report(inFlight, o.now);
      if (choice && o.now - choice.at < settings.samplingIntervalSeconds - ROUNDING) return undefined;
      const { urgent, level } = choose(o);
      const wanted = withinAllowed(level, o.allowed);
      return urgent && wanted < inFlight.level ? { abandonTo: wanted } : undefined;
    },
    onSample(sample, o) {
      follow(o.inFlight);
      estimator.add(sample);
      scores.add(sample.level, sample.end - sample.start, duration);
      const { now, buffer, playbackRate } = o;
      const { level } = sample;
      byBuffer.segmentAdded({ now, buffer, level, score: scores.scoreOf(level), playbackRate });
      choose(o);
    },
    decide(o) {
      follow(o.inFlight);
      const { level, by, known } = standing(o) ?? choose(o);
      duration = o.segment.duration;
      return { level: withinAllowed(level, o.allowed), reason: by, estimate: known };
    },
  };
};

export const rxPlayerEntry = {
  name: "rx-player",
  factory: rxPlayer,
  defaults: rxPlayerDefaults,
  kinds: rxPlayerKinds,
  summary: "rx-player's default: within 0.72 of the estimate, more where buffer and download times bear it",
  citation: "rx-player 4.5: src/core/adaptive",
} satisfies EntryOf<RxPlayerOptions>;
