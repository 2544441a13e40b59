import type { Summary } from "../../../model/results.js";
import { namesOf } from "../../figures.js";
import { type ContrastInWords, verdictsInWords } from "../../verdicts/index.js";
import { escapeMarkdown, figureParagraphs } from "../markdown.js";
import type { TableLook } from "../table.js";

/** What `compare` shows, as GitHub-flavoured Markdown. */
export function markdownComparison(summary: Summary, look: TableLook = {}): string {
  const verdicts = verdictsInWords(summary, namesOf(summary), look.metrics);
  return `${[...figureParagraphs(summary, look), ...verdicts.flatMap(contrastParagraphs)].join("\n\n")}\n`;
}

function contrastParagraphs(words: ContrastInWords): string[] {
  const { heading, verdict, decision, tails, sets, others, cautions } = words;
  const list = (items: readonly string[]) => items.map((item) => `- ${escapeMarkdown(item)}`).join("\n");
  return [
    `#### ${escapeMarkdown(heading)}`,
    `**${escapeMarkdown(verdict)}** ${escapeMarkdown(decision)}`,
    ...(tails === undefined ? [] : [`${escapeMarkdown(tails)}.`]),
    ...(sets.length === 0 ? [] : [`By trace set:\n\n${list(sets)}`]),
    ...(others.length === 0 ? [] : [`Other metrics:\n\n${list(others.map(({ line }) => line))}`]),
    ...cautions.map((caution) => `> **Mind:** ${escapeMarkdown(caution)}`),
  ];
}
