import type { ListingLook } from "../report/listings/index.js";
import { wantsColour } from "./colours.js";

const WIDTH_WITHOUT_TERMINAL = 120;

/** How what goes to stdout should look: as wide as the terminal, or as COLUMNS says, and coloured on terminals. */
export function stdoutLook(): Required<ListingLook> {
  const { isTTY, columns } = process.stdout;
  return {
    width: isTTY ? columns : Number(process.env["COLUMNS"]) || WIDTH_WITHOUT_TERMINAL,
    colour: wantsColour(process.stdout, process.env),
  };
}
