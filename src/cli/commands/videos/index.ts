import type { Command } from "commander";
import { VIDEOS } from "../groups.js";
import { helpCommand } from "../help.js";
import { exportCommand } from "./export.js";
import { generateCommand } from "./generate.js";
import { importCommand } from "./import.js";
import { infoCommand } from "./info.js";
import { listCommand } from "./list.js";

/** `abrsim videos`: the commands that work with videos. */
export function videosCommand(): Command {
  return VIDEOS()
    .addHelpText("after", "\nExample:\n  $ abrsim videos import movie/master.m3u8 movie.json")
    .addCommand(listCommand())
    .addCommand(infoCommand())
    .addCommand(importCommand())
    .addCommand(generateCommand())
    .addCommand(exportCommand())
    .addCommand(helpCommand());
}
