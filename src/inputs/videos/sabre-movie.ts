import { videoFromSegments } from "../../model/video.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { readDocument } from "../document.js";
import { Fields } from "../fields.js";
import type { VideoFormat } from "./format.js";
import { BITRATE_KBPS, SEGMENT_MS, SIZE_BITS } from "./quantities.js";
import { checkRising } from "./rising.js";
import { numbersOf, readQuality, rowOf } from "./rows.js";

/**
 * Sabre's movies (Spiteri et al., MMSys 2018): JSON with `segment_duration_ms`, `bitrates_kbps` by rising bitrate, and
 * `segment_sizes_bits[segment][level]`. All segments last as long. Other keys are ignored, as Sabre does, but for two of
 * ours, which Sabre ignores: `segment_vmaf[segment][level]`, 0 to 100, and `segment_ssim[segment][level]`, 0 to 1.
 */
export const sabreMovie: VideoFormat = {
  name: "sabre",
  looks: "JSON with segment_duration_ms, bitrates_kbps and segment_sizes_bits",

  detect: (text) => /"(?:segment_sizes_bits|bitrates_kbps|segment_duration_ms)"\s*:/.test(text),

  async read({ text, where, name }) {
    const document = readDocument(text, where);
    const movie = new Fields(document, [], document.value);
    const segmentDuration = secondsFromMs(movie.needNumber("segment_duration_ms", SEGMENT_MS));
    const bitrates = numbersOf(
      document,
      ["bitrates_kbps"],
      movie.needList("bitrates_kbps", "bitrates"),
      BITRATE_KBPS,
    );
    checkRising(bitrates, (level) => document.where(["bitrates_kbps", level]));
    const rows = movie.needList("segment_sizes_bits", "lists of sizes, one for each segment");
    const size = { values: "sizes, one for each bitrate", count: bitrates.length, each: SIZE_BITS };
    const shape = { segments: rows.length, levels: bitrates.length };
    const quality = readQuality(document, movie, { vmaf: ["segment_vmaf"], ssim: ["segment_ssim"] }, shape);
    return videoFromSegments({
      name,
      levels: bitrates.map((kbps) => ({ bitrate: bpsFromKbps(kbps) })),
      segmentDuration,
      durations: new Float64Array(rows.length).fill(segmentDuration),
      sizes: rows.map((row, segment) => rowOf(document, ["segment_sizes_bits", segment], row, size)),
      sizesAre: "exact",
      ...(quality && { quality }),
    });
  },
};
