import { type Bits, bitsFromBytes } from "../../units.js";
import type { DashjsRepresentation } from "./player.js";

/** Some of a parsed MPD. */
interface Manifest {
  readonly Period?: readonly {
    readonly AdaptationSet?: readonly {
      readonly Representation?: readonly {
        readonly SegmentList?: { readonly SegmentURL?: readonly { readonly mediaRange?: string }[] };
      }[];
    }[];
  }[];
}

/**
 * Bits of a representation's segments by dash.js's index, where byte ranges tell them: those of a SegmentBase, once its
 * index was read, or of a SegmentList. A SegmentTemplate tells nothing.
 */
export function segmentSizes(representation: DashjsRepresentation): ReadonlyMap<number, Bits> {
  const ranges: [number, string | null | undefined][] = representation.segments
    ? representation.segments.map(({ index, mediaRange }) => [index, mediaRange])
    : listedRanges(representation);
  const sizes = new Map<number, Bits>();
  for (const [index, range] of ranges) {
    const bits = rangeSize(range);
    if (bits !== undefined) sizes.set(index, bits);
  }
  return sizes;
}

/** By segment, then by level; of the segments whose size is known at all levels. */
export function sizeTable(ladder: readonly DashjsRepresentation[]): ReadonlyMap<number, readonly Bits[]> {
  const columns = ladder.map(segmentSizes);
  const table = new Map<number, readonly Bits[]>();
  for (const index of columns[0]?.keys() ?? []) {
    const row = columns.map((column) => column.get(index));
    if (row.every((bits): bits is Bits => bits !== undefined)) table.set(index, row);
  }
  return table;
}

function listedRanges(representation: DashjsRepresentation): [number, string | undefined][] {
  const { adaptation, index, startNumber } = representation;
  if (!adaptation) return [];
  const manifest = adaptation.period.mpd.manifest as Manifest | undefined;
  const set = manifest?.Period?.[adaptation.period.index]?.AdaptationSet?.[adaptation.index];
  const urls = set?.Representation?.[index]?.SegmentList?.SegmentURL ?? [];
  // dash.js counts a list from its start number on, less 1.
  const first = startNumber > 1 ? startNumber - 1 : 0;
  return urls.map(({ mediaRange }, place) => [first + place, mediaRange]);
}

/** @param range as in HTTP, both ends included: `"100-199"` are 100 bytes */
function rangeSize(range: string | null | undefined): Bits | undefined {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (first === undefined || last === undefined) return undefined;
  const bytes = Number(last) - Number(first) + 1;
  return bytes > 0 ? bitsFromBytes(bytes) : undefined;
}
