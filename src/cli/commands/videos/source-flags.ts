import { type Command, InvalidArgumentError, Option } from "commander";
import { VIDEO_FORMATS } from "../../../inputs/videos/registry.js";
import type { VideoEntry } from "../../../inputs/videos/source.js";

/** What a video's file may not say of it. */
export interface VideoSourceFlags {
  readonly from?: string;
  readonly bitratesKbps?: readonly number[];
  readonly segmentSeconds?: number;
  readonly segments?: number;
  readonly name?: string;
}

export function withVideoSource(command: Command): Command {
  return command
    .option("--from <format>", "format of the video (default: by its content)")
    .addOption(
      new Option(
        "--bitrates-kbps <list>",
        "of the levels of a folder of size tables: 300,750,1200",
      ).argParser(numbers),
    )
    .addOption(
      new Option("--segment-seconds <s>", "of a folder of size tables or segments").argParser(number),
    )
    .addOption(new Option("--segments <n>", "play only so many").argParser(number))
    .option("--name <name>", "what to call the video (default: what its file says, or the file's name)")
    .addHelpText("after", `\nFormats to read: ${VIDEO_FORMATS.map(({ name }) => name).join(", ")}`);
}

/** The entry that a scenario would have for it. */
export function entryOf(path: string, flags: VideoSourceFlags): VideoEntry {
  const { from: format, bitratesKbps, segmentSeconds, segments, name } = flags;
  return { path, format, bitratesKbps, segmentSeconds, segments, name };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a number over 0.");
}

const numbers = (text: string): readonly number[] => text.split(",").map(number);
