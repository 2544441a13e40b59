import { readTfhd, readTrun } from "@svta/cml-iso-bmff";
import type { Seconds } from "../../../units.js";
import { readWith, within } from "./boxes.js";
import type { Track } from "./track.js";

/** In the flags of a `trun` box: whether each sample has a duration of its own. */
const HAS_DURATIONS = 0x100;

/**
 * How long the fragment lasts that a `moof` box heads: the sum of its samples' durations, which are their own, else
 * those of the fragment, else of the track (ISO/IEC 14496-12, 8.8.7, 8.8.8).
 *
 * @returns undefined for a fragment of other tracks, and where nothing tells the duration
 * @throws RangeError for a box that is cut short
 */
export function fragmentSeconds(moof: Uint8Array, track: Track): Seconds | undefined {
  let ticks = 0;
  for (const traf of within(moof, "traf")) {
    const [header] = within(traf, "tfhd").map((box) => readWith(readTfhd, box));
    if (header?.trackId !== track.id) continue;
    const each = header.defaultSampleDuration ?? track.sampleDuration;
    for (const trun of within(traf, "trun")) ticks += ticksOf(trun, each);
  }
  return ticks > 0 ? ticks / track.timescale : undefined;
}

function ticksOf(trun: Uint8Array, each: number): number {
  const view = new DataView(trun.buffer, trun.byteOffset, trun.byteLength);
  // Samples that say nothing are counted without being read: a box of a few bytes may have four thousand million.
  if ((view.getUint32(8) & HAS_DURATIONS) === 0) return view.getUint32(12) * each;
  return readWith(readTrun, trun).samples.reduce((sum, { sampleDuration = each }) => sum + sampleDuration, 0);
}
