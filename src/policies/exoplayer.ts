import type { Estimator, EstimatorFactory, LatencyEstimator } from "../estimators/estimator.js";
import { slidingPercentile } from "../estimators/sliding-percentile.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { DeviceState, Observation, PolicyFactory } from "../model/policy.js";
import type { Level } from "../model/video.js";
import { type BitsPerSecond, bitsFromKiB, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { BufferedQueue } from "./exoplayer/queue.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export interface ExoplayerOptions {
  /** Share of the estimate to reckon with. `DEFAULT_BANDWIDTH_FRACTION`. */
  readonly bandwidthFraction: number;
  /** Buffer that an up-switch needs. `DEFAULT_MIN_DURATION_FOR_QUALITY_INCREASE_MS`. */
  readonly minDurationForQualityIncreaseSeconds: Seconds;
  /** Buffer from which on there is no down-switch. `DEFAULT_MAX_DURATION_FOR_QUALITY_DECREASE_MS`. */
  readonly maxDurationForQualityDecreaseSeconds: Seconds;
  /**
   * Buffer that is kept when segments are thrown away for better ones, at least what an up-switch needs.
   * `DEFAULT_MIN_DURATION_TO_RETAIN_AFTER_DISCARD_MS`.
   */
  readonly minDurationToRetainAfterDiscardSeconds: Seconds;
  /** Wider segments are not thrown away. `DEFAULT_MAX_WIDTH_TO_DISCARD`. */
  readonly maxWidthToDiscard: number;
  /** Taller segments are not thrown away. `DEFAULT_MAX_HEIGHT_TO_DISCARD`. */
  readonly maxHeightToDiscard: number;
  /**
   * Live, an up-switch needs no more buffer than this share of what there is to buffer.
   * `DEFAULT_BUFFERED_FRACTION_TO_LIVE_EDGE_FOR_QUALITY_INCREASE`.
   */
  readonly bufferedFractionToLiveEdgeForQualityIncrease: number;
  /** The estimate while too little is known, of a connection of unknown kind. `DEFAULT_INITIAL_BITRATE_ESTIMATE`. */
  readonly initialEstimateKbps: number;
  /** Take Media3's initial estimate for the kind of connection where the device says it, and forget when it changes. */
  readonly initialEstimateByConnection: boolean;
  /** Weight of the sliding window, in roots of bytes. `DEFAULT_SLIDING_WINDOW_MAX_WEIGHT`. */
  readonly slidingWindowMaxWeight: number;
  /** The estimate is believed after so much transferring. `ELAPSED_MILLIS_FOR_ESTIMATE`. */
  readonly minSecondsForEstimate: Seconds;
  /** Or after so much has been transferred. `BYTES_TRANSFERRED_FOR_ESTIMATE`. */
  readonly minKiBForEstimate: number;
  /** Whose throughput to reckon with; undefined for Media3's DefaultBandwidthMeter. */
  readonly estimator: EstimatorFactory | undefined;
}

export const exoplayerDefaults: ExoplayerOptions = {
  bandwidthFraction: 0.7,
  minDurationForQualityIncreaseSeconds: 10,
  maxDurationForQualityDecreaseSeconds: 25,
  minDurationToRetainAfterDiscardSeconds: 25,
  maxWidthToDiscard: 1279,
  maxHeightToDiscard: 719,
  bufferedFractionToLiveEdgeForQualityIncrease: 0.75,
  initialEstimateKbps: 1000,
  initialEstimateByConnection: true,
  slidingWindowMaxWeight: 2000,
  minSecondsForEstimate: 2,
  minKiBForEstimate: 512,
  estimator: undefined,
};

export const exoplayerKinds: OptionKinds<ExoplayerOptions> = {
  bandwidthFraction: "positive",
  minDurationForQualityIncreaseSeconds: "nonNegative",
  maxDurationForQualityDecreaseSeconds: "nonNegative",
  minDurationToRetainAfterDiscardSeconds: "nonNegative",
  maxWidthToDiscard: "nonNegative",
  maxHeightToDiscard: "nonNegative",
  bufferedFractionToLiveEdgeForQualityIncrease: "share",
  initialEstimateKbps: "positive",
  initialEstimateByConnection: "boolean",
  slidingWindowMaxWeight: "positive",
  minSecondsForEstimate: "nonNegative",
  minKiBForEstimate: "nonNegative",
  estimator: "estimator",
};

