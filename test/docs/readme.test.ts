import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { finished, PROGRAM, ROOT, temporaryFolder, withShippedFiles } from "../support/cli.js";

/*
 * The README is executed as written: its files are saved under the names in their first lines, and its commands run
 * in order, in a folder like a user's. What `.ci/run` itself calls is only looked for there.
 */

interface Block {
  readonly language: string;
  readonly text: string;
}

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
  (match): Block => ({ language: match[1]!, text: match[2]! }),
);
const files = blocks.flatMap(({ text }) => {
  const name = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1];
  return name === undefined ? [] : [{ name, text }];
});
const commands = blocks
  .filter(({ language }) => language === "sh")
  .flatMap(({ text }) => text.trim().split("\n"));
const ofCi = (command: string) => /^npm (?:ci|test|run )/.test(command);

describe("README", () => {
  it("has files and commands to try", () => {
    expect(files.map(({ name }) => name)).toEqual(["my-policy.ts", "my-scenario.yaml", "simulate.mjs"]);
    expect(commands.length).toBeGreaterThan(8);
  });

  it("shows every command of its own kind", () => {
    const strange = commands.filter((command) => !ofCi(command) && !/^(?:npx abrsim|node) /.test(command));
    expect(strange).toEqual([]);
  });

  it("commands about the project itself are run by .ci/run", () => {
    const ci = readFileSync(join(ROOT, ".ci/run"), "utf8");
    for (const command of commands.filter(ofCi))
      expect(ci.replaceAll("--silent ", ""), command).toContain(command);
  });

  it("all other commands do what they should, one after the other", { timeout: 600_000 }, async () => {
    const folder = withShippedFiles(temporaryFolder());
    symlinkSync(join(ROOT, "examples"), join(folder, "examples"));
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    for (const command of commands.filter((line) => !ofCi(line))) {
      const inFolder = command.replaceAll("/tmp/", `${folder}/tmp/`);
      const line = inFolder.replace(/^npx abrsim/, `"${process.execPath}" "${PROGRAM}"`);
      const { code, stdout, stderr } = await finished("bash", ["-c", line], folder);
      expect({ command, code, stderr: code === 0 ? "" : stderr }).toEqual({ command, code: 0, stderr: "" });
      expect(stdout, command).not.toBe("");
    }
  });
});
