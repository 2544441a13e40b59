import type { Seconds } from "../../units.js";
import type { VhsPlaylist } from "./player.js";

/** Where a segment stands among the others. */
export interface Place {
  readonly index: number;
  readonly duration: Seconds;
  /** Segments left, this one included. */
  readonly remaining: number;
}

/** The segment after the one of this address. */
export function placeAfter(playlist: VhsPlaylist, uri: string): Place | undefined {
  const { segments = [] } = playlist;
  const at = lastIndexOf(segments, uri);
  return at < 0 ? undefined : placeOf(playlist, at + 1);
}

/** The segment that begins at this time or nearest after it; on demand alone, for other times are not known from here. */
export function placeAt(playlist: VhsPlaylist, time: Seconds): Place | undefined {
  const { segments = [], endList } = playlist;
  if (!endList) return undefined;
  let start = 0;
  for (let index = 0; index < segments.length; index++) {
    const { duration } = segments[index]!;
    if (start + duration / 2 > time) return placeOf(playlist, index);
    start += duration;
  }
  return undefined;
}

function placeOf({ segments = [], mediaSequence = 0, endList }: VhsPlaylist, at: number): Place | undefined {
  const segment = segments[at] ?? (endList ? undefined : segments[at - 1]);
  return (
    segment && {
      // On demand, numbers begin wherever the playlist likes.
      index: endList ? at : mediaSequence + at,
      duration: segment.duration,
      remaining: endList ? segments.length - at : Number.POSITIVE_INFINITY,
    }
  );
}

function lastIndexOf(segments: readonly { readonly resolvedUri: string }[], uri: string): number {
  for (let at = segments.length - 1; at >= 0; at--) if (segments[at]!.resolvedUri === uri) return at;
  return -1;
}
