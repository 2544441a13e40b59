import { InputError } from "../../errors.js";
import { audioTracksOf } from "./dash/audio.js";
import { checkSameLadder, ladderOf, type PeriodLevel } from "./dash/ladder.js";
import { periodsOf } from "./dash/periods.js";
import { adaptationSetsOf } from "./dash/representations.js";
import { type Beside, segmentsOf } from "./dash/segments.js";
import { readXml } from "./dash/xml.js";
import type { VideoFormat } from "./format.js";
import { type SizedLevel, videoOfLevels } from "./listed-levels.js";
import { joined, type SizedSegments, withSizes } from "./listed-segments.js";
import { liveWindow } from "./notes.js";

/**
 * MPEG-DASH's manifests, MPDs (ISO/IEC 23009-1). Sizes are exact of byte ranges (`SegmentList`), of an index
 * (`SegmentBase`) and of segments that lie where the MPD says; else they are estimated from `bandwidth`, which is near
 * the peak: sustained over any stretch of minBufferTime. It is the levels' bitrate too, as players have no other.
 *
 * Of several adaptation sets of pictures the one with most representations is taken; each representation of sound is an
 * audio track. Periods of one ladder are joined. A live MPD is read as far as it lists segments.
 *
 * The XML is read as such, and not by mpd-parser: that one lists segments without end where an attribute is wrong, knows
 * no lines, takes the film's end for each period's, and does not tell trick modes apart.
 */
export const dash: VideoFormat = {
  name: "dash",
  looks: "XML with an MPD",

  detect: (text) =>
    /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?MPD[\s/>]/.test(text.slice(0, 65_536)),

  async read({ text, where, name, linked, segmentSeconds, note }) {
    const mpd = readXml(text, where);
    if (mpd.name !== "MPD")
      throw new InputError({ where: mpd.where(), expected: "an MPD", received: `an element ${mpd.name}` });
    if (mpd.text("type") === "dynamic") note(liveWindow(where));
    const periods = periodsOf(mpd);
    const sets = periods.map(adaptationSetsOf);
    const ladders = periods.map((period, at) =>
      // What is left out of the first period is left out of all that have the same ladder.
      ladderOf(period, sets[at]!, at === 0 ? note : () => {}),
    );
    for (const [at, ladder] of ladders.entries()) checkSameLadder(ladder, ladders[0]!, periods[at]!);
    const beside = { linked, segmentSeconds };
    const sized = async (parts: readonly PeriodLevel[]): Promise<SizedLevel> => ({
      ...parts[0]!,
      segments: joined(await inTurn(parts, (part) => sizedSegments(part, beside))),
    });
    const columns = ladders[0]!.map((_, level) => ladders.map((ladder) => ladder[level]!));
    const levels = await inTurn(columns, sized);
    const audio = await audioTracksOf(
      sets,
      (representation) => sizedSegments({ representation, where: representation.element.where() }, beside),
      note,
    );
    return videoOfLevels(levels, { name, audio, note });
  },
};

async function sizedSegments(
  { representation, where }: Pick<PeriodLevel, "representation" | "where">,
  beside: Beside,
): Promise<SizedSegments> {
  const segments = await segmentsOf(representation, beside);
  return withSizes(segments, beside.linked, representation.bandwidth, where);
}

/** One after the other, so that few files are open at once. */
async function inTurn<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await read(item));
  return results;
}
