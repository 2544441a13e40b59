import type { Level } from "../../model/video.js";
import type { BitsPerSecond } from "../../units.js";

/** Levels that hls.js moves among, and what it takes the current one to be. */
export interface HlsJsTier {
  /** As {@link codecSetOf}; undefined: any. */
  readonly codecSet: string | undefined;
  /** Frames per second; 0: unknown. */
  readonly frameRate: number;
  /** The bandwidth to reckon with is at least this. */
  readonly leastBandwidth: BitsPerSecond;
  /** A level that is in, whatever its codec and frame rate. */
  readonly always: number | undefined;
}

/**
 * A level's codecs by the first four characters of each ("avc1,mp4a"); undefined where the ladder does not say the
 * codecs of every level. hls.js, for which a variant without CODECS is of none, would then never leave those that
 * have some: a ladder here may say what is special of one level alone.
 */
export function codecSetOf(levels: readonly Level[], level: number): string | undefined {
  if (levels.some(({ codec }) => codec === undefined)) return undefined;
  return shortened(levels[level]?.codec ?? "");
}

const shortened = (codec: string): string =>
  codec
    .split(",")
    .map((one) => one.trim().slice(0, 4))
    .join(",");

/** hls.js leaves a tier alone that begins above this; pixels of the shorter side, and frames per second. */
const MOST_PIXELS = 1080;
const MOST_FRAMES = 30;

interface CodecTier {
  codecSet: string;
  leastBitrate: BitsPerSecond;
  leastPixels: number;
  leastFrames: number;
  first: number;
}

/**
 * The levels to start among (utils/rendition-helper.ts, getStartCodecTier): those of the best-liked codecs whose
 * lowest level is within the bandwidth, 1080 lines and 30 frames per second. Where codecs are unknown: all.
 *
 * @param peakOf the bitrate that the manifest says of a level
 */
export function startTier(
  levels: readonly Level[],
  [min, max]: readonly [number, number],
  peakOf: (level: number) => BitsPerSecond,
  bandwidth: BitsPerSecond,
): HlsJsTier {
  const tiers = tiersOf(levels, min, max, peakOf);
  if (tiers.length === 0) return { codecSet: undefined, frameRate: 0, leastBandwidth: 0, always: undefined };
  const least = (read: (tier: CodecTier) => number) => Math.min(...tiers.map(read));
  const leastBandwidth = least((tier) => tier.leastBitrate);
  const frameRate = least((tier) => tier.leastFrames);
  const mostPixels = Math.max(
    MOST_PIXELS,
    least((tier) => tier.leastPixels),
  );
  let chosen: CodecTier | undefined;
  for (const tier of tiers) {
    const beyond =
      tier.leastBitrate > Math.max(bandwidth, leastBandwidth) ||
      tier.leastPixels > mostPixels ||
      tier.leastFrames > Math.max(MOST_FRAMES, frameRate);
    if (tiers.length > 1 && beyond) continue;
    // The lower value is liked better; what it does not know is liked whenever it is asked about.
    if (chosen && rankOf(tier.codecSet) >= rankOf(chosen.codecSet)) continue;
    chosen = tier;
  }
  return { codecSet: chosen?.codecSet, frameRate, leastBandwidth, always: chosen?.first };
}

function tiersOf(
  levels: readonly Level[],
  min: number,
  max: number,
  peakOf: (level: number) => BitsPerSecond,
): CodecTier[] {
  const tiers: CodecTier[] = [];
  for (let level = min; level <= max; level++) {
    const codecSet = codecSetOf(levels, level);
    if (!codecSet) continue;
    const { width = 0, height = 0, frameRate = 0 } = levels[level]!;
    let tier = tiers.find((known) => known.codecSet === codecSet);
    if (tier === undefined) {
      const none = Number.POSITIVE_INFINITY;
      // Counted from the lowest level that is allowed, as hls.js does.
      tier = { codecSet, leastBitrate: none, leastPixels: none, leastFrames: none, first: level - min };
      tiers.push(tier);
    }
    tier.leastBitrate = Math.min(tier.leastBitrate, peakOf(level));
    tier.leastPixels = Math.min(tier.leastPixels, height, width);
    tier.leastFrames = Math.min(tier.leastFrames, frameRate);
  }
  return tiers;
}

/** utils/codecs.ts, of which lower is liked better; video codecs that are not here count 1. */
const VIDEO_RANKS: Readonly<Record<string, number>> = {
  av01: 0.8,
  dvh1: 0.7,
  dvhe: 0.7,
  hev1: 0.75,
  hvc1: 0.75,
  vp09: 0.9,
};
const AUDIO_RANKS: Readonly<Record<string, number>> = {
  "ac-3": 0.95,
  "ac-4": 1,
  alac: 0.9,
  "ec-3": 0.9,
  fLaC: 0.9,
  flac: 0.9,
  mp4a: 1,
  Opus: 1,
  opus: 1,
};

function rankOf(codecSet: string): number {
  return codecSet.split(",").reduce((sum, code) => {
    const audio = AUDIO_RANKS[code];
    if (audio !== undefined) return (audio + sum) / (sum ? 2 : 1);
    return ((VIDEO_RANKS[code] ?? 1) * 2 + sum) / (sum ? 3 : 2);
  }, 0);
}
