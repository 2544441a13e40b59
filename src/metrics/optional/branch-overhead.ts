import type { Bits } from "../../units.js";
import { optionOf } from "../copies.js";
import { type OptionalColumn, segmentTables } from "./column.js";

/**
 * Bits of options that were not taken, as a share of the bits of all other segments, audio included (003 section 3.4
 * claims 0.5). Excludes what is no media.
 */
export const branchOverhead: OptionalColumn = {
  name: "branch_overhead",
  label: "overhead of branches",
  unit: "",
  better: "lower",
  applies: ({ content }) => content?.kind === "interactive",
  read({ log }) {
    let extra: Bits = 0;
    let needed: Bits = 0;
    for (const table of segmentTables(log))
      for (let row = 0; row < table.count; row++) {
        if (optionOf(table, row) > 0) extra += table.received[row]!;
        else needed += table.received[row]!;
      }
    for (const { kind, received } of log.others) if (kind === "video") extra += received;
    return needed > 0 ? extra / needed : undefined;
  },
};