/** DefaultBandwidthMeter's initial estimates in kbit/s, of its third country group, which unknown countries are in. */
const INITIAL_KBPS: Readonly<Record<NonNullable<DeviceState["connection"]>, number>> = {
  ethernet: 2400,
  wifi: 2400,
  "2g": 750,
  "3g": 1000,
  "4g": 1200,
  "5g": 2100,
};

/**
 * The default of ExoPlayer: AdaptiveTrackSelection and DefaultBandwidthMeter of Media3 1.11, options under their own
 * names in their comments.
 *
 * The ideal is the highest level whose bitrate is at most 0.7 of the estimate (over the playback rate), else the
 * lowest; the first choice. Later an up-switch needs 10 s of buffer - live, at most 0.75 of what there is between
 * playhead and edge, a segment less - and at 25 s of buffer there is no down-switch. Compared is with the last segment
 * in the buffer, and where there is none with the last choice. The estimate is a sliding median: see
 * {@link slidingPercentile}. An estimator that knows its latency has it taken off the segment's time, as Media3 does
 * with its ExperimentalBandwidthMeter.
 *
 * With 25 s of buffer before its last segment, the first segment from there on that is lower than the ideal in bitrate
 * and height, and below 720 lines, is thrown away with all after it: the decision asks for its replacement. Where the
 * ladder does not say a level's width, its height alone counts; Media3 would not throw it away.
 *
 * Differs from Media3: it looks through its buffer every second while nothing loads, this when a segment is about to be
 * asked for; what it throws away is gone, while a player here keeps segments that are no worse; a share of the
 * bandwidth is not set aside for separate audio; the estimate is neither rounded nor in single precision. Of 5G it
 * tells two kinds, of which this takes the non-standalone one's initial estimate.
 */
