import type { NextSegment } from "../../model/policy.js";
import { type Bits, bitsFromBytes, type Seconds } from "../../units.js";
import type { Pilot } from "../pilot/index.js";
import type { Ladder } from "./ladder.js";
import type { HlsjsConfig, HlsjsDetails, HlsjsFragment, HlsjsLevel } from "./player.js";

/** A fragment of media, which is what policies call a segment. */
export type MediaFragment = HlsjsFragment & { readonly sn: number };

export const isMedia = (frag: HlsjsFragment): frag is MediaFragment =>
  frag.type === "main" && typeof frag.sn === "number";

/**
 * The fragment that the player will ask for next: the first that ends later than what is buffered, give or take what
 * the player takes for a seam (controller/fragment-finders.ts, fragmentWithinToleranceTest). Undefined at the end, and
 * where a live playlist does not have it yet.
 *
 * @param position media time up to which there is media, or where playback will begin
 */
export function nextFragment(
  details: HlsjsDetails,
  position: Seconds,
  seam: Seconds,
): MediaFragment | undefined {
  const { fragments, fragmentHint, partList, partTarget } = details;
  const tolerance = partList ? Math.min(seam, partTarget / 2) : seam;
  const isNext = ({ start, duration }: HlsjsFragment): boolean =>
    start + duration > position + Math.min(tolerance, duration / 2);
  const frag = fragments.find(isNext) ?? (fragmentHint && isNext(fragmentHint) ? fragmentHint : undefined);
  return frag && isMedia(frag) ? frag : undefined;
}

/**
 * How much may be buffered for the player to ask for a fragment of this level (controller/base-stream-controller.ts,
 * getMaxBufferLength).
 */
export function bufferLimit(config: HlsjsConfig, { maxBitrate }: HlsjsLevel): Seconds {
  const { maxBufferLength, maxBufferSize, maxMaxBufferLength } = config;
  const bySize = maxBitrate > 0 ? bitsFromBytes(maxBufferSize) / maxBitrate : 0;
  return Math.min(Math.max(bySize, maxBufferLength), maxMaxBufferLength);
}

/** A session's segments, which count from the first in its first playlist. */
export class Segments {
  private readonly firstSn: number;
  private sizesToldTo: number;

  constructor({ startSN }: HlsjsDetails) {
    this.firstSn = startSN;
    this.sizesToldTo = startSN;
  }

  indexOf({ sn }: MediaFragment): number {
    return sn - this.firstSn;
  }

  /** What a policy is shown of a fragment. */
  shown(frag: MediaFragment, details: HlsjsDetails, pilot: Pilot): NextSegment {
    const index = this.indexOf(frag);
    const sizes = pilot.sizesOf(index);
    const last = details.fragments[details.fragments.length - 1];
    const remaining =
      details.live || !last || !isMedia(last) ? Number.POSITIVE_INFINITY : last.sn - frag.sn + 1;
    return { index, duration: frag.duration, remaining, ...(sizes && { sizes }) };
  }

  /** Tells the pilot all sizes that have become known: those of byte ranges, where all levels' playlists are loaded. */
  tellSizes(ladder: Ladder, pilot: Pilot): void {
    const playlists: HlsjsDetails[] = [];
    for (const { details } of ladder.rungs) {
      if (!details) return;
      playlists.push(details);
    }
    for (const frag of playlists[0]!.fragments) {
      if (!isMedia(frag) || frag.sn < this.sizesToldTo) continue;
      const sizes = playlists.map((details) => sizeOf(details, frag.sn));
      if (!sizes.every((bits): bits is Bits => bits !== undefined)) return;
      pilot.knowSizes(this.indexOf(frag), sizes);
      this.sizesToldTo = frag.sn + 1;
    }
  }
}

function sizeOf({ fragments, startSN }: HlsjsDetails, sn: number): Bits | undefined {
  const [from, to] = fragments[sn - startSN]?.byteRange ?? [];
  return from !== undefined && to !== undefined && to > from ? bitsFromBytes(to - from) : undefined;
}
