import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  GENERATOR_KINDS,
  generatorPresets,
  KIND_NAMES,
  type Models,
  type TraceFamily,
  traceFamilies,
} from "../../src/inputs/generators/index.js";
import { throttlePresets } from "../../src/inputs/generators/presets/throttle.js";

const HEAD = readFileSync(join(import.meta.dirname, "generators-head.md"), "utf8");

/** The page about all generators, in Markdown, made from their own data under generators-head.md. */
export function generatorsPage(): string {
  const throttles: readonly TraceFamily[] = throttlePresets;
  return [
    HEAD,
    "## Families that ship",
    "",
    families(traceFamilies),
    "",
    "## Presets",
    "",
    families(generatorPresets.filter((preset) => !throttles.includes(preset))),
    "",
    "## Throttle presets",
    "",
    "The links that developers' tools pretend to have: one rate, and their round-trip time as latency, which in abrsim is from a",
    "request to its first bit, and so one round trip.",
    "",
    "| name | is | of |",
    "|---|---|---|",
    ...throttles.map(({ name, description, source }) => `| \`${name}\` | ${description} | ${source} |`),
    "",
    "## Kinds",
    "",
    ...KIND_NAMES.flatMap(section),
  ].join("\n");
}

const families = (rows: readonly TraceFamily[]): string =>
  [
    "| name | kind | is | from |",
    "|---|---|---|---|",
    ...rows.map(
      ({ name, kind, description, source }) =>
        `| \`${name}\` | ${kind === "patterns" ? "" : `\`${kind}\``} | ${description} | ${source} |`,
    ),
  ].join("\n");

function section<Kind extends keyof Models>(name: Kind): string[] {
  const { description, source, parameters, defaults, write } = GENERATOR_KINDS[name];
  const values = write(defaults);
  return [
    `### \`${name}\``,
    "",
    `${capital(description)}. Source: ${source}.`,
    "",
    "| parameter | default | is |",
    "|---|---|---|",
    ...parameters.map((parameter) => {
      const value = JSON.stringify(values[parameter.name]);
      // A table of numbers says nothing within this one.
      const shown = value === undefined || /\{|\[\[/.test(value) ? "" : `\`${value}\``;
      return `| \`${parameter.name}\` | ${shown} | ${parameter.meaning} |`;
    }),
    "",
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
