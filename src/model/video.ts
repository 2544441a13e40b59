import type { Bits, BitsPerSecond, Seconds } from "../units.js";

/** One representation of a ladder, as a manifest declares it. */
export interface Level {
  /** Nominal (average) encoded bitrate. */
  readonly bitrate: BitsPerSecond;
  /** Highest bitrate of any segment, where known (HLS BANDWIDTH). */
  readonly peakBitrate?: BitsPerSecond;
  readonly name?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  /** Frames per second. */
  readonly frameRate?: number;
  /** RFC 6381 string. */
  readonly codec?: string;
}

/** How good segments look, as measured against their source; `[segment][level]`. What nobody measured is missing. */
export interface VideoQuality {
  /** Netflix's Video Multimethod Assessment Fusion, 0 to 100. */
  readonly vmaf?: readonly Float64Array[];
  /** Structural similarity index (Wang et al., IEEE Trans. Image Processing 13, 2004), 0 to 1. */
  readonly ssim?: readonly Float64Array[];
}

/** The most that each measure of quality can be; none is below 0. */
export const HIGHEST_QUALITY = { vmaf: 100, ssim: 1 } as const satisfies Record<keyof VideoQuality, number>;

/** Whether a size was measured on the real segment, or derived from a bitrate. */
export type SizeOrigin = "exact" | "estimated";

/** An audio track that comes apart from the video. Its segments need not be cut where the video's are. */
export interface AudioTrack {
  /** What a scenario calls it; unique within a video. */
  readonly name: string;
  /** BCP 47 tag. */
  readonly language?: string;
  /** RFC 6381 string. */
  readonly codec?: string;
  readonly channels?: number;
  /** Nominal (average) encoded bitrate. */
  readonly bitrate: BitsPerSecond;
  /** Seconds of each segment, each positive. */
  readonly durations: Float64Array;
  /** Bits of each segment, each positive. */
  readonly sizes: Float64Array;
  /** Of all segments, or where they differ of each. */
  readonly sizesAre: SizeOrigin | readonly SizeOrigin[];
}

/** A video: a ladder, and the duration and sizes of its segments. */
export interface Video {
  readonly name: string;
  /** The ladder, by rising bitrate; a level is an index into it. */
  readonly levels: readonly Level[];
  /** Nominal segment duration in seconds: what a manifest would declare. */
  readonly segmentDuration: Seconds;
  /** Seconds of each segment, each positive. They may vary. */
  readonly durations: Float64Array;
  /** `sizes[segment][level]` in bits, each positive. */
  readonly sizes: readonly Float64Array[];
  /**
   * Sizes that the source lists beyond the segments played, where it does: not part of the video, but what a policy
   * that looks too far reads there (Pensieve's MPC reads a 49th row of a video of 48 segments).
   */
  readonly sizesBeyond?: readonly Float64Array[];
  /** The same as frozen rows: what policies are shown, so that none can change what another plays. */
  readonly sizesShown: readonly (readonly Bits[])[];
  readonly quality?: VideoQuality;
  /** Of all sizes, or where they differ of each, `[segment][level]`. */
  readonly sizesAre: SizeOrigin | readonly (readonly SizeOrigin[])[];
  /** Audio tracks that come apart, where the source has such. */
  readonly audio?: readonly AudioTrack[];
  /** Seconds of media in all: the sum of `durations`. */
  readonly duration: Seconds;
}

/** What a video is made of; the rest follows. */
export type VideoParts = Omit<Video, "duration" | "sizesShown">;

/** The size of a segment, or of one that the source lists beyond the video; undefined where there is none. */
export function sizeOf({ sizes, sizesBeyond }: Video, segment: number, level: number): Bits | undefined {
  return (sizes[segment] ?? sizesBeyond?.[segment - sizes.length])?.[level];
}

/** Where the size of one segment comes from. */
export const originOf = ({ sizesAre }: Video, segment: number, level: number): SizeOrigin =>
  typeof sizesAre === "string" ? sizesAre : sizesAre[segment]![level]!;

/** Where the sizes of a video made of segments of another one come from, in this order. */
export const originsOf = ({ sizesAre }: Video, segments: readonly number[]): Video["sizesAre"] =>
  typeof sizesAre === "string" ? sizesAre : segments.map((segment) => sizesAre[segment]!);

/** Where the sizes of a video come from, in a word or two. */
export function originInWords({ sizesAre }: Pick<Video, "sizesAre">): SizeOrigin | "partly estimated" {
  if (typeof sizesAre === "string") return sizesAre;
  const origins = new Set(sizesAre.flat());
  return origins.size > 1 ? "partly estimated" : [...origins][0]!;
}

