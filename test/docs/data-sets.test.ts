import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { tracesCommand } from "../../src/cli/commands/traces/index.js";
import { videosCommand } from "../../src/cli/commands/videos/index.js";
import { TRACE_FORMATS } from "../../src/inputs/traces/registry.js";
import { VIDEO_FORMATS } from "../../src/inputs/videos/registry.js";
import { ROOT } from "../support/root.js";

const page = readFileSync(join(ROOT, "docs/data-sets.md"), "utf8");
const commands = [...page.matchAll(/^ *(abrsim .*)$/gm)].map(([, command]) => command!);
const names = (formats: readonly { readonly name: string }[]) => formats.map(({ name }) => name);

/** The words of a command line, without the quotes that keep a shell from expanding them. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

/** Hands words to a command whose actions do nothing. @returns the names of the commands that took them */
async function parse(root: Command, words: readonly string[]): Promise<readonly string[]> {
  const taken: string[] = [];
  const quieten = (command: Command) => {
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {}, writeOut: () => {} })
      .action(() => void taken.push(command.name()));
    for (const inner of command.commands) quieten(inner);
  };
  for (const command of root.commands) quieten(command);
  await root.exitOverride().parseAsync(words, { from: "user" });
  return taken;
}

describe("docs/data-sets.md", () => {
  it("has commands", () => {
    expect(commands.length).toBeGreaterThan(30);
  });

  it.each(commands)("%s", async (line) => {
    const [, room, command, ...rest] = wordsOf(line);
    const root = room === "traces" ? tracesCommand() : videosCommand();
    expect(root.name()).toBe(room);
    expect(await parse(root, [command!, ...rest])).toEqual([command]);
    const formats = names(room === "traces" ? TRACE_FORMATS : VIDEO_FORMATS);
    const from = rest.indexOf("--from");
    if (from !== -1) expect(formats).toContain(rest[from + 1]);
  });

  it.each([
    ["Traces", [...names(TRACE_FORMATS), "throttle:"]],
    ["Videos", [...names(VIDEO_FORMATS), "segments"]],
  ])("names formats in the table of %s that there are", (heading, known) => {
    const cells = tableUnder(heading).map((row) => row.at(-1)!);
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
    expect(named.length).toBeGreaterThan(4);
    expect(known).toEqual(expect.arrayContaining(named));
  });

  it("names every format that data come in", () => {
    const foreign = names([...TRACE_FORMATS, ...VIDEO_FORMATS]).filter(
      (name) => name !== "abrsim" && name !== "recording",
    );
    expect(foreign.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("has a section for each set, with its pitfalls", () => {
    const sections = page.split(/^### /m).slice(1);
    const titles = sections.map((section) => section.slice(0, section.indexOf("\n")));
    const linked = [...tableUnder("Traces"), ...tableUnder("Videos")].flatMap(
      ([set]) => /^\[(.*)\]\(#(.*)\)$/.exec(set!)?.slice(1) ?? [],
    );
    for (let at = 0; at < linked.length; at += 2) {
      expect(titles).toContain(linked[at]);
      expect(linked[at + 1]).toBe(anchorOf(linked[at]!));
    }
    for (const section of sections) expect(section).toContain("abrsim ");
  });
});

/** The rows of the table at the beginning of a chapter, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const chapter = page.split(`\n## ${heading}\n`)[1]!;
  return chapter
    .slice(0, chapter.indexOf("\n### "))
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** As GitHub makes them. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
