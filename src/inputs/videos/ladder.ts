import { InputError } from "../../errors.js";
import { videoFromSegments } from "../../model/video.js";
import { readDocument } from "../document.js";
import { Fields } from "../fields.js";
import type { VideoFormat } from "./format.js";
import { hasKey } from "./keys.js";
import { readDurations, readFirstSegments } from "./ladder-durations.js";
import { readLevels } from "./levels.js";
import { measured } from "./measured.js";
import { SEGMENT_S } from "./quantities.js";
import { readQualityField } from "./rows.js";
import { type SizeModel, variableSizes } from "./variable-sizes.js";

const LADDER_KEYS = [
  "name",
  "segmentSeconds",
  "durationSeconds",
  "segments",
  "firstSegments",
  "levels",
  "sizes",
  "quality",
];
const FIRST_KEYS = ["seconds", "count"];
const SIZES_KEYS = ["seed", "variation", "correlation", "levelShare"];

const CONSTANT: SizeModel = { seed: 0, variation: 0, correlation: 0, levelShare: 0 };
/**
 * Big Buck Bunny at 3 s has coefficients of variation of .17 to .20 a level, Pensieve's video at 4 s of .05 to .10,
 * and in both about an eighth of the log variance is a level's own.
 */
const VARIABLE: SizeModel = { seed: 0, variation: 0.2, correlation: 0.5, levelShare: 0.125 };

/**
 * abrsim's own format: a ladder in YAML or JSON, whose segment sizes are derived from the bitrates.
 *
 * ```yaml
 * name: two-levels          # missing: the file's name
 * segmentSeconds: 4
 * durationSeconds: 602      # or segments: 151; of a duration, the last segment may be shorter
 * firstSegments: { seconds: 2, count: 4 }   # missing: the first are as long as the others
 * levels:                   # by rising bitrate; everything but bitrateKbps may be missing
 *   - { bitrateKbps: 600, name: 360p, width: 640, height: 360, frameRate: 24, codec: avc1.64001e }
 *   - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
 * sizes:                    # missing: every segment has its level's bitrate
 *   { seed: 1, variation: 0.2, correlation: 0.5, levelShare: 0.125 }
 * quality:                  # missing: not known; either may be missing. A list for each segment, of its levels' values
 *   vmaf: [[61.2, 88.0], [64.9, 91.3], ...]   # 0 to 100
 *   ssim: [[0.951, 0.982], ...]               # 0 to 1
 * ```
 */
export const ladder: VideoFormat = {
  name: "ladder",
  looks: "YAML with segmentSeconds, durationSeconds or segments, and levels",

  detect: (text) => hasKey(text, "levels|segmentSeconds|durationSeconds") && !measured.detect(text),

  async read({ text, where, name: fallbackName }) {
    const document = readDocument(text, where);
    const fields = new Fields(document, [], document.value, LADDER_KEYS);
    const segmentDuration = fields.needNumber("segmentSeconds", SEGMENT_S);
    const first = fields.has("firstSegments")
      ? readFirstSegments(
          new Fields(document, ["firstSegments"], fields.get("firstSegments"), FIRST_KEYS),
          segmentDuration,
        )
      : undefined;
    const durations = readDurations(fields, segmentDuration, first);
    const levels = readLevels(document, fields);
    const model = fields.has("sizes")
      ? readSizeModel(new Fields(document, ["sizes"], fields.get("sizes"), SIZES_KEYS))
      : CONSTANT;
    const sizes = variableSizes(levels, durations, model);
    checkSizes(sizes, (level) => document.where(["levels", level, "bitrateKbps"]));
    const quality = readQualityField(document, fields, { segments: durations.length, levels: levels.length });
    return videoFromSegments({
      name: fields.text("name") ?? fallbackName,
      levels,
      segmentDuration,
      durations,
      sizes,
      sizesAre: "estimated",
      ...(quality && { quality }),
    });
  },
};

function readSizeModel(fields: Fields): SizeModel {
  const share = (name: string, min: number) => ({ name, min, max: 1 });
  const seed = fields.get("seed");
  return {
    seed: typeof seed === "string" ? seed : (fields.number("seed", SEED) ?? VARIABLE.seed),
    variation: fields.number("variation", VARIATION) ?? VARIABLE.variation,
    correlation: fields.number("correlation", share("a correlation", -1)) ?? VARIABLE.correlation,
    levelShare: fields.number("levelShare", share("a share of the variance", 0)) ?? VARIABLE.levelShare,
  };
}

const SEED = {
  name: "a seed",
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
  integer: true,
} as const;
const VARIATION = { name: "a coefficient of variation", min: 0, max: 3 };

function checkSizes(sizes: readonly Float64Array[], where: (level: number) => string): void {
  for (const row of sizes) {
    const empty = row.findIndex((bits) => bits <= 0);
    if (empty !== -1)
      throw new InputError({
        where: where(empty),
        expected: "a bitrate that leaves at least a byte for each segment",
        received: "a smaller one",
        hint: "Check that bitrates are in kbps, or lower sizes.variation",
      });
  }
}
