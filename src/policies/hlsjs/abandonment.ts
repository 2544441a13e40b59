import type { InFlight } from "../../model/policy.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, bytesFromBits, type Seconds } from "../../units.js";
import { type HlsJsScene, loadTime, peakOf } from "./walk.js";

/** A download in flight, and what surrounds it. */
export interface HlsJsProgress {
  readonly inFlight: InFlight;
  readonly now: Seconds;
  /** Of the segment in flight. */
  readonly duration: Seconds;
  /** Seconds until the buffer is empty. */
  readonly starvation: Seconds;
  readonly playbackRate: number;
  /** The estimated throughput. */
  readonly bandwidth: BitsPerSecond;
}

/** That a download is to be given up, and for what. */
export interface HlsJsEmergency {
  /** The level that hls.js would load instead, before it looks again. */
  readonly level: number;
  /** Whether going on would take more than twice as long as to load that level. */
  readonly hopeless: boolean;
}

/** Times under this, in seconds, are taken for measurements too short to go by. */
const SHORTEST: Seconds = 0.001;
/** Seconds by which a time that is measured may exceed one that it equals on paper. */
const ROUNDING: Seconds = 1e-9;
/** A level that would take more than so many segment durations is no way out. */
const MOST_DURATIONS = 10;

/**
 * hls.js 1.7's emergency rule (abr-controller.ts, _abandonRulesCheck): whether the rest of a download will take longer
 * than the buffer lasts, and another level less. It is not asked before half the segment's duration, or the usual
 * latency, is over.
 *
 * Its source has two oddities, kept here. The level just above the lowest is never given up: the search for a lower
 * one stops above the lowest, of which it therefore knows no time. And where it stops without success, the lowest is
 * taken at the time of the one above it.
 *
 * @returns undefined where the download is to go on
 */
export function emergency(scene: HlsJsScene, progress: HlsJsProgress): HlsJsEmergency | undefined {
  const { levels, latency } = scene;
  const [lowest] = scene.range;
  const { inFlight, now, duration, starvation, bandwidth } = progress;
  const elapsed = now - inFlight.start;
  if (elapsed <= Math.max(latency, duration / (progress.playbackRate * 2)) + ROUNDING) return undefined;
  const rate = rateOf(progress, elapsed);
  const expected = expectedBits(scene, progress);
  const remaining = rate > 0 ? (expected - inFlight.loaded) / rate : expected / bandwidth + latency;
  if (remaining <= starvation) return undefined;
  let time = Number.POSITIVE_INFINITY;
  let level = inFlight.level - 1;
  for (; level > lowest; level--) {
    time = loadTime(scene, rate || bandwidth, duration * peakOf(levels[level]!), level);
    if (time < Math.min(starvation, duration + latency)) break;
  }
  if (time >= remaining || time > MOST_DURATIONS * duration) return undefined;
  return { level, hopeless: remaining > 2 * time };
}

/** Bits per second since the first byte; 0 where nothing has come. */
function rateOf({ inFlight, bandwidth }: HlsJsProgress, elapsed: Seconds): BitsPerSecond {
  const { loaded, firstByte, start } = inFlight;
  if (loaded <= 0 || firstByte === undefined) return 0;
  const streaming = elapsed - (firstByte - start);
  if (streaming >= SHORTEST) return loaded / streaming;
  // Its source takes these seconds for milliseconds.
  return loaded / Math.min(elapsed, (loaded / bandwidth) * SHORTEST);
}

/** The segment's size where the server has said it, else what its level's average bitrate makes of it. */
function expectedBits({ levels }: HlsJsScene, { inFlight, duration }: HlsJsProgress): Bits {
  const bits = inFlight.total ?? duration * levels[inFlight.level]!.bitrate;
  return Math.max(inFlight.loaded, bitsFromBytes(Math.round(bytesFromBits(bits))));
}
