import { InputError } from "../../errors.js";
import type { AudioTrack } from "../../model/video.js";
import { bpsFromKbps } from "../../units.js";
import type { Path, SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { readTrackOrigins } from "./origins.js";
import { BITRATE_KBPS, CHANNELS, SEGMENT_S, SIZE_BITS } from "./quantities.js";
import { numbersOf } from "./rows.js";

const KEYS = [
  "name",
  "language",
  "codec",
  "channels",
  "bitrateKbps",
  "durationsSeconds",
  "sizesBits",
  "sizesEstimated",
];

/** The audio tracks of a measured video, by its key `audio`. */
export function readAudio(document: SourceDocument, fields: Fields): readonly AudioTrack[] | undefined {
  if (!fields.has("audio")) return undefined;
  const tracks = fields
    .needList("audio", "audio tracks")
    .map((value, track) => readTrack(document, ["audio", track], value));
  tracks.forEach(({ name }, track) => {
    if (tracks.findIndex((other) => other.name === name) === track) return;
    throw new InputError({
      where: document.where(["audio", track, "name"]),
      expected: "a name of its own",
      received: `"${name}", which another track has`,
    });
  });
  return tracks;
}

function readTrack(document: SourceDocument, path: Path, value: unknown): AudioTrack {
  const fields = new Fields(document, path, value, KEYS);
  const name = fields.text("name");
  if (name === undefined)
    throw new InputError({ where: document.where(path), expected: "a name", received: "none" });
  const language = fields.text("language");
  const codec = fields.text("codec");
  const channels = fields.number("channels", CHANNELS);
  const durations = fields.needList("durationsSeconds", "durations, one for each segment");
  const sizes = fields.needList("sizesBits", "sizes, one for each segment");
  if (sizes.length !== durations.length)
    throw new InputError({
      where: fields.where("sizesBits"),
      expected: `${durations.length} sizes, one for each of durationsSeconds`,
      received: `${sizes.length}`,
    });
  return {
    name,
    ...(language !== undefined && { language }),
    ...(codec !== undefined && { codec }),
    ...(channels !== undefined && { channels }),
    bitrate: bpsFromKbps(fields.needNumber("bitrateKbps", BITRATE_KBPS)),
    durations: Float64Array.from(numbersOf(document, [...path, "durationsSeconds"], durations, SEGMENT_S)),
    sizes: Float64Array.from(numbersOf(document, [...path, "sizesBits"], sizes, SIZE_BITS)),
    sizesAre: readTrackOrigins(document, path, fields, sizes.length),
  };
}
