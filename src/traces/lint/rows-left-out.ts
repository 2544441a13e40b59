import { leftOutInWords } from "../../model/trace-note.js";
import type { LintRule } from "./rule.js";

/**
 * Rows of the file that are not in the trace, because they say nothing of the link: an idle modem, a second row of one time,
 * a value that stands for none.
 */
export const rowsLeftOut: LintRule = {
  severity: "info",
  check({ notes }) {
    const words = notes.flatMap((note) => (note.kind === "left-out" ? leftOutInWords(note) : []));
    return words.length === 0 ? undefined : { rule: "rows-left-out", words: words.join(", ") };
  },
};