/** The quality of a video made of segments of another one, in this order. */
export function qualityOf({ quality }: Video, segments: readonly number[]): VideoQuality | undefined {
  if (quality === undefined) return undefined;
  const { vmaf, ssim } = quality;
  const taken = (rows: readonly Float64Array[]) => segments.map((segment) => rows[segment]!);
  return { ...(vmaf && { vmaf: taken(vmaf) }), ...(ssim && { ssim: taken(ssim) }) };
}

/**
 * Derives what is derived of a video, and freezes what policies are shown.
 *
 * @throws RangeError when the ladder or the segments are empty, bitrates do not rise, or a value is out of range
 */
export function videoFromSegments(parts: VideoParts): Video {
  const { name, levels, durations, sizes, sizesBeyond = [] } = parts;
  const fail = (problem: string): never => {
    throw new RangeError(`video ${name}: ${problem}`);
  };
  if (levels.length === 0) fail("expected at least one level");
  if (durations.length === 0) fail("expected at least one segment");
  if (sizes.length !== durations.length)
    fail(`expected sizes for ${durations.length} segments, got ${sizes.length}`);
  for (let level = 0; level < levels.length; level++) {
    const { bitrate } = levels[level]!;
    if (!isPositive(bitrate)) fail(`level ${level}: expected a bitrate over 0 bit/s, got ${bitrate}`);
    if (level > 0 && bitrate <= levels[level - 1]!.bitrate)
      fail(`level ${level}: expected a bitrate above level ${level - 1}'s`);
  }
  let duration = 0;
  for (let segment = 0; segment < durations.length; segment++) {
    const seconds = durations[segment]!;
    if (!isPositive(seconds)) fail(`segment ${segment}: expected a duration over 0 s, got ${seconds}`);
    duration += seconds;
  }
  [...sizes, ...sizesBeyond].forEach((row, segment) => {
    if (row.length !== levels.length)
      fail(`segment ${segment}: expected ${levels.length} sizes, got ${row.length}`);
    for (const size of row as Iterable<Bits>)
      if (!isPositive(size)) fail(`segment ${segment}: expected sizes over 0 bits, got ${size}`);
  });
  checkOrigins(parts, fail);
  checkQuality(parts, fail);
  for (const track of parts.audio ?? []) checkAudio(track, fail);
  return {
    ...parts,
    levels: Object.freeze(levels.map((level) => Object.freeze({ ...level }))),
    sizesShown: sizes.map((row) => Object.freeze(Array.from(row))),
    duration,
  };
}

function checkOrigins({ sizesAre, sizes }: VideoParts, fail: (problem: string) => never): void {
  if (typeof sizesAre === "string") return;
  if (sizesAre.length !== sizes.length || sizesAre.some((row, at) => row.length !== sizes[at]!.length))
    fail("expected as many origins of sizes as sizes");
}

function checkAudio(
  { name, bitrate, durations, sizes, sizesAre }: AudioTrack,
  fail: (problem: string) => never,
): void {
  const problem = (text: string) => fail(`audio ${name}: ${text}`);
  if (!isPositive(bitrate)) problem(`expected a bitrate over 0 bit/s, got ${bitrate}`);
  if (durations.length === 0) problem("expected at least one segment");
  if (sizes.length !== durations.length)
    problem(`expected sizes for ${durations.length} segments, got ${sizes.length}`);
  if (typeof sizesAre !== "string" && sizesAre.length !== sizes.length)
    problem("expected as many origins of sizes as sizes");
  if (!durations.every(isPositive)) problem("expected durations over 0 s");
  if (!sizes.every(isPositive)) problem("expected sizes over 0 bits");
}

function checkQuality({ quality, durations, levels }: VideoParts, fail: (problem: string) => never): void {
  for (const measure of ["vmaf", "ssim"] as const) {
    const rows = quality?.[measure];
    if (rows === undefined) continue;
    const highest = HIGHEST_QUALITY[measure];
    if (rows.length !== durations.length)
      fail(`expected ${measure} of ${durations.length} segments, got ${rows.length}`);
    rows.forEach((row, segment) => {
      if (row.length !== levels.length)
        fail(`segment ${segment}: expected ${measure} of ${levels.length} levels, got ${row.length}`);
      for (const value of row as Iterable<number>)
        if (!(value >= 0 && value <= highest))
          fail(`segment ${segment}: expected ${measure} from 0 to ${highest}, got ${value}`);
    });
  }
}

const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);
