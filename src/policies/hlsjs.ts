import type { EstimatorFactory } from "../estimators/estimator.js";
import { type OptionKinds, withDefaults } from "../model/options.js";
import type { Observation, PolicyFactory } from "../model/policy.js";
import { type BitsPerSecond, bpsFromKbps, type Seconds } from "../units.js";
import type { EntryOf } from "./entry.js";
import { emergency } from "./hlsjs/abandonment.js";
import { hlsJsMeter } from "./hlsjs/meter.js";
import { findLevel, type HlsJsScene, type HlsJsSearch, peakOf } from "./hlsjs/walk.js";
import { withinAllowed } from "./shared/ladder.js";

export interface HlsjsOptions {
  /** Half-life of the average that follows quickly; seconds of transfer. `abrEwmaFastVoD`, `abrEwmaFastLive`. */
  readonly fastHalfLifeSeconds: Seconds;
  /** Half-life of the average that follows slowly, and of the latency's. `abrEwmaSlowVoD`, `abrEwmaSlowLive`. */
  readonly slowHalfLifeSeconds: Seconds;
  /**
   * The estimate before anything is measured. `abrEwmaDefaultEstimate`; where it is left at 500, hls.js raises it to
   * the bitrate of the level that the manifest lists first.
   */
  readonly defaultEstimateKbps: number;
  /** The most that it is raised to. `abrEwmaDefaultEstimateMax`. */
  readonly defaultEstimateMaxKbps: number;
  /** The time to first byte before any is known; `defaultTTFB` of its estimator. */
  readonly defaultLatencySeconds: Seconds;
  /** Share of the estimate to reckon with at the current level and below. `abrBandWidthFactor`. */
  readonly bandwidthFactor: number;
  /** Share of the estimate to reckon with above the current level. `abrBandWidthUpFactor`. */
  readonly bandwidthUpFactor: number;
  /** The longest stall that a choice may risk where none is without. `maxStarvationDelay`. */
  readonly maxStarvationDelaySeconds: Seconds;
  /** Levels whose peak bitrate is lower are not chosen. `minAutoBitrate`. */
  readonly minAutoBitrateKbps: number;
  /** The level that the manifest lists first, or the top of a lower ladder; `firstLevel`. */
  readonly firstLevel: number;
  /** What a playlist takes after its first byte. hls.js measures it; here playlists take no time. */
  readonly playlistSeconds: Seconds;
  /** Whose throughput and latency to reckon with; undefined for hls.js's own. */
  readonly estimator: EstimatorFactory | undefined;
}

export const hlsjsDefaults: HlsjsOptions = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 9,
  defaultEstimateKbps: 500,
  defaultEstimateMaxKbps: 5000,
  defaultLatencySeconds: 0.1,
  bandwidthFactor: 0.95,
  bandwidthUpFactor: 0.7,
  maxStarvationDelaySeconds: 4,
  minAutoBitrateKbps: 0,
  firstLevel: 0,
  playlistSeconds: 0,
  estimator: undefined,
};

export const hlsjsKinds: OptionKinds<HlsjsOptions> = {
  fastHalfLifeSeconds: "positive",
  slowHalfLifeSeconds: "positive",
  defaultEstimateKbps: "positive",
  defaultEstimateMaxKbps: "positive",
  defaultLatencySeconds: "nonNegative",
  bandwidthFactor: "positive",
  bandwidthUpFactor: "positive",
  maxStarvationDelaySeconds: "nonNegative",
  minAutoBitrateKbps: "nonNegative",
  firstLevel: "level",
  playlistSeconds: "nonNegative",
  estimator: "estimator",
};

