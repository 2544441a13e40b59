import type { EstimatorFactory } from "../estimators/estimator.js";
import { shakaEwma } from "../estimators/shaka-ewma.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory, Sample } from "../model/policy.js";
import { type BitsPerSecond, bitsFromBytes, bpsFromKbps, type Seconds, secondsFromMs } from "../units.js";
import type { EntryOf } from "./entry.js";
import { DroppedFrames } from "./shaka/dropped-frames.js";
import { ProgressStretches } from "./shaka/progress-stretches.js";
import type { ShakaRestrictions } from "./shaka/restrictions.js";
import { ShakaVariants } from "./shaka/variants.js";
import { withinAllowed } from "./shared/ladder.js";

/** In the order and by the names of Shaka's `abr` configuration, the unit added; its restrictions among them. */
export interface ShakaOptions extends ShakaRestrictions {
  /** `defaultBandwidthEstimate`: reckoned with until there is a good estimate. */
  readonly defaultBandwidthEstimateKbps: number;
  /** `switchInterval`: between two choices. */
  readonly switchIntervalSeconds: Seconds;
  /** `minTimeToSwitch`: between the first choice and the second, which waits for a good estimate. */
  readonly minTimeToSwitchSeconds: Seconds;
  /** `bandwidthUpgradeTarget`: the most of the estimate that the next level may need for this one to be chosen. */
  readonly bandwidthUpgradeTarget: number;
  /** `bandwidthDowngradeTarget`: the most of the estimate that a level may need. */
  readonly bandwidthDowngradeTarget: number;
  /** `advanced.minTotalBytes`: an estimate is good once so much has been measured. */
  readonly minTotalBytes: number;
  /** `advanced.minBytes`: smaller downloads, or parts of them, are not measured. */
  readonly minBytes: number;
  /** `advanced.fastHalfLife`. */
  readonly fastHalfLifeSeconds: Seconds;
  /** `advanced.slowHalfLife`. */
  readonly slowHalfLifeSeconds: Seconds;
  /** `cacheLoadThreshold`: shorter downloads, or parts of them, are not measured. */
  readonly cacheLoadThresholdMs: number;
  /** `droppedFrames`: give a level up for a time while too many of its frames are dropped. */
  readonly droppedFrames: boolean;
  /** `advanced.droppedFramesThreshold`: a share of the frames. */
  readonly droppedFramesThreshold: number;
  /** `advanced.droppedFramesInterval`. */
  readonly droppedFramesIntervalSeconds: Seconds;
  /** `advanced.droppedFramesBanDuration`. */
  readonly droppedFramesBanDurationSeconds: Seconds;
  /** `networking.minBytesForProgressEvents`: a part of a download is measured from this size on. */
  readonly minBytesForProgressEvents: number;
  /** And once it has taken longer than this: a constant of Shaka's network plugins. */
  readonly progressIntervalMs: number;
  /** Whose throughput to reckon with, the default where it knows none; undefined for Shaka's own. */
  readonly estimator: EstimatorFactory | undefined;
}

/** Shaka's is Infinity, which no scenario file can say. */
const NO_MAXIMUM = 1e9;

export const shakaDefaults: ShakaOptions = {
  defaultBandwidthEstimateKbps: 1000,
  switchIntervalSeconds: 8,
  minTimeToSwitchSeconds: 0,
  bandwidthUpgradeTarget: 0.85,
  bandwidthDowngradeTarget: 0.95,
  minWidth: 0,
  maxWidth: NO_MAXIMUM,
  minHeight: 0,
  maxHeight: NO_MAXIMUM,
  minPixels: 0,
  maxPixels: NO_MAXIMUM,
  minFrameRate: 0,
  maxFrameRate: NO_MAXIMUM,
  minBandwidthKbps: 0,
  maxBandwidthKbps: NO_MAXIMUM,
  minTotalBytes: 128_000,
  minBytes: 16_000,
  fastHalfLifeSeconds: 2,
  slowHalfLifeSeconds: 5,
  cacheLoadThresholdMs: 5,
  droppedFrames: true,
  droppedFramesThreshold: 0.15,
  droppedFramesIntervalSeconds: 2,
  droppedFramesBanDurationSeconds: 30,
  minBytesForProgressEvents: 16_000,
  progressIntervalMs: 100,
  estimator: undefined,
};

