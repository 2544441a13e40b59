import { parse } from "node:path";
import { excerpt, InputError } from "../../errors.js";
import {
  CODECS,
  generateVideo,
  LADDERS,
  type RateControl,
  type SceneModel,
  scaledLadder,
  TITLES,
} from "../../inputs/video-generators/index.js";
import type { Level } from "../../model/video.js";
import { nearestHint } from "../../suggestion.js";
import { bpsFromKbps } from "../../units.js";
import { oneVideo } from "./one-video.js";
import { writeVideo } from "./write-video.js";

/** The flags of `abrsim videos generate`, as commander gives them. */
export interface GenerateVideoFlags {
  readonly ladder: string;
  readonly codec: string;
  readonly complexity: string;
  readonly duration: number;
  readonly segmentSeconds: number;
  readonly rateControl: RateControl["kind"];
  readonly cap: number;
  readonly cbrVariation: number;
  readonly variation: number;
  readonly correlation: number;
  readonly sceneSeconds: number;
  readonly keyframe: number;
  readonly levelShare: number;
  readonly audioKbps?: number;
  readonly seed: number;
  readonly name?: string;
}

/** Writes a video whose segment sizes are drawn from a model. */
export async function generateVideoFile(to: string, flags: GenerateVideoFlags): Promise<void> {
  const { codec, factor } = named(CODECS, flags.codec, "--codec");
  const levels = scaledLadder(await ladderOf(flags.ladder), factor * complexityOf(flags.complexity));
  const { duration, segmentSeconds, audioKbps, name = parse(to).name } = flags;
  const video = generateVideo({
    name,
    levels: levels.map((level) => ({ ...level, codec })),
    duration,
    segmentDuration: segmentSeconds,
    scenes: scenesOf(flags),
    ...(audioKbps !== undefined && { audioBitrate: bpsFromKbps(audioKbps) }),
  });
  await writeVideo(to, video);
}

function scenesOf(flags: GenerateVideoFlags): SceneModel {
  const { seed, variation, correlation, sceneSeconds, keyframe, levelShare } = flags;
  return {
    seed,
    variation,
    correlation,
    sceneSeconds,
    keyframe,
    levelShare,
    rateControl: rateControlOf(flags),
  };
}

function rateControlOf({ rateControl: kind, cap, cbrVariation }: GenerateVideoFlags): RateControl {
  if (kind === "capped-vbr") return { kind, cap };
  return kind === "cbr" ? { kind, variation: cbrVariation } : { kind };
}

async function ladderOf(text: string): Promise<readonly Level[]> {
  const published = LADDERS.find(({ name }) => name === text);
  if (published) return published.levels;
  if (/^[\d.,\s]+$/.test(text)) return bitratesOf(text);
  if (/[./\\]/.test(text)) return (await oneVideo({ path: text })).video.levels;
  return named(LADDERS, text, "--ladder").levels;
}

function bitratesOf(text: string): readonly Level[] {
  const rates = text.split(",").map(Number);
  if (rates.every((rate, level) => rate > (rates[level - 1] ?? 0)))
    return rates.map((rate) => ({ bitrate: bpsFromKbps(rate) }));
  throw new InputError({
    where: "--ladder",
    expected: "bitrates in kbps that rise: 300,750,1200",
    received: excerpt(text),
  });
}

function complexityOf(text: string): number {
  const title = Object.entries(TITLES).find(([name]) => name === text);
  if (title) return title[1];
  const value = Number(text);
  if (text.trim() !== "" && value >= 0.01 && value <= 100) return value;
  const names = Object.keys(TITLES);
  throw new InputError({
    where: "--complexity",
    expected: `a number from 0.01 to 100, or one of ${names.join(", ")}`,
    received: excerpt(text),
    ...nearestHint(text, names),
  });
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string, where: string): T {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  throw new InputError({
    where,
    expected: `one of ${names.join(", ")}`,
    received: excerpt(name),
    ...nearestHint(name, names),
  });
}