/**
 * The AbrController of hls.js 1.7 at its defaults, options under its own names in their comments.
 *
 * With B seconds until the buffer is empty at the current playback rate: the highest level whose bitrate is within 0.95
 * of the estimate (0.7 above the current level) and of which a segment loads within B; where there is none, within
 * B + min(4 s, a segment); else the lowest. The first: within B/2 + 4 s, at the whole estimate. A level whose playlist
 * has not been loaded costs a second time to first byte. See {@link findLevel}; for downloads in flight see
 * {@link emergency}, of which hls.js hears every 100 ms, and which the player's `abandonment` settings switch on.
 *
 * An emergency takes what has come as a sample. If the estimate is then so high that the new level is within 0.7 of it,
 * or the download was hopeless, hls.js forgets its estimate, for the new level's bitrate; and the hopeless one ends at
 * the lowest level. It goes on at the new level whatever its estimate, for one segment.
 *
 * What the real controller sees and an observation does not carry, and so differs:
 * - Playlists are loaded at once, when a level is first asked for; hls.js lets the old download go on meanwhile. Their
 *   mean segment duration is taken to be the nominal one.
 * - Fragments are parsed and appended in no time.
 * - There is no fragment that tests the bandwidth (`startLevel: -1`), and so no `maxLoadingDelay`; no parts of segments;
 *   no levels that failed; no dynamic range, audio groups or HDCP; no `capLevelToPlayerSize`, `capLevelOnFPSDrop`,
 *   `abrMaxWithRealBitrate` and `abrSwitchInterval`, which are off by default.
 * - It is asked when a segment is about to be asked for, not at every tick while the buffer is full.
 * - A ladder is by rising bitrate; hls.js puts height and frame rate before that. Of codecs see `codecSetOf`.
 * - A pause looks like playing, so that a download may be given up in it.
 */
export const hlsjs: PolicyFactory<HlsjsOptions> = (options, context) => {
  const settings = withDefaults(hlsjsDefaults, options);
  const { levels } = context;
  const listedFirst = Math.min(settings.firstLevel, levels.length - 1);
  const peak = (level: number): BitsPerSecond => peakOf(levels[level]!);
  const lowestAuto = Math.max(
    0,
    levels.findIndex((level) => peakOf(level) >= bpsFromKbps(settings.minAutoBitrateKbps)),
  );
  const newMeter = (defaultEstimate: BitsPerSecond) =>
    hlsJsMeter(
      {
        fastHalfLife: settings.fastHalfLifeSeconds,
        slowHalfLife: settings.slowHalfLifeSeconds,
        defaultEstimate,
        defaultLatency: settings.defaultLatencySeconds,
      },
      settings.estimator,
      context,
    );
  const playlists = new Set<number>();
  const hasPlaylist = (level: number) => playlists.has(level);
  let meter = newMeter(firstEstimate(settings, peak(listedFirst)));
  /** What the next segment will be of, whatever is known then: the first choice, and that of an emergency. */
  let forced: Choice | undefined;
  /** Of the segment that was asked for last. */
  let asked: { readonly level: number; readonly duration: Seconds } | undefined;
  /** What a start without an estimate is not to exceed, after an emergency. */
  let firstFloor: number | undefined;

  function sceneOf(o: Observation, segmentDuration: Seconds): HlsJsScene {
    const range = [Math.min(Math.max(o.allowed[0], lowestAuto), o.allowed[1]), o.allowed[1]] as const;
    return {
      levels,
      range,
      lastLoaded: o.lastLevel,
      firstLevel: Math.max(listedFirst, range[0]),
      segmentDuration,
      meanDuration: context.segmentDuration,
      hasPlaylist,
      // What the first choice is made of is the list of levels, which does not say.
      live: o.live !== undefined && asked !== undefined,
      latency: meter.latency(),
      playlistTime: settings.playlistSeconds,
    };
  }

  function ask(level: number, duration: Seconds): void {
    asked = { level, duration };
    playlists.add(level);
  }

  function first(o: Observation, scene: HlsJsScene): Choice {
    const level = findLevel(scene, {
      ...within(scene, meter.bandwidth(o.now)),
      starvation: starvationOf(o) / 2,
      slack: settings.maxStarvationDelaySeconds,
    });
    if (level !== undefined) return { level, reason: "first" };
    const [, highest] = scene.range;
    return { level: Math.min(scene.firstLevel, highest, firstFloor ?? highest), reason: "first listed" };
  }

  function next(o: Observation, scene: HlsJsScene): Choice {
    const starvation = starvationOf(o);
    const search = {
      ...within(scene, meter.bandwidth(o.now)),
      starvation,
      factor: settings.bandwidthFactor,
      upFactor: settings.bandwidthUpFactor,
    };
    const smooth = starvation > 0 ? findLevel(scene, { ...search, slack: 0 }) : undefined;
    if (smooth !== undefined) return { level: smooth, reason: "bandwidth" };
    const longest = settings.maxStarvationDelaySeconds;
    const slack = scene.segmentDuration > 0 ? Math.min(scene.segmentDuration, longest) : longest;
    const stalling = findLevel(scene, { ...search, slack });
    if (stalling !== undefined) return { level: stalling, reason: "short stall" };
    const [lowest] = scene.range;
    const current = asked?.level ?? lowest;
    return { level: peak(lowest) < peak(current) ? lowest : current, reason: "lowest" };
  }

  return {
    name: "hlsjs",
    onSample(sample) {
      meter.add(sample);
      playlists.add(sample.level);
      asked ??= { level: sample.level, duration: context.segmentDuration };
      if (sample.level === forced?.level) forced = undefined;
      if (meter.measured(sample.end)) firstFloor = undefined;
    },
    decide(o) {
      const scene = sceneOf(o, asked?.duration ?? 0);
      const started = o.lastLevel !== undefined && meter.measured(o.now);
      const choice = forced ?? (started ? next(o, scene) : first(o, scene));
      const level = withinAllowed(choice.level, o.allowed);
      if (asked === undefined) forced = choice;
      ask(level, o.segment.duration);
      return { level, reason: choice.reason, estimate: meter.bandwidth(o.now) };
    },
    onProgress(inFlight, o) {
      // A media element that has been given nothing yet is not ready to play.
      if (o.lastLevel === undefined) return undefined;
      const duration = o.segment.index === inFlight.segment ? o.segment.duration : context.segmentDuration;
      const scene = sceneOf(o, duration);
      const [lowest] = scene.range;
      if (inFlight.level <= lowest) {
        forced = undefined;
        return undefined;
      }
      const starvation = starvationOf(o);
      const bandwidth = meter.bandwidth(o.now);
      const { now, playbackRate } = o;
      const found = emergency(scene, { inFlight, now, duration, starvation, playbackRate, bandwidth });
      if (found === undefined) return undefined;

      const forget = (level: number) => {
        firstFloor = Math.min(level, scene.firstLevel);
        meter = newMeter(peak(level));
      };
      const fits = (highest: number, bandwidth: BitsPerSecond, segmentDuration: Seconds) =>
        findLevel(sceneOf(o, segmentDuration), {
          ...within(scene, bandwidth),
          highest,
          slack: starvation,
        });
      meter.addPart(inFlight, now);
      let { level } = found;
      if (meter.bandwidth(now) * settings.bandwidthUpFactor > peak(level)) forget(level);
      level = fits(level, peak(level), duration) ?? level;
      if (found.hopeless && level > lowest) {
        level = fits(level, peak(lowest), 0) ?? lowest;
        forget(level);
      }
      forced = { level, reason: "emergency" };
      ask(level, duration);
      return { abandonTo: level };
    },
  };
};

