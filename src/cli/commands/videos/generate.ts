import { Command, InvalidArgumentError, Option } from "commander";
import {
  CODECS,
  LADDERS,
  RATE_CONTROLS,
  TITLES,
  USUAL_CAP,
  USUAL_CBR_VARIATION,
  USUAL_SCENES,
} from "../../../inputs/video-generators/index.js";
import type { GenerateVideoFlags } from "../../videos/generate.js";
import { wholeNumber } from "../numbers.js";

const within = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`Expected a number from ${min} to ${max}.`);
};

export function generateCommand(): Command {
  const { variation, correlation, sceneSeconds, keyframe, levelShare } = USUAL_SCENES;
  return new Command("generate")
    .description("Write a video whose segment sizes are drawn from a model of scenes and rate control.")
    .argument("<out>", "the file to write, which ends in .json")
    .option(
      "--ladder <ladder>",
      "a published ladder, a video whose levels to take, or bitrates in kbps by rising bitrate: 300,750,1200",
      "netflix-2015",
    )
    .option("--codec <name>", `${CODECS.map(({ name }) => name).join(", ")}: bitrates are scaled`, "h264")
    .option(
      "--complexity <x>",
      `of the title against the average one, or ${Object.keys(TITLES).join(", ")}: bitrates are scaled`,
      "1",
    )
    .option("--duration <seconds>", "of the video", within(0.1, 1e6), 600)
    .option("--segment-seconds <s>", "of a segment; the last may be shorter", within(0.1, 3600), 4)
    .addOption(
      new Option("--rate-control <kind>", "how sizes may follow the picture")
        .choices(RATE_CONTROLS)
        .default("vbr"),
    )
    .option(
      "--cap <x>",
      "of capped-vbr: most that a segment exceeds its level's bitrate by",
      within(1, 100),
      USUAL_CAP,
    )
    .option("--cbr-variation <cov>", "of cbr: what variation it leaves", within(0, 1), USUAL_CBR_VARIATION)
    .option("--variation <cov>", "coefficient of variation of segments' bitrates", within(0, 3), variation)
    .option(
      "--correlation <r>",
      "of one segment's complexity with the next one's",
      within(-1, 1),
      correlation,
    )
    .option("--scene-seconds <s>", "mean time between cuts", within(0.1, 1e6), sceneSeconds)
    .option("--keyframe <share>", "of a segment, that a cut adds to it", within(0, 10), keyframe)
    .option(
      "--level-share <share>",
      "of the variance, that each level has for itself",
      within(0, 1),
      levelShare,
    )
    .option("--audio-kbps <kbps>", "bitrate of an audio track of its own", within(1, 1e5))
    .option("--seed <n>", "another seed, for another video of the same kind", wholeNumber, 1)
    .option("--name <name>", "what to call the video (default: the file's name)")
    .addHelpText(
      "after",
      `\nLadders:\n${LADDERS.map(({ name, source }) => `  ${name.padEnd(14)}${source}`).join("\n")}`,
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ abrsim videos generate film.json --ladder apple-hls --duration 5400 --rate-control capped-vbr\n" +
        "  $ abrsim videos generate cartoon.json --complexity cartoon --codec h265 --seed 3",
    )
    .action(async (to: string, flags: GenerateVideoFlags) => {
      const { generateVideoFile } = await import("../../videos/generate.js");
      await generateVideoFile(to, flags);
    });
}
