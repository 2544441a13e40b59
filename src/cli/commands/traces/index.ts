import type { Command } from "commander";
import { TRACES } from "../groups.js";
import { helpCommand } from "../help.js";
import { convertCommand } from "./convert.js";
import { cutCommand } from "./cut.js";
import { filterCommand } from "./filter.js";
import { fitCommand } from "./fit.js";
import { generateCommand } from "./generate.js";
import { infoCommand } from "./info.js";
import { lintCommand } from "./lint.js";
import { listCommand } from "./list.js";
import { plotCommand } from "./plot.js";
import { splitCommand } from "./split.js";

/** `abrsim traces`: the commands that work with traces. */
export function tracesCommand(): Command {
  return TRACES()
    .addHelpText("after", "\nExample:\n  $ abrsim traces generate 4g --count 100 --out my-traces")
    .addCommand(convertCommand())
    .addCommand(cutCommand())
    .addCommand(splitCommand())
    .addCommand(filterCommand())
    .addCommand(fitCommand())
    .addCommand(generateCommand())
    .addCommand(infoCommand())
    .addCommand(lintCommand())
    .addCommand(plotCommand())
    .addCommand(listCommand())
    .addCommand(helpCommand());
}
