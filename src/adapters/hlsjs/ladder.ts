import type { Level } from "../../model/video.js";
import type { HlsjsLevel } from "./player.js";

/**
 * The levels that a policy chooses from: of those that the player has, the ones that can follow one another without
 * a change of codec, dynamic range or pathway. By rising average bitrate, whereas the player sorts by height first; of
 * equal bitrates the last, which is the larger picture.
 */
export class Ladder {
  readonly levels: readonly Level[];
  readonly media: "video" | "audio";
  /** The player's, in the order of {@link levels}. */
  readonly rungs: readonly HlsjsLevel[];

  /** @param like a level that the ladder is to have */
  constructor(all: readonly HlsjsLevel[], like: HlsjsLevel) {
    const byBitrate = new Map<number, HlsjsLevel>();
    for (const level of all) {
      const { averageBitrate } = level;
      if (averageBitrate > 0 && follows(level, like) && byBitrate.get(averageBitrate) !== like)
        byBitrate.set(averageBitrate, level);
    }
    this.rungs = [...byBitrate.values()].sort((a, b) => a.averageBitrate - b.averageBitrate);
    this.levels = this.rungs.map(asPoliciesSee);
    this.media = all.every(({ videoCodec, height }) => !videoCodec && !height) ? "audio" : "video";
  }

  /** Whether it is made of the same levels. */
  equals({ rungs }: Ladder): boolean {
    return rungs.length === this.rungs.length && rungs.every((rung, level) => rung === this.rungs[level]);
  }
}

/** Whether a level is of the same kind, pathways aside. */
export const isLike = (level: HlsjsLevel, { codecSet, videoRange }: HlsjsLevel): boolean =>
  level.codecSet === codecSet && level.videoRange === videoRange;

const follows = (level: HlsjsLevel, like: HlsjsLevel): boolean =>
  isLike(level, like) && level.pathwayId === like.pathwayId;

function asPoliciesSee(level: HlsjsLevel): Level {
  const { averageBitrate, bitrate, name, width, height, frameRate, codecs } = level;
  return {
    bitrate: averageBitrate,
    ...(bitrate >= averageBitrate && { peakBitrate: bitrate }),
    ...(name && { name }),
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
    ...(frameRate > 0 && { frameRate }),
    ...(codecs && { codec: codecs }),
  };
}

/**
 * What a policy may choose, which is one stretch of the ladder: of the levels that are usable, those around a level
 * that can be reached without stepping over one that is not. If that level is itself unusable, those below it; the
 * lowest if nothing is usable.
 *
 * @param around the level of the last fragment; 0 before there is one
 */
export function allowedRange(
  usable: readonly boolean[],
  around: number,
): readonly [min: number, max: number] {
  let inside = around;
  while (inside >= 0 && !usable[inside]) inside--;
  if (inside < 0) inside = usable.indexOf(true);
  if (inside < 0) return [0, 0];
  let [min, max] = [inside, inside];
  while (usable[min - 1]) min--;
  while (usable[max + 1]) max++;
  return [min, max];
}

/**
 * Whether hls.js's own ABR would not take a level because requests for it failed (controller/abr-controller.ts,
 * findBestLevel; utils/error-helper.ts, isPenaltyExpired).
 *
 * @param nowMs of performance.now()
 */
export function isPenalised(level: HlsjsLevel, expireMs: number | undefined, nowMs: number): boolean {
  const { loadError, loadErrorTime = 0, fragmentError } = level;
  if (loadError === 0 && fragmentError === 0) return false;
  const expired = expireMs !== undefined && expireMs > 0 && loadError > 0 && loadErrorTime !== 0;
  return !(expired && nowMs - loadErrorTime > expireMs);
}
