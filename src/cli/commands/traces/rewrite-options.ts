import { type Command, Option } from "commander";
import { TRACE_FORMATS } from "../../../inputs/traces/registry.js";
import { GAPS } from "../../../model/trace-note.js";
import { TRACE_WRITERS } from "../../../report/trace-formats/registry.js";
import { fromZero } from "./plain-number.js";

const names = (formats: readonly { readonly name: string }[]) => formats.map(({ name }) => name);

/** What all commands take that read traces and write them. */
export function withRewriteOptions(command: Command): Command {
  const endings = TRACE_WRITERS.map(
    ({ name, endings }) => `${name} ${endings.filter((each) => each !== ".txt").join(" ")}`,
  );
  return command
    .option("--from <format>", "format to read (default: by content)")
    .addOption(
      new Option("--to <format>", "format to write (default: by the ending; in a folder, abrsim)").choices(
        names(TRACE_WRITERS),
      ),
    )
    .addOption(
      new Option(
        "--gaps <how>",
        "capacity while nothing was measured: that known last, the mean, or leave the time out (default: by the format)",
      ).choices(GAPS),
    )
    .option("--part <name>", "only this trace of a file that has several: a session, a unit, a run")
    .option("--latency-ms <n>", "latency of every interval, in place of what the source says", fromZero)
    .addHelpText("after", `\nFormats to read: ${names(TRACE_FORMATS).join(", ")}`)
    .addHelpText("after", `Formats to write, with the endings that mean them: ${endings.join(", ")}`);
}
