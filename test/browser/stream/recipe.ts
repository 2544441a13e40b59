import { createHash } from "node:crypto";
import type { BitsPerSecond, Seconds } from "../../../src/units.js";
import { bpsFromKbps } from "../../../src/units.js";

/** One rendition to encode. */
export interface Rendition {
  readonly width: number;
  readonly height: number;
  /** What the encoder aims at; it meets it within some percent. */
  readonly bitrate: BitsPerSecond;
}

export interface Recipe {
  /** By rising bitrate: the place in the list is the level. */
  readonly renditions: readonly Rendition[];
  readonly segmentDuration: Seconds;
  readonly segmentCount: number;
  readonly framesPerSecond: number;
  /** Most frames in a row that are coded from later ones, too: a decoder shows them once those have come. */
  readonly bFrames: number;
  /** What manifests say of bitrates: what came out of the encoder, or what it was asked for, as many a packager does. */
  readonly declares: "measured" | "asked for";
}

/**
 * Small pictures, so that two cores encode it in a few seconds and decode three of it at once. There is no sound: Shaka
 * would otherwise choose it together with the picture, hls.js apart from it.
 */
export const RECIPE: Recipe = {
  renditions: [
    { width: 256, height: 144, bitrate: bpsFromKbps(300) },
    { width: 426, height: 240, bitrate: bpsFromKbps(800) },
    { width: 640, height: 360, bitrate: bpsFromKbps(1600) },
  ],
  segmentDuration: 2,
  segmentCount: 20,
  framesPerSecond: 24,
  bFrames: 0,
  declares: "measured",
};

/**
 * What `npm run fidelity:record` plays: two minutes at five bitrates, of one resolution, so that no player chooses by the
 * size of its picture.
 */
export const FIDELITY_RECIPE: Recipe = {
  renditions: [300, 750, 1200, 2400, 4500].map((kbps) => ({
    width: 480,
    height: 270,
    bitrate: bpsFromKbps(kbps),
  })),
  segmentDuration: 4,
  segmentCount: 30,
  framesPerSecond: 25,
  // As in most films: playback stops by so much earlier when media is late.
  bFrames: 3,
  declares: "asked for",
};

/**
 * The arguments for an ffmpeg that is run in an empty folder with one folder a level (`0`, `1`, ...): fragmented MP4 as
 * `<level>/init.mp4` and `<level>/1.m4s` onwards, an MPD that nobody reads beside them. Noise keeps the
 * encoder at its bitrate; fixed keyframes, and none elsewhere, align the segments of all levels. Each level is encoded by
 * one thread, because what several make depends on how many the machine has.
 */
export function ffmpegArguments(recipe: Recipe): string[] {
  const { renditions, segmentDuration, segmentCount, framesPerSecond, bFrames } = recipe;
  const { width, height } = renditions.at(-1)!;
  const keyframeEvery = String(segmentDuration * framesPerSecond);
  const names = renditions.map((_, level) => `[level${level}]`);
  const scaled = renditions.map((r, level) => `[copy${level}]scale=${r.width}:${r.height}${names[level]}`);
  const copies = renditions.map((_, level) => `[copy${level}]`).join("");
  const graph = [`[0:v]noise=alls=12:allf=t:all_seed=1,split=${renditions.length}${copies}`, ...scaled];
  const rates = renditions.flatMap(({ bitrate }, level) => [
    ...[`-b:v:${level}`, String(bitrate)],
    ...[`-maxrate:v:${level}`, String(bitrate)],
    ...[`-bufsize:v:${level}`, String(segmentDuration * bitrate)],
  ]);
  return [
    ...["-hide_banner", "-loglevel", "error", "-nostdin", "-y"],
    ...["-f", "lavfi", "-i", `testsrc2=size=${width}x${height}:rate=${framesPerSecond}`],
    ...["-t", String(segmentCount * segmentDuration), "-filter_complex", graph.join(";")],
    ...names.flatMap((name) => ["-map", name]),
    ...["-c:v", "libx264", "-preset", "ultrafast", "-threads", "1"],
    ...["-profile:v", "main", "-pix_fmt", "yuv420p", "-bf", String(bFrames)],
    ...["-g", keyframeEvery, "-keyint_min", keyframeEvery, "-sc_threshold", "0"],
    ...rates,
    ...["-f", "dash", "-seg_duration", String(segmentDuration), "-use_timeline", "0"],
    ...["-init_seg_name", "$RepresentationID$/init.mp4"],
    ...["-media_seg_name", "$RepresentationID$/$Number$.m4s"],
    ...["-adaptation_sets", "id=0,streams=v", "unread.mpd"],
  ];
}

/** Names what a recipe makes: another recipe, another name. */
export function recipeHash(recipe: Recipe): string {
  return createHash("sha256").update(ffmpegArguments(recipe).join("\n")).digest("hex").slice(0, 16);
}
