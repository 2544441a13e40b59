import type { Level } from "../../model/video.js";
import type { ShakaStream, ShakaVariant } from "./player.js";

/** The stream that a policy steers: video, or audio where there is nothing else. */
export const steeredStream = ({ video, audio }: ShakaVariant): ShakaStream | null => video ?? audio;

/** A level, and what tells it from others when the manifest is read anew. */
interface Rung {
  readonly level: Level;
  readonly key: string;
}

/**
 * The levels that Shaka's variants are made of. A variant joins a video and an audio stream; levels are the different
 * videos, at their own bitrate, or, where the manifest declares none, at the lowest of the variants they are in.
 */
export class Ladder {
  readonly levels: readonly Level[];
  /** That may be played now, as Shaka said last. */
  private variants: readonly ShakaVariant[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly levelsByStream = new Map<ShakaStream, number>();

  constructor(variants: readonly ShakaVariant[]) {
    const rungs = new Map<string, Rung>();
    for (const rung of rungsOf(variants).values()) if (!rungs.has(rung.key)) rungs.set(rung.key, rung);
    const byBitrate = Array.from(rungs.values()).sort((a, b) => a.level.bitrate - b.level.bitrate);
    this.levels = byBitrate.map(({ level }) => level);
    byBitrate.forEach(({ key }, index) => {
      this.indexes.set(key, index);
    });
    this.offer(variants);
  }

  /** Takes other variants of the same levels; false if a level among them is none of these. */
  offer(variants: readonly ShakaVariant[]): boolean {
    const rungs = Array.from(rungsOf(variants));
    if (!rungs.every(([stream, { key }]) => this.levelsByStream.has(stream) || this.indexes.has(key)))
      return false;
    for (const [stream, { key }] of rungs)
      if (!this.levelsByStream.has(stream)) this.levelsByStream.set(stream, this.indexes.get(key)!);
    this.variants = variants;
    return true;
  }

  levelOf(stream: ShakaStream | null | undefined): number | undefined {
    return stream ? this.levelsByStream.get(stream) : undefined;
  }

  /** The levels of the variants that may be played now and pass. */
  levelsWhere(passes: (variant: ShakaVariant) => boolean): Set<number> {
    return new Set(this.variants.filter(passes).map((variant) => this.levelOf(steeredStream(variant))!));
  }

  /** Of a level, a variant that may be played, with this audio if there is one, else with the cheapest. */
  variantOf(level: number, audio: ShakaStream | null | undefined): ShakaVariant | undefined {
    const candidates = this.variants.filter((variant) => this.levelOf(steeredStream(variant)) === level);
    return (
      candidates.find((variant) => variant.audio === audio) ??
      candidates.slice().sort((a, b) => a.bandwidth - b.bandwidth)[0]
    );
  }

  get streams(): ShakaStream[] {
    return Array.from(this.levelsByStream.keys());
  }

  streamsOf(level: number): ShakaStream[] {
    return Array.from(this.levelsByStream)
      .filter(([, index]) => index === level)
      .map(([stream]) => stream);
  }
}

function rungsOf(variants: readonly ShakaVariant[]): Map<ShakaStream, Rung> {
  const bitrates = new Map<ShakaStream, number>();
  for (const variant of variants) {
    const stream = steeredStream(variant);
    if (!stream) continue;
    const bitrate = stream.bandwidth || variant.bandwidth;
    bitrates.set(stream, Math.min(bitrate, bitrates.get(stream) ?? Number.POSITIVE_INFINITY));
  }
  const rungs = new Map<ShakaStream, Rung>();
  for (const [stream, bitrate] of bitrates) rungs.set(stream, rungOf(stream, bitrate));
  return rungs;
}

function rungOf({ width, height, frameRate, codecs }: ShakaStream, bitrate: number): Rung {
  return {
    key: [bitrate, width, height, frameRate, codecs].join(),
    level: {
      bitrate,
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      ...(frameRate !== undefined && { frameRate }),
      ...(codecs && { codec: codecs }),
    },
  };
}
