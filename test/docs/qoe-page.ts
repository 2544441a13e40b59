import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { QoeModel } from "../../src/model/metrics.js";
import { ROOT } from "../support/root.js";

const HEAD = readFileSync(join(import.meta.dirname, "qoe-head.md"), "utf8");

/** The page about all QoE models, in Markdown, made from what they and their own files say. */
export function qoePage(models: readonly QoeModel[]): string {
  return [HEAD, "## The models", "", table(models), "", ...models.map(section)].join("\n");
}

function table(models: readonly QoeModel[]): string {
  const rows = models.map(({ name, unit, better = "higher", needs, additivity, citation }) => {
    const optimum = additivity?.kind === "additive" ? "yes" : "no";
    return `| [\`${name}\`](#${name}) | ${unit} | ${better} | ${needs?.what ?? ""} | ${optimum} | ${citation} |`;
  });
  return [
    "| model | unit | better is | needs | has an [optimum](optimum.md) | published in |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function section({ name, additivity }: QoeModel): string {
  const because =
    additivity?.kind === "not additive"
      ? ["", `No sum over segments, and so without an optimum: ${additivity.because}.`]
      : [];
  return [`### ${name}`, "", commentOf(name), ...because, ""].join("\n");
}

/** The doc comment of a model's own file, whose indented lines are a formula. */
function commentOf(name: string): string {
  const text = readFileSync(join(ROOT, `src/metrics/qoe/${name}.ts`), "utf8");
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const/.exec(text)?.[1];
  if (comment === undefined) throw new Error(`no doc comment before the export of ${name}.ts`);
  const paragraphs = comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .split(/\n\n+/);
  return paragraphs
    .map((paragraph) => (isFormula(paragraph) ? fenced(paragraph) : paragraph.trim().replaceAll("\n", " ")))
    .join("\n\n")
    .trim();
}

const isFormula = (paragraph: string): boolean => /^ {4}/m.test(paragraph);

function fenced(formula: string): string {
  const lines = formula.split("\n").filter((line) => line !== "");
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return ["```text", ...lines.map((line) => line.slice(indent)), "```"].join("\n");
}
