import { excerpt, InputError } from "../../../errors.js";
import type { Level } from "../../../model/video.js";
import { type BitsPerSecond, kbpsFromBps } from "../../../units.js";
import { isWithin } from "../../quantity.js";
import { audioCodecOf, videoCodecOf } from "../codecs.js";
import type { ListedLevel } from "../listed-levels.js";
import { levelLeftOut } from "../notes.js";
import { BITRATE_BPS, FRAME_RATE, PIXELS } from "../quantities.js";
import { Attributes, playlistLines } from "./lines.js";

/** A variant: what a player may switch to. */
export interface Variant extends ListedLevel {
  readonly uri: string;
}

/** Sound that comes apart from the variants. */
export interface AudioRendition {
  readonly where: string;
  readonly uri: string;
  readonly name: string;
  readonly language: string | undefined;
  readonly channels: number | undefined;
  /** As the first variant that it goes with says. */
  readonly codec: string | undefined;
}

export interface Multivariant {
  readonly variants: readonly Variant[];
  readonly audio: readonly AudioRendition[];
}

/**
 * Reads a playlist of playlists (RFC 8216, section 4.3.4). Variants that name one playlist, which differ in the sound
 * that goes with them, are one: that of the lowest bitrate. Those of sound alone, and those of key pictures, are left out.
 *
 * @throws InputError naming the line
 */
export function readMultivariant(text: string, where: string, note: (text: string) => void): Multivariant {
  const variants = new Map<string, Variant>();
  const codecOfGroup = new Map<string, string | undefined>();
  const media: Attributes[] = [];
  let pending: Attributes | undefined;
  for (const line of playlistLines(text, where)) {
    if (line.kind === "tag") {
      const { name, value } = line;
      if (name === "EXT-X-MEDIA") media.push(new Attributes(value, line.where));
      if (name !== "EXT-X-STREAM-INF") continue;
      if (pending !== undefined) throw withoutUri(pending);
      pending = new Attributes(value, line.where);
    } else if (pending !== undefined) {
      const codecs = pending.text("CODECS");
      const group = pending.text("AUDIO");
      if (group !== undefined && !codecOfGroup.has(group)) codecOfGroup.set(group, audioCodecOf(codecs));
      if (codecs !== undefined && videoCodecOf(codecs) === undefined)
        note(levelLeftOut(pending.where, `a variant of sound alone (${codecs})`));
      else addVariant(variants, { where: pending.where, uri: line.uri, level: levelOf(pending) });
      pending = undefined;
    }
  }
  if (pending !== undefined) throw withoutUri(pending);
  if (variants.size > 0)
    return { variants: [...variants.values()], audio: renditionsOf(media, codecOfGroup) };
  throw new InputError({
    where: `${where}:1`,
    expected: "a playlist with variants of video",
    received: "none",
  });
}

const withoutUri = ({ where }: Attributes) =>
  new InputError({ where, expected: "an address on the line after EXT-X-STREAM-INF", received: "none" });

function addVariant(variants: Map<string, Variant>, variant: Variant): void {
  const twin = variants.get(variant.uri);
  if (twin === undefined || variant.level.bitrate < twin.level.bitrate) variants.set(variant.uri, variant);
}

/** The average bitrate, where it is said, with the peak; else the peak, as players take it. */
function levelOf(attributes: Attributes): Level {
  const peak = attributes.needNumber("BANDWIDTH", BITRATE_BPS);
  const average = attributes.number("AVERAGE-BANDWIDTH", BITRATE_BPS);
  const frameRate = attributes.number("FRAME-RATE", FRAME_RATE);
  const codec = videoCodecOf(attributes.text("CODECS"));
  const name = attributes.text("NAME");
  return {
    bitrate: average ?? peak,
    ...(average !== undefined && { peakBitrate: notBelow(average, peak, attributes) }),
    ...(name !== undefined && { name }),
    ...resolutionOf(attributes),
    ...(frameRate !== undefined && { frameRate }),
    ...(codec !== undefined && { codec }),
  };
}

function notBelow(average: BitsPerSecond, peak: BitsPerSecond, { where }: Attributes): BitsPerSecond {
  if (peak >= average) return peak;
  throw new InputError({
    where: `${where}, BANDWIDTH`,
    expected: `a peak not below AVERAGE-BANDWIDTH, ${kbpsFromBps(average)} kbps`,
    received: `${kbpsFromBps(peak)} kbps`,
  });
}

function resolutionOf(attributes: Attributes): Pick<Level, "width" | "height"> {
  const text = attributes.text("RESOLUTION");
  if (text === undefined) return {};
  const [, width, height] = /^(\d+)x(\d+)$/i.exec(text)?.map(Number) ?? [];
  if (isWithin(width, PIXELS) && isWithin(height, PIXELS)) return { width, height };
  throw new InputError({
    where: `${attributes.where}, RESOLUTION`,
    expected: "pixels such as 1280x720",
    received: excerpt(text),
  });
}

/** Renditions of sound with a playlist of their own, each playlist once, in the order of the tags. */
function renditionsOf(
  media: readonly Attributes[],
  codecOfGroup: ReadonlyMap<string, string | undefined>,
): readonly AudioRendition[] {
  const renditions = new Map<string, AudioRendition>();
  for (const attributes of media) {
    const uri = attributes.text("URI");
    if (attributes.text("TYPE") !== "AUDIO" || uri === undefined || renditions.has(uri)) continue;
    const group = attributes.text("GROUP-ID") ?? "audio";
    // "6", or "12/JOC" for 12 channels of which objects are made.
    const channels = Number.parseInt(attributes.text("CHANNELS") ?? "", 10);
    renditions.set(uri, {
      where: attributes.where,
      uri,
      name: attributes.text("NAME") ?? group,
      language: attributes.text("LANGUAGE"),
      channels: channels > 0 ? channels : undefined,
      codec: codecOfGroup.get(group),
    });
  }
  return [...renditions.values()];
}
