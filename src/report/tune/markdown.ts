import { escapeMarkdown } from "../tables/markdown.js";
import { rankingTable } from "./ranking.js";
import { partsOf, titleOf } from "./sentences.js";
import { tunedYaml } from "./snippet.js";
import type { TuneReport } from "./tune-report.js";

/** As GitHub-flavoured Markdown: the ranking, what it means, and the arm to paste. */
export function markdownTune(report: TuneReport): string {
  const parts = partsOf(report).flatMap(({ heading, sentences }) => [
    `**${heading}**`,
    sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join("\n"),
  ]);
  const snippet = tunedYaml(report);
  const title = `### ${escapeMarkdown(titleOf(report))}`;
  const paste = snippet === "" ? [] : [`\`\`\`yaml\n${snippet}\`\`\``];
  return `${[title, rankingTable(report, "markdown").trimEnd(), ...parts, ...paste].join("\n\n")}\n`;
}
