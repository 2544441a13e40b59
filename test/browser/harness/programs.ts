import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A program that the end-to-end tests need and `npm ci` does not bring. Its message is one line. */
export class MissingProgram extends Error {
  override readonly name = "MissingProgram";
}

/** The path of Chromium: `ABRSIM_CHROMIUM`, else where Debian installs it. @throws MissingProgram */
export function chromiumPath(): string {
  const path = process.env["ABRSIM_CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(path))
    throw new MissingProgram(
      `no Chromium at ${path}: install it (apt-get install chromium), or set ABRSIM_CHROMIUM to its path`,
    );
  return path;
}

/** The ffmpeg on the PATH, or `ABRSIM_FFMPEG`; one that encodes H.264. @throws MissingProgram */
export function ffmpegPath(): string {
  const path = process.env["ABRSIM_FFMPEG"] ?? "ffmpeg";
  const asked = spawnSync(path, ["-hide_banner", "-encoders"], { encoding: "utf8" });
  if (asked.error !== undefined || asked.status !== 0)
    throw new MissingProgram(
      `cannot run ${path}: install it (apt-get install ffmpeg), or set ABRSIM_FFMPEG to its path`,
    );
  if (!asked.stdout.includes("libx264"))
    throw new MissingProgram(
      `${path} has no libx264: install an ffmpeg with it (apt-get install ffmpeg), or set ABRSIM_FFMPEG`,
    );
  return path;
}

/** The ffprobe on the PATH, which comes with ffmpeg, or `ABRSIM_FFPROBE`. @throws MissingProgram */
export function ffprobePath(): string {
  const path = process.env["ABRSIM_FFPROBE"] ?? "ffprobe";
  if (spawnSync(path, ["-version"]).status === 0) return path;
  throw new MissingProgram(
    `cannot run ${path}: install it (apt-get install ffmpeg), or set ABRSIM_FFPROBE to its path`,
  );
}
