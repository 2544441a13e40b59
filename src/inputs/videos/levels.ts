import type { Level } from "../../model/video.js";
import { bpsFromKbps } from "../../units.js";
import type { SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { BITRATE_KBPS, FRAME_RATE, PIXELS, peakKbpsOver } from "./quantities.js";
import { checkRising } from "./rising.js";

const LEVEL_KEYS = ["name", "bitrateKbps", "peakBitrateKbps", "width", "height", "frameRate", "codec"];

/**
 * The ladder of a document in one of abrsim's own formats.
 *
 * @param fields with the key `levels`
 * @throws InputError when one is amiss, and when bitrates do not rise
 */
export function readLevels(document: SourceDocument, fields: Fields): readonly Level[] {
  const levels = fields
    .needList("levels", "levels, each with a bitrateKbps")
    .map((value, level) => readLevel(new Fields(document, ["levels", level], value, LEVEL_KEYS)));
  checkRising(
    levels.map(({ kbps }) => kbps),
    (level) => document.where(["levels", level, "bitrateKbps"]),
  );
  return levels.map(({ level }) => level);
}

function readLevel(fields: Fields): { readonly kbps: number; readonly level: Level } {
  const kbps = fields.needNumber("bitrateKbps", BITRATE_KBPS);
  const peakKbps = fields.number("peakBitrateKbps", peakKbpsOver(kbps));
  const name = fields.text("name");
  const width = fields.number("width", PIXELS);
  const height = fields.number("height", PIXELS);
  const frameRate = fields.number("frameRate", FRAME_RATE);
  const codec = fields.text("codec");
  const level: Level = {
    bitrate: bpsFromKbps(kbps),
    ...(peakKbps !== undefined && { peakBitrate: bpsFromKbps(peakKbps) }),
    ...(name !== undefined && { name }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(frameRate !== undefined && { frameRate }),
    ...(codec !== undefined && { codec }),
  };
  return { kbps, level };
}
