import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDeclaredTypes } from "../../src/experiment/policy-info/doc-comments.js";
import { SESSION_COLUMNS, type SessionColumn } from "../../src/metrics/catalogue.js";
import { FAIRNESS } from "../../src/metrics/jain-index.js";
import { OPTIONAL_COLUMNS } from "../../src/metrics/optional/index.js";
import type { SessionMetrics } from "../../src/model/metrics.js";
import type { MetricColumn } from "../../src/model/results.js";
import { ANALYTICS } from "../../src/report/analytics.js";
import { ROOT } from "../support/root.js";

const HEAD = readFileSync(join(import.meta.dirname, "metrics-head.md"), "utf8");
const source = (path: string) => readFileSync(join(ROOT, "src", path), "utf8");

/** The page about all metrics, in Markdown, made from the doc comments of what they are read off. */
export function metricsPage(): string {
  return [
    HEAD,
    table(SESSION_COLUMNS.map((column) => row(column, ofSession(column)))),
    "",
    "### Where a mechanism is switched on",
    "",
    table(OPTIONAL_COLUMNS.map((column) => row(column, ofMechanism(column)))),
    "",
    "### Others",
    "",
    table([
      row(FAIRNESS, `Where clients share a link, the same for each of them. ${ofFairness()}`),
      "| `qoe_<model>` | see there | see there | The score of a model: [qoe.md](qoe.md). |",
      "| `optimum_<model>`, `optimum_upper_<model>`, `regret_<model>` | the model's | | The best that was possible, and what was missed of it: [optimum.md](optimum.md). |",
    ]),
    "",
    "## As production analytics count",
    "",
    `${declared("model/analytics.ts", "Analytics").whole}`,
    "",
    "They are `arms[].analytics` in `summary.json`; tables show shares in per cent.",
    "",
    analytics(),
    "",
  ].join("\n");
}

const table = (rows: readonly string[]): string =>
  ["| column | unit | better is | is |", "|---|---|---|---|", ...rows].join("\n");

function row({ name, unit, better, ratioOf }: MetricColumn, meaning: string): string {
  const sums = (names: readonly string[]) => {
    const all = names.map((each) => `Σ \`${each}\``).join(" + ");
    return names.length > 1 ? `(${all})` : all;
  };
  const overSets = ratioOf && ` Over a set: ${sums(ratioOf.numerator)} / ${sums(ratioOf.denominator)}.`;
  return `| \`${name}\` | ${unit} | ${better === "neither" ? "" : better} | ${cell(meaning)}${overSets ?? ""} |`;
}

/** What is said of the metric that a column is read off. */
function ofSession(column: SessionColumn): string {
  const read: PropertyKey[] = [];
  column.read(
    new Proxy({} as SessionMetrics, {
      get: (_, name) => {
        read.push(name);
        return undefined;
      },
    }),
  );
  return declared("model/metrics.ts", "SessionMetrics").member(String(read[0]));
}

/** The doc comment of the column's own constant, in whichever file it stands. */
function ofMechanism({ name }: MetricColumn): string {
  const files = [...source("metrics/optional/index.ts").matchAll(/from "\.\/([\w-]+)\.js"/g)];
  for (const [, file] of files) {
    const constant = new RegExp(`${COMMENT}\\s*export const \\w+: OptionalColumn = \\{\\s*name: "${name}"`);
    const found = constant.exec(source(`metrics/optional/${file}.ts`))?.[1];
    if (found !== undefined) return plain(found);
  }
  throw new Error(`no doc comment of ${name}`);
}

const ofFairness = (): string =>
  plain(new RegExp(`${COMMENT}\\s*export function jainIndex`).exec(source("metrics/jain-index.ts"))![1]!);

function analytics(): string {
  const { member } = declared("model/analytics.ts", "Analytics");
  return [
    "| figure | unit | better is | is |",
    "|---|---|---|---|",
    ...ANALYTICS.map(({ name, label, unit, better }) => {
      const direction = better === "neither" ? "" : better;
      return `| \`${name}\`: ${label} | ${unit} | ${direction} | ${cell(member(name))} |`;
    }),
  ].join("\n");
}

function declared(file: string, name: string) {
  const text = source(file);
  const members = readDeclaredTypes(text).interfaces.get(name)?.members;
  return {
    whole: plain(new RegExp(`${COMMENT}\\s*export interface ${name} `).exec(text)?.[1] ?? ""),
    member(member: string): string {
      const meaning = members?.get(member);
      if (meaning === undefined) throw new Error(`${name}.${member} has no doc comment`);
      return meaning;
    },
  };
}

const COMMENT = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/`;

/** A comment's paragraphs without its stars and what only editors follow. */
const plain = (comment: string): string =>
  comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim())
    .join("\n")
    .split(/\n\n+/)
    .map((paragraph) => paragraph.trim().replaceAll("\n", " "))
    .filter((paragraph) => paragraph !== "" && !paragraph.startsWith("@"))
    .join("\n\n");

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