export const shakaKinds: OptionKinds<ShakaOptions> = {
  defaultBandwidthEstimateKbps: "positive",
  switchIntervalSeconds: "nonNegative",
  minTimeToSwitchSeconds: "nonNegative",
  bandwidthUpgradeTarget: "positive",
  bandwidthDowngradeTarget: "positive",
  minWidth: "nonNegative",
  maxWidth: "nonNegative",
  minHeight: "nonNegative",
  maxHeight: "nonNegative",
  minPixels: "nonNegative",
  maxPixels: "nonNegative",
  minFrameRate: "nonNegative",
  maxFrameRate: "nonNegative",
  minBandwidthKbps: "nonNegative",
  maxBandwidthKbps: "nonNegative",
  minTotalBytes: "nonNegative",
  minBytes: "nonNegative",
  fastHalfLifeSeconds: "positive",
  slowHalfLifeSeconds: "positive",
  cacheLoadThresholdMs: "nonNegative",
  droppedFrames: "boolean",
  droppedFramesThreshold: "share",
  droppedFramesIntervalSeconds: "positive",
  droppedFramesBanDurationSeconds: "positive",
  minBytesForProgressEvents: "nonNegative",
  progressIntervalMs: "nonNegative",
  estimator: "estimator",
};

/** Times are sums of floats: by how much an interval may be missed and be the same. */
const ROUNDING: Seconds = 1e-9;

/**
 * The default of Shaka Player 5.2 (lib/abr/simple_abr_manager.js of 5.2.12): the highest level i for which the
 * estimate E, at playback rate r, lies between r x bitrate(i) / 0.95 and r x bitrate(i + 1) / 0.85, else the lowest.
 * At these values the upper bound is never what decides, so the upgrade target has no effect: in force is "the
 * highest with r x bitrate <= 0.95 x E". (With an upgrade target above the downgrade target, an estimate between the
 * two bounds fits no level, and the lowest is chosen.) E is {@link shakaEwma}, 1 Mbit/s until 128 kB are measured.
 *
 * Shaka chooses when something was measured, not when a segment is asked for: first at the start; then at the first
 * good estimate; from then on at the first measurement 8 s or more after the last choice. It measures parts of a
 * running download: each that took over 100 ms and brought 16 kB. So it is here where the player reports progress;
 * where it does not, whole downloads are measured, which Shaka does on platforms without progress, and which makes
 * switches later and the estimate smoother. Either way no bit is counted twice.
 *
 * When what may be chosen changes (the player's `allowed`; a level given up for dropped frames, or back), a choice is
 * made at once. Shaka looks at dropped frames every 2 s, this at its first call after 2 s.
 *
 * What differs: Shaka has one estimate for video and audio together, this one for each. Not modelled, because the
 * observation does not have it: the browser's own estimate (`useNetworkInformation`), the server's (CMSD), limits by
 * the size of screen and element (off by default).
 *
 * Once it has switched, it gives up a download at another level, however much of it has come. Shaka's does not say so,
 * but its streaming engine fetches by prefetching one segment (`segmentPrefetchLimit` is 1), and clears what is
 * prefetched at every switch.
 */
