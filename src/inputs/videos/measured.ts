import { InputError } from "../../errors.js";
import { videoFromSegments } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import { readDocument, type SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import type { VideoFormat } from "./format.js";
import { hasKey } from "./keys.js";
import { readLevels } from "./levels.js";
import { readAudio } from "./measured-audio.js";
import { readOrigins } from "./origins.js";
import { SEGMENT_S, SIZE_BITS } from "./quantities.js";
import { numbersOf, readQualityField, rowOf } from "./rows.js";

const KEYS = [
  "name",
  "segmentSeconds",
  "durationsSeconds",
  "levels",
  "sizesBits",
  "sizesEstimated",
  "quality",
  "audio",
];

/**
 * abrsim's own format of a video whose segments' sizes are known, in JSON or YAML: what `abrsim videos import` writes.
 *
 * ```yaml
 * name: two-levels               # missing: the file's name
 * segmentSeconds: 4              # nominal, what a manifest would declare
 * durationsSeconds: [4, 4, 2.5]  # missing: all are segmentSeconds
 * levels:                        # as in a ladder
 *   - { bitrateKbps: 600, width: 640, height: 360 }
 *   - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
 * sizesBits: [[2400000, 7900104], [2391040, 8100000], [1500800, 5000960]]   # of each segment, its levels'
 * sizesEstimated: [[0, 1], [0, 1], [0, 1]]   # 1 where a size was derived from a bitrate; or true for all; missing: none
 * quality: { vmaf: [[61, 88], [64, 91], [60, 90]] }   # as in a ladder
 * audio:                         # tracks that come apart; missing: the video's segments hold all there is
 *   - name: english
 *     language: en
 *     codec: mp4a.40.2
 *     channels: 2
 *     bitrateKbps: 128
 *     durationsSeconds: [5, 5.5]
 *     sizesBits: [640000, 704000]
 *     sizesEstimated: true
 * ```
 */
export const measured: VideoFormat = {
  name: "measured",
  looks: "JSON or YAML with levels and sizesBits",

  detect: (text) => hasKey(text, "sizesBits"),

  async read({ text, where, name }) {
    const document = readDocument(text, where);
    const fields = new Fields(document, [], document.value, KEYS);
    const segmentDuration = fields.needNumber("segmentSeconds", SEGMENT_S);
    const levels = readLevels(document, fields);
    const rows = fields.needList("sizesBits", "lists of sizes, one for each segment");
    const size = { values: "sizes, one for each level", count: levels.length, each: SIZE_BITS };
    const shape = { segments: rows.length, levels: levels.length };
    const quality = readQualityField(document, fields, shape);
    const audio = readAudio(document, fields);
    return videoFromSegments({
      name: fields.text("name") ?? name,
      levels,
      segmentDuration,
      durations: readSegmentDurations(document, fields, rows.length, segmentDuration),
      sizes: rows.map((row, segment) => rowOf(document, ["sizesBits", segment], row, size)),
      sizesAre: readOrigins(document, fields, shape),
      ...(quality && { quality }),
      ...(audio && { audio }),
    });
  },
};

function readSegmentDurations(
  document: SourceDocument,
  fields: Fields,
  segments: number,
  nominal: Seconds,
): Float64Array {
  if (!fields.has("durationsSeconds")) return new Float64Array(segments).fill(nominal);
  const durations = fields.needList("durationsSeconds", "durations, one for each segment");
  if (durations.length !== segments)
    throw new InputError({
      where: fields.where("durationsSeconds"),
      expected: `${segments} durations, one for each of sizesBits`,
      received: `${durations.length}`,
    });
  return Float64Array.from(numbersOf(document, ["durationsSeconds"], durations, SEGMENT_S));
}
