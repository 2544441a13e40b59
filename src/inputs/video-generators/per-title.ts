import type { Level } from "../../model/video.js";
import { type BitsPerSecond, bpsFromKbps, kbpsFromBps } from "../../units.js";

/**
 * A ladder made for one title: the same pictures at the same quality take bits in proportion to how complex they are
 * (the idea of Aaron et al., "Per-Title Encode Optimization", Netflix Technology Blog, 2015), so each rung keeps its
 * resolution and its bitrate is scaled. Bitrates are rounded to whole kbit/s, and rungs that become equal are joined.
 *
 * @param factor complexity against an average title's, times the codec's rate
 */
export function scaledLadder(levels: readonly Level[], factor: number): readonly Level[] {
  const scaled = levels.map((level) => ({ ...level, bitrate: toKilobit(level.bitrate * factor) }));
  return scaled.filter(({ bitrate }, rung) => bitrate > 0 && bitrate > (scaled[rung - 1]?.bitrate ?? 0));
}

const toKilobit = (bitrate: BitsPerSecond): BitsPerSecond => bpsFromKbps(Math.round(kbpsFromBps(bitrate)));

/**
 * Complexities of titles, against the average one. The blog's simple cartoon takes about a third of the bits of its fixed
 * ladder, its most complex titles half as many again; the figures between are ours.
 */
export const TITLES = { cartoon: 0.4, drama: 0.8, average: 1, action: 1.3, grainy: 1.6 } as const;
