import { Option } from "commander";

/**
 * `--format`, of a command that lists rows of one kind.
 *
 * @param of what it is the format of
 */
export function listingFormat(of = "of what is printed"): Option {
  return new Option("--format <format>", of).choices(["table", "json", "csv", "markdown"]).default("table");
}
