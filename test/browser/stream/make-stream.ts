import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { bitsFromBytes } from "../../../src/units.js";
import { ffmpegPath } from "../harness/programs.js";
import { ffmpegArguments, RECIPE, type Recipe, recipeHash } from "./recipe.js";
import type { Stream, StreamLevel } from "./stream.js";

const CACHE = resolve(import.meta.dirname, "../../../node_modules/.cache/abrsim-browser");

/**
 * The stream of a recipe, encoded if it is not in the cache yet, which takes a few seconds.
 *
 * @throws MissingProgram when it has to be encoded and there is no ffmpeg
 */
export function makeStream(recipe: Recipe = RECIPE): Stream {
  const folder = join(CACHE, recipeHash(recipe));
  if (!existsSync(folder)) encode(recipe, folder);
  return readStream(recipe, folder);
}

/** Into a folder of its own that is then renamed: what the cache holds is whole, even if two encode at once. */
function encode(recipe: Recipe, folder: string): void {
  const ffmpeg = ffmpegPath();
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    for (const level of recipe.renditions.keys()) mkdirSync(join(unfinished, String(level)));
    execFileSync(ffmpeg, ffmpegArguments(recipe), {
      cwd: unfinished,
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function readStream(recipe: Recipe, folder: string): Stream {
  const { renditions, segmentDuration, segmentCount, framesPerSecond, declares } = recipe;
  const levels = renditions.map(({ width, height, bitrate: askedFor }, level): StreamLevel => {
    const sizes = Array.from({ length: segmentCount }, (_, index) =>
      bitsFromBytes(statSync(join(folder, String(level), `${index + 1}.m4s`)).size),
    );
    const bitrate = sizes.reduce((sum, size) => sum + size) / (segmentCount * segmentDuration);
    const peakBitrate = Math.max(...sizes) / segmentDuration;
    const init = readFileSync(join(folder, String(level), "init.mp4"));
    return {
      width,
      height,
      codec: avcCodec(init),
      sizes,
      bitrate,
      peakBitrate,
      declared: declares === "measured" ? { peak: peakBitrate, mean: bitrate } : { peak: askedFor },
      initSize: bitsFromBytes(init.length),
    };
  });
  return { folder, levels, segmentDuration, segmentCount, framesPerSecond };
}

/**
 * The codec's name from the AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1.2): profile, constraints and
 * level are the three bytes after the record's version, which follows the box's type.
 */
function avcCodec(init: Buffer): string {
  const type = init.indexOf("avcC", 0, "latin1");
  if (type < 0) throw new Error("the initialization segment has no avcC box");
  return `avc1.${init.subarray(type + 5, type + 8).toString("hex")}`;
}
