import type { Summary } from "../../../model/results.js";
import { type ContrastInWords, verdictsInWords } from "../../verdicts/index.js";
import type { TableLook } from "../table.js";
import { figureParts, indented, type Paint, painted, terminal } from "../terminal.js";

/** What `compare` shows: the tables, then of each contrast the verdict, its sets, the other metrics, and cautions. */
export function terminalComparison(summary: Summary, look: TableLook = {}): string {
  const { paint, width, nameOf } = terminal(summary, look);
  const verdicts = verdictsInWords(summary, nameOf, look.metrics).map((words) =>
    contrastBlock(words, width, paint),
  );
  return `${[...figureParts(summary, look), ...verdicts].join("\n\n")}\n`;
}

function contrastBlock(words: ContrastInWords, width: number, paint: Paint): string {
  const { heading, finding, verdict, decision, tails, sets, others, cautions } = words;
  const lines = (text: string, colour: (line: string) => string = (line) => line, margin = "  ") =>
    indented(text, width, margin).map(colour);
  const under = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [paint.dim(`  ${title}`), ...items];
  return [
    paint.bold(heading),
    ...lines(verdict, painted(finding, paint)),
    ...lines(decision),
    ...(tails === undefined ? [] : lines(tails)),
    ...under(
      "by trace set",
      sets.flatMap((set) => lines(set, undefined, "    ")),
    ),
    ...under(
      "other metrics",
      others.flatMap(({ line, finding: ofOther }) => lines(line, painted(ofOther, paint), "    ")),
    ),
    ...cautions.flatMap((caution) => lines(`! ${caution}`, paint.yellow)),
  ].join("\n");
}
