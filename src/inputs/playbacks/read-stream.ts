import { excerpt, InputError } from "../../errors.js";
import type { PlayedStream } from "../../model/playback.js";
import { videoFromSegments } from "../../model/video.js";
import { bitsFromBytes, bpsFromKbps, secondsFromMs } from "../../units.js";
import type { SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { isWithin } from "../quantity.js";
import { checkRising } from "../videos/rising.js";
import { numbersOf, rowOf } from "../videos/rows.js";
import { BITRATE_KBPS, BYTES, SEGMENT_MS, SIZE_BITS } from "./quantities.js";

/** How many segments and levels a stream has. */
export interface StreamShape {
  readonly segments: number;
  readonly levels: number;
}

const NAME = "stream";

/** @throws InputError when sizes are not of as many levels as there are bitrates, and the like */
export function readStream(document: SourceDocument, value: unknown): PlayedStream {
  const fields = new Fields(document, [NAME], value);
  const bitrates = fields.needList("bitrates_kbps", "bitrates");
  const kbps = numbersOf(document, [NAME, "bitrates_kbps"], bitrates, BITRATE_KBPS);
  checkRising(kbps, (level) => document.where([NAME, "bitrates_kbps", level]));
  const form = { values: "sizes, one for each bitrate", count: kbps.length, each: SIZE_BITS };
  const sizes = fields
    .needList("segment_sizes_bits", "lists of sizes, one for each segment")
    .map((row, segment) => rowOf(document, [NAME, "segment_sizes_bits", segment], row, form));
  const segmentDuration = secondsFromMs(fields.needNumber("segment_duration_ms", SEGMENT_MS));
  const inits = { values: "sizes, one for each bitrate", count: kbps.length, each: BYTES };
  return {
    video: videoFromSegments({
      name: NAME,
      levels: kbps.map((bitrate) => ({ bitrate: bpsFromKbps(bitrate) })),
      segmentDuration,
      durations: new Float64Array(sizes.length).fill(segmentDuration),
      sizes,
      sizesAre: "exact",
    }),
    initSizes: Array.from(
      rowOf(document, [NAME, "init_bytes"], fields.get("init_bytes"), inits),
      bitsFromBytes,
    ),
    manifestSizes: readManifests(fields),
  };
}

function readManifests(fields: Fields): ReadonlyMap<string, number> {
  const found = fields.get("manifest_bytes");
  const entries = Object.entries(typeof found === "object" && found !== null ? found : {});
  if (entries.length > 0 && entries.every(([, bytes]) => isWithin(bytes, BYTES)))
    return new Map(entries.map(([name, bytes]) => [name, bitsFromBytes(bytes as number)]));
  throw new InputError({
    where: fields.where("manifest_bytes"),
    expected: "a mapping of manifests to their sizes in bytes",
    received: excerpt(found),
  });
}
