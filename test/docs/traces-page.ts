import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { throttlePresets } from "../../src/inputs/generators/presets/throttle.js";
import type { TraceFormat } from "../../src/inputs/traces/format.js";
import { TRACE_FORMATS } from "../../src/inputs/traces/registry.js";
import { TRACE_WRITERS } from "../../src/report/trace-formats/registry.js";
import { SAMPLES, type Sample } from "../inputs/traces/samples.js";
import { ROOT } from "../support/root.js";

const HEAD = readFileSync(join(import.meta.dirname, "traces-head.md"), "utf8");
const FOLDER = join(ROOT, "src/inputs/traces");

/** The page about all trace formats, in Markdown, made from what their own files say. */
export function tracesPage(): string {
  return [
    HEAD,
    "## Formats",
    "",
    "| name | a file looks like | an interval is | units | at the end | gaps | a file holds | written |",
    "|---|---|---|---|---|---|---|---|",
    ...TRACE_FORMATS.map(row),
    "",
    "## Formats that are written",
    "",
    "The ending of the file's name says which, where `--to` does not. Beside capacity a format has room for what is named",
    "here; what else the trace has is left out, and the command says so.",
    "",
    "| name | endings | beside capacity |",
    "|---|---|---|",
    ...TRACE_WRITERS.map(({ name, endings, carries }) => {
      const beside = [...(carries.latency ? ["latency"] : []), ...(carries.loss ? ["loss"] : [])];
      return `| \`${name}\` | ${endings.map((ending) => `\`${ending}\``).join(", ")} | ${beside.join(", ")} |`;
    }),
    "",
    "## Throttle presets",
    "",
    "The links that developers' tools pretend to have are sources like any file: `traces: [throttle:devtools-slow-4g]`,",
    "or all of them, `throttle:*`. Constant capacity; the round-trip time is the latency of every request.",
    "",
    "| source | is | kbit/s | RTT, ms |",
    "|---|---|---|---|",
    ...throttlePresets.map(({ name, source, model }) => {
      const { capacityMbps, latencyMs } = model;
      return `| \`throttle:${name}\` | ${source} | ${1000 * capacityMbps} | ${latencyMs} |`;
    }),
    "",
    "## What each format means",
    "",
    ...TRACE_FORMATS.flatMap(section),
  ].join("\n");
}

function row({ name, looks, means: { interval, units, end }, gaps }: TraceFormat): string {
  const holds = sampleOf(name).traces.some(({ part }) => part !== undefined) ? "several traces" : "a trace";
  const written = TRACE_WRITERS.some((writer) => writer.name === name) ? "yes" : "";
  const link = `[\`${name}\`](#${name})`;
  return `| ${[link, looks, interval, units, end, gaps ?? "", holds, written].map(cell).join(" | ")} |`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

function section({ name }: TraceFormat): string[] {
  return [`### ${name}`, "", said(name), "", "```text", beginning(sampleOf(name)), "```", ""];
}

function sampleOf(name: string): Sample {
  const sample = SAMPLES.find(({ format }) => format === name);
  if (!sample) throw new Error(`no sample of ${name}`);
  return sample;
}

const LINES = 5;
const WIDTH = 116;

/** The first lines of a sample, each as far as it fits a page. */
function beginning({ text }: Sample): string {
  const lines = text.trimEnd().split("\n");
  const shown = lines
    .slice(0, LINES)
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}...` : line));
  return [...shown, ...(lines.length > LINES ? ["..."] : [])].join("\n");
}

const SOURCES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(FOLDER, name), "utf8"));

/** The doc comment of a format, which is written as Markdown. */
function said(name: string): string {
  const constant = new RegExp(
    String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\s*export const \w+: TraceFormat = \{\s*name: "${name}"`,
  );
  const comment = SOURCES.map((source) => constant.exec(source)?.[1]).find((found) => found !== undefined);
  if (comment === undefined) throw new Error(`no doc comment of ${name}`);
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .replaceAll(/\{@link (\w+)\}/g, "`$1`")
    .trim();
}