export const exoplayer: PolicyFactory<ExoplayerOptions> = (options, context) => {
  const settings = withDefaults(exoplayerDefaults, options);
  const { levels } = context;
  const published: EstimatorFactory = () =>
    slidingPercentile({
      percentile: 0.5,
      maxWeight: settings.slidingWindowMaxWeight,
      minTime: settings.minSecondsForEstimate,
      minBits: bitsFromKiB(settings.minKiBForEstimate),
    });
  const newEstimator = () => (settings.estimator ?? published)(context);
  const queue = new BufferedQueue(context.segmentDuration);
  const kept = Math.max(
    settings.minDurationToRetainAfterDiscardSeconds,
    settings.minDurationForQualityIncreaseSeconds,
  );
  let estimator: Estimator | LatencyEstimator = newEstimator();
  let connection: DeviceState["connection"];
  let selected: number | undefined;

  function noteConnection({ device }: Observation): void {
    if (!settings.initialEstimateByConnection) return;
    const now = device?.connection;
    if (now === undefined || now === connection) return;
    connection = now;
    estimator = newEstimator();
  }

  function estimateAt(now: Seconds): BitsPerSecond {
    const initial = connection === undefined ? settings.initialEstimateKbps : INITIAL_KBPS[connection];
    return estimator.estimate(now) ?? bpsFromKbps(initial);
  }

  function idealLevel(o: Observation, estimate: BitsPerSecond): number {
    const usable = estimate * settings.bandwidthFraction * shareOfTime(o);
    let level = o.allowed[1];
    while (level > o.allowed[0] && bandwidthOf(levels[level]!) > usable) level--;
    return level;
  }

  /** Of a segment's duration, the share that there is to load it in. */
  function shareOfTime({ playbackRate, segment }: Observation): number {
    const latency = "latency" in estimator ? estimator.latency() : undefined;
    if (latency === undefined) return 1 / (playbackRate || 1);
    return Math.max(segment.duration / (playbackRate || 1) - latency, 0) / segment.duration;
  }

  /** @param previous the level to stay at where the buffer does not permit a change */
  function permitted(o: Observation, ideal: number, previous: number, ahead: Seconds): Choice {
    if (ideal === previous || previous < o.allowed[0] || previous > o.allowed[1])
      return { level: ideal, reason: "bandwidth" };
    if (ideal > previous && ahead < bufferToRise(o, ahead))
      return { level: previous, reason: "buffer too short" };
    if (ideal < previous && ahead >= settings.maxDurationForQualityDecreaseSeconds)
      return { level: previous, reason: "buffer long enough" };
    return { level: ideal, reason: "bandwidth" };
  }

  function bufferToRise({ live, segment }: Observation, ahead: Seconds): Seconds {
    const wanted = settings.minDurationForQualityIncreaseSeconds;
    if (live === undefined) return wanted;
    const playhead = queue.startOf(segment.index) - ahead;
    const reachable = live.edge - playhead - segment.duration;
    return Math.min(reachable * settings.bufferedFractionToLiveEdgeForQualityIncrease, wanted);
  }

  function worthReplacing(level: number, ideal: number): boolean {
    const { height, width = 0 } = levels[level]!;
    return (
      level < ideal &&
      height !== undefined &&
      height <= settings.maxHeightToDiscard &&
      width <= settings.maxWidthToDiscard &&
      height < (levels[ideal]!.height ?? 0)
    );
  }

  return {
    name: "exoplayer",
    onSample(sample, o) {
      noteConnection(o);
      estimator.add(sample);
      queue.arrived(sample.level);
    },
    onSeek() {
      queue.clear();
    },
    decide(o) {
      noteConnection(o);
      const { index } = o.segment;
      queue.observe(o);
      const estimate = estimateAt(o.now);
      const ideal = idealLevel(o, estimate);
      const worth = (level: number) => worthReplacing(level, ideal);
      const poor = queue.firstBeyond(kept * (o.playbackRate || 1), o, worth) ?? index;
      // Of what is being replaced already, the player asks for one segment after the other.
      const replaces = poor < index;
      const segment = replaces ? poor : index;
      const ahead = queue.ahead(segment, o);
      const last = ahead > 0 ? (queue.levelOf(segment - 1) ?? o.lastLevel) : undefined;
      const previous = last ?? selected;
      const choice = previous === undefined ? initially(ideal) : permitted(o, ideal, previous, ahead);
      selected = choice.level;
      queue.ask(segment);
      if (!replaces) return { ...choice, estimate };
      const replaceFrom = Math.max(0, queue.startOf(poor) - ROUNDING);
      return { ...choice, reason: "replaces", estimate, replaceFrom };
    },
  };
};

interface Choice {
  readonly level: number;
  readonly reason: string;
}

const initially = (level: number): Choice => ({ level, reason: "initial" });

/** Seconds by which the player's sum of segment durations may be less than ours. */
const ROUNDING: Seconds = 1e-6;

/** Media3's `Format.bitrate`: the peak where the manifest says it. */
const bandwidthOf = ({ bitrate, peakBitrate }: Level): BitsPerSecond => peakBitrate ?? bitrate;

export function exoplayerWarnings(options: Partial<ExoplayerOptions>, setting: PolicySetting): string[] {
  const { minDurationForQualityIncreaseSeconds: least } = withDefaults(exoplayerDefaults, options);
  if (mostBufferAtDecision(setting) >= least) return [];
  return [`never climbs, unless live: ${describeMostBuffer(setting)}, and climbing takes ${least} s`];
}

export const exoplayerEntry = {
  name: "exoplayer",
  factory: exoplayer,
  defaults: exoplayerDefaults,
  kinds: exoplayerKinds,
  summary:
    "ExoPlayer's default: 0.7 of a sliding median, held by the buffer; replaces what is poor and far ahead",
  citation: "Media3 (ExoPlayer) 1.11, AdaptiveTrackSelection and DefaultBandwidthMeter",
  warnings: exoplayerWarnings,
} satisfies EntryOf<ExoplayerOptions>;
