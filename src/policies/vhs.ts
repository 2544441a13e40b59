import type { EstimatorFactory } from "../estimators/estimator.js";
import { perSampleEwma } from "../estimators/per-sample-ewma.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { hasPassed } from "./shared/elapsed.js";
import { withinAllowed } from "./shared/ladder.js";
import { MediaClock } from "./shared/media-clock.js";
import { mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";
import { earlyAbort } from "./vhs/early-abort.js";
import { bandwidthOf, selectLevel, type VhsRenditions } from "./vhs/selector.js";

export interface VhsOptions {
  /** A level fits when its bitrate, so many times over, is below the bandwidth. `BANDWIDTH_VARIANCE`. */
  readonly bandwidthVariance: number;
  /** The bandwidth before anything is measured. `INITIAL_BANDWIDTH`. */
  readonly initialBandwidthKbps: number;
  /** Start at the lowest level, whatever the initial bandwidth. `enableLowInitialPlaylist`. */
  readonly enableLowInitialPlaylist: boolean;
  /** Buffer that an up-switch needs at the media's start. `BUFFER_LOW_WATER_LINE`. */
  readonly bufferLowWaterLineSeconds: Seconds;
  /** What more it needs for each second of the media that has been played. `BUFFER_LOW_WATER_LINE_RATE`. */
  readonly bufferLowWaterLineRate: number;
  /** What it needs at most; a video that is shorter needs none. `MAX_BUFFER_LOW_WATER_LINE`. */
  readonly maxBufferLowWaterLineSeconds: Seconds;
  /** Where the device says its height, choose no level that is taller than needed. The option of that name. */
  readonly limitRenditionByPlayerDimensions: boolean;
  /** A download may be aborted once its first byte is so long ago. */
  readonly earlyAbortAfterSeconds: Seconds;
  /** What an abort must save. */
  readonly minimumTimeSavingSeconds: Seconds;
  /** What it must save where the buffer is about to be empty. */
  readonly rebufferingTimeSavingSeconds: Seconds;
  /** How long the level of an aborted download is not chosen again. `ABORT_EARLY_EXCLUSION_SECONDS`. */
  readonly abortExclusionSeconds: Seconds;
  /** A download above the lowest level is given up after so many segment durations. */
  readonly timeoutDurations: number;
  /** Whose throughput to reckon with; undefined for VHS's own, that of the last download. */
  readonly estimator: EstimatorFactory | undefined;
}

export const vhsDefaults: VhsOptions = {
  bandwidthVariance: 1.2,
  initialBandwidthKbps: 4194.304,
  enableLowInitialPlaylist: false,
  bufferLowWaterLineSeconds: 0,
  bufferLowWaterLineRate: 1,
  maxBufferLowWaterLineSeconds: 30,
  limitRenditionByPlayerDimensions: true,
  earlyAbortAfterSeconds: 1,
  minimumTimeSavingSeconds: 0.5,
  rebufferingTimeSavingSeconds: 1,
  abortExclusionSeconds: 10,
  timeoutDurations: 1.5,
  estimator: undefined,
};

export const vhsKinds: OptionKinds<VhsOptions> = {
  bandwidthVariance: "positive",
  initialBandwidthKbps: "positive",
  enableLowInitialPlaylist: "boolean",
  bufferLowWaterLineSeconds: "nonNegative",
  bufferLowWaterLineRate: "nonNegative",
  maxBufferLowWaterLineSeconds: "nonNegative",
  limitRenditionByPlayerDimensions: "boolean",
  earlyAbortAfterSeconds: "nonNegative",
  minimumTimeSavingSeconds: "nonNegative",
  rebufferingTimeSavingSeconds: "nonNegative",
  abortExclusionSeconds: "nonNegative",
  timeoutDurations: "positive",
  estimator: "estimator",
};

/**
 * The default of video.js: its http-streaming (VHS) 3.17, lastBandwidthSelector with shouldSwitchToMedia and
 * earlyAbortWhenNeeded_, options under VHS's own names in their comments.
 *
 * The bandwidth is that of the last download, its bits over the whole request. When a segment has been appended, the
 * level is the highest whose bitrate x 1.2 is below the bandwidth, no taller than the player needs; an up-switch waits
 * for min(t, 30 s) of buffer, t being where in the media playback is, unless the video is live or shorter than 30 s. A
 * segment after which VHS does not know its place in the playlist yet changes nothing: the first, the first after a
 * seek, and the first of a level whose playlist is new. For downloads in flight, of which the player's `abandonment`
 * settings have to tell, see {@link earlyAbort}; and one that takes 1.5 segment durations is given up for the lowest.
 *
 * Differs from VHS: transmuxing and appending take no time, which VHS takes off the bandwidth (its `throughput`); of the
 * player's size only the height is known, and where it is not, nothing limits; the target duration is taken to be the
 * nominal one. `bufferBasedABR` and `leastPixelDiffSelector`, which are off by default, are not built.
 */
export const vhs: PolicyFactory<VhsOptions> = (options, context) => {
  const settings = withDefaults(vhsDefaults, options);
  const { levels, segmentDuration } = context;
  const published: EstimatorFactory = () => perSampleEwma({ newWeight: 1 });
  const estimator = (settings.estimator ?? published)(context);
  const clock = new MediaClock(segmentDuration);
  const playlists = new Set<number>();
  const excludedUntil = new Map<number, Seconds>();
  /** The level whose playlist is being played. */
  let current: number | undefined;
  let reason = "first";
  /** After an abort: a bandwidth that leads to the level it was for. */
  let assumed: BitsPerSecond | undefined;
  /** The place in the playlist is known: `mediaIndex` is not null. */
  let walking = false;

  function bandwidthAt(now: Seconds): BitsPerSecond {
    if (assumed !== undefined) return systemBandwidth(assumed);
    const measured = estimator.estimate(now);
    return systemBandwidth(
      measured === undefined ? bpsFromKbps(settings.initialBandwidthKbps) : Math.floor(measured),
    );
  }

  function renditions({ allowed, now }: Observation): VhsRenditions {
    const isExcluded = (level: number) => (excludedUntil.get(level) ?? 0) > now;
    for (let level = allowed[0]; level <= allowed[1]; level++)
      if (!isExcluded(level)) return { levels, allowed, isExcluded };
    return { levels, allowed, isExcluded: () => false };
  }

  function select(o: Observation, bandwidth = bandwidthAt(o.now)): number {
    const height = settings.limitRenditionByPlayerDimensions ? o.device?.maxHeight : undefined;
    return selectLevel(renditions(o), bandwidth, settings.bandwidthVariance, height);
  }

  function maySwitch(o: Observation, from: number, to: number): boolean {
    const { segment, buffer } = o;
    const most = settings.maxBufferLowWaterLineSeconds;
    if (o.live || clock.startOf(segment.index + segment.remaining) < most) return true;
    if (bandwidthOf(levels[to]!) < bandwidthOf(levels[from]!)) return true;
    const position = clock.startOf(segment.index) - buffer;
    const wanted = settings.bufferLowWaterLineSeconds + position * settings.bufferLowWaterLineRate;
    return buffer >= Math.min(wanted, Math.max(settings.bufferLowWaterLineSeconds, most));
  }

  function abandon(level: number, why: string): { readonly abandonTo: number } {
    current = level;
    playlists.add(level);
    reason = why;
    walking = false;
    return { abandonTo: level };
  }

  return {
    name: "vhs",
    onSample(sample, o) {
      estimator.add(sample);
      assumed = undefined;
      clock.note(o.segment);
      playlists.add(sample.level);
      current = sample.level;
      const wasWalking = walking;
      walking = true;
      if (!wasWalking) {
        reason = "same playlist";
        return;
      }
      const target = select(o);
      const switches = target !== current && maySwitch(o, current, target);
      reason = switches || target === current ? "bandwidth" : "buffer too short";
      if (!switches) return;
      current = target;
      // A playlist that has to be loaded first resets the place in it.
      walking = playlists.has(target) && !o.live;
    },
    onSeek() {
      walking = false;
    },
    decide(o) {
      clock.note(o.segment);
      current ??= settings.enableLowInitialPlaylist ? o.allowed[0] : select(o);
      const level = withinAllowed(current, o.allowed);
      playlists.add(level);
      return { level, reason, estimate: bandwidthAt(o.now) };
    },
    onProgress(inFlight, o) {
      const { level, start, segment } = inFlight;
      const choices = renditions(o);
      let lowest = o.allowed[0];
      while (lowest < level && choices.isExcluded(lowest)) lowest++;
      if (level <= lowest) return undefined;
      if (hasPassed(start, o.now, settings.timeoutDurations * segmentDuration)) {
        // VHS takes the bandwidth of a request that timed out for 1 bit/s.
        assumed = 1;
        return abandon(select(o), "timeout");
      }
      const duration = o.segment.index === segment ? o.segment.duration : segmentDuration;
      const requests = (other: number) => (o.live && !playlists.has(other) ? 2 : 1);
      const better = earlyAbort(choices, inFlight, o, { duration, requests, settings });
      if (better === undefined) return undefined;
      assumed = bandwidthOf(levels[better]!) * settings.bandwidthVariance + 1;
      excludedUntil.set(level, o.now + settings.abortExclusionSeconds);
      return abandon(select(o), "early abort");
    },
  };
};

/**
 * What VHS adds up of the bandwidths of several stages, here of one: rounded down after two divisions. By that the
 * 1 bit/s that it adds after an abort may be lost, and the level that it was added for not be chosen.
 */
const systemBandwidth = (bandwidth: BitsPerSecond): BitsPerSecond => Math.floor(1 / (1 / (bandwidth || 1)));

export function vhsWarnings(options: Partial<VhsOptions>, setting: PolicySetting): string[] {
  const { maxBufferLowWaterLineSeconds: most } = withDefaults(vhsDefaults, options);
  const buffer = mostBufferAtDecision(setting) + setting.segmentDuration;
  if (buffer > most) return [];
  return [
    `climbs in the first ${most} s of media only: its buffer does not exceed ${buffer} s, and climbing takes ` +
      `${most} s of it later (maxBufferLowWaterLineSeconds)`,
  ];
}

export const vhsEntry = {
  name: "vhs",
  factory: vhs,
  defaults: vhsDefaults,
  kinds: vhsKinds,
  summary: "video.js's default: the last download's bandwidth with room to spare, no taller than the player",
  citation: "videojs/http-streaming 3.17, playlist-selectors.js, playlist-controller.js, segment-loader.js",
  warnings: vhsWarnings,
} satisfies EntryOf<VhsOptions>;