interface Choice {
  readonly level: number;
  readonly reason: string;
}

/** Seconds until the buffer is empty. */
const starvationOf = ({ buffer, playbackRate }: Observation): Seconds => buffer / (playbackRate || 1);

/** A search of the whole range at the whole bandwidth, which leaves no time. */
const within = ({ range }: HlsJsScene, bandwidth: BitsPerSecond): HlsJsSearch => ({
  bandwidth,
  lowest: range[0],
  highest: range[1],
  starvation: 0,
  slack: 0,
  factor: 1,
  upFactor: 1,
});

/** level-controller.ts: the first variant's bitrate stands for an estimate that nobody has set. */
function firstEstimate(settings: HlsjsOptions, firstBitrate: BitsPerSecond): BitsPerSecond {
  const given = bpsFromKbps(settings.defaultEstimateKbps);
  if (settings.defaultEstimateKbps !== hlsjsDefaults.defaultEstimateKbps) return given;
  return Math.max(given, Math.min(firstBitrate, bpsFromKbps(settings.defaultEstimateMaxKbps)));
}

export const hlsjsEntry = {
  name: "hlsjs",
  factory: hlsjs,
  defaults: hlsjsDefaults,
  kinds: hlsjsKinds,
  summary: "hls.js 1.7's default: dual average, time to load against the buffer, emergency switch down",
  citation: "hls.js 1.7, controller/abr-controller.ts and utils/ewma-bandwidth-estimator.ts",
} satisfies EntryOf<HlsjsOptions>;
