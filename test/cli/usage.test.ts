import { describe, expect, it } from "vitest";
import { PROFILES } from "../../src/experiment/profiles/index.js";
import { traceFamilies } from "../../src/inputs/generators/index.js";
import { QOE_MODELS } from "../../src/metrics/qoe/index.js";
import { policies } from "../../src/policies/registry.js";
import { abrsim, temporaryFolder } from "../support/cli.js";

const run = (...args: string[]) => abrsim(temporaryFolder(), args);

describe("wrong usage", () => {
  it.each([
    [
      ["run", "x", "--polices", "bb"],
      "unknown option '--polices'. Did you mean --policies? See abrsim run --help",
    ],
    [["run"], "missing required argument 'scenario'. See abrsim run --help"],
    [["rnu"], "unknown command 'rnu'. Did you mean run? See abrsim --help"],
    [["traces", "genrate"], "unknown command 'genrate'. Did you mean generate? See abrsim traces --help"],
    [["help", "traecs"], "unknown command 'traecs'. Did you mean \"traces\"? See abrsim --help"],
    [["help", "nope"], /unknown command 'nope'\. Known are run, .*, help\. See abrsim --help/],
    [["help", "run", "x"], "unknown command 'x'. See abrsim run --help"],
    [
      ["traces", "help", "genrate"],
      /^abrsim: unknown command 'genrate'\. Did you mean "generate"\? See abrsim tr/,
    ],
    [["--line\nfeed"], /unknown option '--line feed'/],
    [
      ["run", "x", "--format", "tabel"],
      /^abrsim: option '--format.*Allowed choices are table.*abrsim run --help/,
    ],
    [["run", "x", "--jobs", "0x2"], /--jobs.*'0x2' is invalid\. Expected a whole number of 1 or more\. See/],
    [["run", "x", "--jobs", "1e3"], /--jobs.*whole number of 1 or more/],
    [["run", "x", "--jobs", " 2"], /--jobs.*whole number of 1 or more/],
    [["traces", "generate", "--seed", "0x2"], /--seed.*whole number/],
  ])("%j is told in one line, exit 2", async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    if (typeof message === "string") expect(stderr).toBe(`abrsim: ${message}\n`);
    else expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("help", () => {
  it.each([
    ...[[[]], [["run"]], [["help"]], [["inspect"]]],
    ...[[["traces"]], [["traces", "generate"]], [["traces", "help"]]],
    ...[
      [["policies"]],
      [["policies", "list"]],
      [["policies", "info"]],
      [["policies", "new"]],
      [["policies", "check"]],
    ],
  ])("of %j has an example, and is what `help` shows", async (names) => {
    const { code, stdout, stderr } = await run(...names, "--help");
    expect(stdout).toMatch(/\nExamples?:\n {2}\$ abrsim /);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await run("help", ...names)).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("of run names what its flags may name, and no default of none", async () => {
    const { stdout } = await run("run", "--help");
    for (const { name } of [...PROFILES.values(), ...QOE_MODELS, ...policies]) expect(stdout).toContain(name);
    expect(stdout).not.toContain("[])");
  });

  it("of traces generate names the families", async () => {
    const { stdout } = await run("traces", "generate", "--help");
    for (const { name } of traceFamilies) expect(stdout).toContain(name);
  });
});
