import { excerpt, InputError } from "../../errors.js";
import { videoFromSegments } from "../../model/video.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { type Path, readDocument, type SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import type { VideoFormat } from "./format.js";
import { BITRATE_KBPS, SEGMENT_MS, SIZE_BITS } from "./quantities.js";
import { checkRising } from "./rising.js";

/**
 * Sabre's movies (Spiteri et al., MMSys 2018): JSON with `segment_duration_ms`, `bitrates_kbps` by rising bitrate, and
 * `segment_sizes_bits[segment][level]`. All segments last as long. Other keys are ignored, as Sabre does.
 */
export const sabreMovie: VideoFormat = {
  name: "sabre",
  looks: "JSON with segment_duration_ms, bitrates_kbps and segment_sizes_bits",

  detect: (text) => /"(?:segment_sizes_bits|bitrates_kbps|segment_duration_ms)"\s*:/.test(text),

  read(text, where, name) {
    const document = readDocument(text, where);
    const movie = new Fields(document, [], document.value);
    const segmentDuration = secondsFromMs(movie.needNumber("segment_duration_ms", SEGMENT_MS));
    const bitrates = numbers(
      document,
      ["bitrates_kbps"],
      movie.needList("bitrates_kbps", "bitrates"),
      BITRATE_KBPS,
    );
    checkRising(bitrates, (level) => document.where(["bitrates_kbps", level]));
    const rows = movie.needList("segment_sizes_bits", "lists of sizes, one for each segment");
    return videoFromSegments({
      name,
      levels: bitrates.map((kbps) => ({ bitrate: bpsFromKbps(kbps) })),
      segmentDuration,
      durations: new Float64Array(rows.length).fill(segmentDuration),
      sizes: rows.map((row, segment) => readSizes(document, segment, row, bitrates.length)),
      sizesAre: "exact",
    });
  },
};

function readSizes(document: SourceDocument, segment: number, row: unknown, levels: number): Float64Array {
  const path = ["segment_sizes_bits", segment];
  if (Array.isArray(row) && row.length === levels)
    return Float64Array.from(numbers(document, path, row, SIZE_BITS));
  throw new InputError({
    where: document.where(path),
    expected: `a list of ${levels} sizes, one for each bitrate`,
    received: Array.isArray(row) ? `${row.length}` : excerpt(row),
  });
}

function numbers(
  document: SourceDocument,
  path: Path,
  items: readonly unknown[],
  quantity: Quantity,
): number[] {
  return items.map((item, index) => {
    if (isWithin(item, quantity)) return item;
    throw quantityError(item, quantity, document.where([...path, index]));
  });
}