export const shaka: PolicyFactory<ShakaOptions> = (options, context) => {
  const settings = withDefaults(shakaDefaults, options);
  const defaultEstimate = bpsFromKbps(settings.defaultBandwidthEstimateKbps);
  const minBits = bitsFromBytes(settings.minBytes);
  const cacheLoadThreshold = secondsFromMs(settings.cacheLoadThresholdMs);
  const shakas: EstimatorFactory = () =>
    shakaEwma({
      fastHalfLife: settings.fastHalfLifeSeconds,
      slowHalfLife: settings.slowHalfLifeSeconds,
      minBits,
      minTotalBits: bitsFromBytes(settings.minTotalBytes),
      cacheLoadThreshold,
    });
  const estimator = (settings.estimator ?? shakas)(context);
  const stretches = new ProgressStretches({
    interval: secondsFromMs(settings.progressIntervalMs),
    minBits: bitsFromBytes(settings.minBytesForProgressEvents),
  });
  const frames = new DroppedFrames({
    interval: settings.droppedFramesIntervalSeconds,
    threshold: settings.droppedFramesThreshold,
  });
  const variants = new ShakaVariants(context.levels, settings);

  /** Undefined until the first choice. */
  let chosen: number | undefined;
  let chosenAt: Seconds = 0;
  /** The estimate that it rests on. */
  let chosenBy: BitsPerSecond = defaultEstimate;
  let reason = "";
  /** Whether the estimate has ever been good. */
  let startedUp = false;
  /** How long after the last choice the next may be. */
  let pause = settings.minTimeToSwitchSeconds;
  let allowedMin = 0;
  let allowedMax = 0;

  function choose(o: Observation): void {
    const estimate = estimator.estimate(o.now);
    chosenBy = estimate ?? defaultEstimate;
    chosen = variants.highestFor(chosenBy, o.playbackRate, o.allowed);
    chosenAt = o.now;
    [allowedMin, allowedMax] = o.allowed;
    reason = estimate === undefined ? "default estimate" : "bandwidth";
    if (startedUp) pause = settings.switchIntervalSeconds;
  }

  /** Chooses anew if what may be chosen has changed since the last choice. */
  function noticeChanges(o: Observation): void {
    if (chosen === undefined) return;
    const lifted = variants.liftBans(o.now);
    const banned =
      settings.droppedFrames &&
      frames.areTooMany(o) &&
      variants.ban(chosen, o.now + settings.droppedFramesBanDurationSeconds, o.allowed);
    if (lifted || banned || o.allowed[0] !== allowedMin || o.allowed[1] !== allowedMax) choose(o);
  }

  function measured(stretch: Sample, o: Observation): void {
    noticeChanges(o);
    const { start, end, bits } = stretch;
    if (end - start >= cacheLoadThreshold - ROUNDING && bits >= minBits) estimator.add(stretch);
    if (chosen === undefined) return;
    if (!startedUp && estimator.estimate(o.now) === undefined) return;
    startedUp = true;
    if (o.now - chosenAt < pause - ROUNDING) return;
    choose(o);
    frames.startOver(o.device);
  }

  return {
    name: "shaka",
    onProgress(inFlight, o) {
      const stretch = stretches.progressed(inFlight, o.now);
      if (stretch) measured(stretch, o);
      if (chosen === undefined) return undefined;
      const level = withinAllowed(chosen, o.allowed);
      return level === inFlight.level ? undefined : { abandonTo: level };
    },
    onSample: (sample, o) => measured(stretches.finished(sample), o),
    decide(o) {
      if (chosen === undefined) {
        choose(o);
        frames.startOver(o.device);
      } else noticeChanges(o);
      const decision = { level: withinAllowed(chosen!, o.allowed), reason, estimate: chosenBy };
      if (startedUp) reason = "switch interval";
      return decision;
    },
  };
};

export const shakaEntry = {
  name: "shaka",
  factory: shaka,
  defaults: shakaDefaults,
  kinds: shakaKinds,
  summary: "Shaka Player's default: the highest level within 0.95 of the estimate, chosen every 8 s at most",
  citation: "Shaka Player 5.2: lib/abr/simple_abr_manager.js",
} satisfies EntryOf<ShakaOptions>;
