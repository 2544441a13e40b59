import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { estimators } from "../../src/estimators/registry.js";
import { policies } from "../../src/policies/registry.js";
import { abrsim, finished, ROOT, temporaryFolder, withShippedFiles } from "../support/cli.js";

const run = (...args: string[]) => abrsim(temporaryFolder(), ["policies", ...args]);

describe("abrsim policies list", () => {
  it("shows every policy with its line and its citation", async () => {
    const { code, stdout, stderr } = await run("list");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const words = stdout.replaceAll(/\s+/g, " ");
    for (const { name, summary, citation } of policies)
      expect(words).toContain(`${name} ${summary} ${citation}`);
  });

  it("shows the estimators where it is asked to", async () => {
    const { stdout } = await run("list", "--estimators", "--format", "json");
    expect(JSON.parse(stdout)).toEqual(
      estimators.map(({ name, summary, citation }) => ({ name, summary, citation })),
    );
  });

  it("is data in other formats", async () => {
    const expected = policies.map(({ name, summary, citation }) => ({ name, summary, citation }));
    expect(JSON.parse((await run("list", "--format", "json")).stdout)).toEqual(expected);
    expect(parse((await run("list", "--format", "csv")).stdout, { columns: true })).toEqual(expected);
    expect((await run("list", "--format", "markdown")).stdout).toMatch(/^\| bb \| .* \| .* \|$/m);
  });
});

describe("abrsim policies info", () => {
  it("tells of a policy what its source says, from the installed files", async () => {
    const { code, stdout } = await run("info", "bb", "--format", "json");
    expect(code).toBe(0);
    const info = JSON.parse(stdout);
    expect(info).toMatchObject({
      name: "bb",
      methods: [],
      citation: expect.stringContaining("SIGCOMM 2017"),
    });
    expect(info.description).toContain("buffer-based baseline of Pensieve");
    expect(info.options[0]).toEqual({
      name: "reservoir",
      default: 5,
      kind: "a number of 0 or more",
      meaning: "Below this buffer level the lowest level is asked for; seconds.",
    });
    expect(info.code).toMatch(/policies\/bb\.js$/);
  });

  it("shows a scenario that runs", async () => {
    const folder = withShippedFiles(temporaryFolder());
    const { stdout } = await abrsim(folder, ["policies", "info", "throughput"]);
    writeFileSync(join(folder, "example.yaml"), stdout.slice(stdout.indexOf("name: example")));
    const ran = await abrsim(folder, ["run", "example.yaml", "--no-report"]);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("throughput") });
  });

  it("tells of a file what it can", async () => {
    const folder = temporaryFolder({
      "p.ts":
        'import type { PolicyFactory } from "abrsim/policies";\n/** Does little. */\nconst p: PolicyFactory<{ reserve: number }> = () => ({ name: "mine", decide: () => ({ level: 0 }), onIdle() {} });\nexport default p;\n',
    });
    const { stdout } = await abrsim(folder, ["policies", "info", "./p.ts", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      name: "mine",
      description: "Does little.",
      options: [{ name: "reserve" }],
      methods: ["onIdle"],
      code: "p.ts",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ["bolaa", /^abrsim: policy: expected a known policy or .*, got "bolaa"\. Did you mean "bola"\?\n$/],
    [".", /^abrsim: \.: expected a policy file, got a folder\. Name one file\n$/],
    ["./none.ts", /^abrsim: \.\/none\.ts: expected a policy file, got nothing of that name/],
  ])("refuses %s, in the words of check", async (use, message) => {
    const folder = temporaryFolder({ "t/a.csv": "" });
    const info = await abrsim(folder, ["policies", "info", use]);
    expect(info).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
    expect(await abrsim(folder, ["policies", "check", use])).toEqual(info);
  });

  it("tells of a file whose factory makes no policy", async () => {
    const folder = temporaryFolder({ "p.mjs": "export default () => {};\n" });
    const { code, stdout } = await abrsim(folder, ["policies", "info", "p.mjs"]);
    expect(code).toBe(0);
    expect(stdout).toContain("in the example below, the factory returned nothing: expected a policy");
  });
});

describe("abrsim policies new", () => {
  it.each([
    ["in TypeScript", [], "ts"],
    ["in JavaScript", ["--js"], "mjs"],
  ])(
    "%s: its policy keeps the contract, its test passes, its scenario runs",
    { timeout: 120_000 },
    async (_, flags, ending) => {
      const folder = withShippedFiles(temporaryFolder());
      const written = await abrsim(folder, ["policies", "new", "timid", "--out", "own", ...flags]);
      expect({ code: written.code, stderr: written.stderr }).toEqual({ code: 0, stderr: "" });
      const [policy, test, scenario] = [`own/timid.${ending}`, `own/timid.test.${ending}`, "own/timid.yaml"];
      for (const file of [policy, test, scenario]) expect(written.stdout).toContain(file);
      expect(readFileSync(join(folder, policy), "utf8").split("\n").length).toBeLessThan(35);

      // Node 20 takes TypeScript with a loader only, which the command that is printed fetches.
      const loader = ending === "ts" ? ["--import", "tsx"] : [];
      symlinkSync(join(ROOT, "node_modules/tsx"), join(folder, "node_modules/tsx"));
      const tested = await finished(process.execPath, [...loader, "--test", test], folder);
      expect(tested).toMatchObject({ code: 0, stdout: expect.stringMatching(/pass 3\b/) });
      const checked = await abrsim(folder, ["policies", "check", policy, "--runs", "30"]);
      expect(checked).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`${policy} keeps the contract`),
      });
      expect(checked.stdout).toContain("✓ answers faster downloads, all else equal, with no lower level");
      const ran = await abrsim(folder, ["run", scenario, "--no-report"]);
      expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("timid-16s") });
    },
  );

  it("type-checks as it is", { timeout: 60_000 }, async () => {
    const folder = withShippedFiles(temporaryFolder());
    await abrsim(folder, ["policies", "new", "timid"]);
    mkdirSync(join(folder, "node_modules/@types"));
    symlinkSync(join(ROOT, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
    const strict = "--strict --noEmit --noUncheckedIndexedAccess --exactOptionalPropertyTypes --skipLibCheck";
    const modules =
      "--module nodenext --target es2022 --types node --allowImportingTsExtensions --verbatimModuleSyntax false";
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const { code, stdout } = await finished(
      process.execPath,
      [tsc, ...strict.split(" "), ...modules.split(" "), "timid.ts", "timid.test.ts"],
      folder,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });

  it("overwrites nothing", async () => {
    const folder = temporaryFolder({ "timid.yaml": "mine" });
    const { code, stderr } = await abrsim(folder, ["policies", "new", "timid"]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "abrsim: timid.yaml: expected no file of that name, got one that is there. Choose another name, or another folder with --out\n",
    );
    expect(readdirSync(folder)).toEqual(["timid.yaml"]);
  });

  it.each([
    ["Timid", /expected a name of small letters.*, got "Timid"/],
    ["../x", /got "\.\.\/x"/],
    ["a b", /got "a b"/],
    ["1abc", /starting with a letter.*, got "1abc"/],
    ["bola", /expected a name of its own, got bola, which is a policy of the library/],
  ])("refuses the name %s", async (name, message) => {
    const { code, stderr } = await run("new", name);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("abrsim policies check", () => {
  const careless = `import { readFileSync } from "node:fs";
const { random } = Math;
let sessions = 0;
export default ({ greed = 0 }) => ({
  name: "careless",
  decide(o) {
    sessions++;
    return { level: random() < 2 && o.buffer > 5 ? greed : o.allowed[0], reason: String(readFileSync.length) };
  },
});
`;

  it("shows each rule, and of a broken one what, where, when and how to try it again", async () => {
    const folder = temporaryFolder({ "careless.mjs": careless });
    const check = (...args: string[]) =>
      abrsim(folder, ["policies", "check", "careless.mjs", "--set", "greed=2", ...args]);
    const { code, stdout, stderr } = await check("--runs", "50");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("✓ neither keeps nor changes what it is shown");
    expect(stdout).toMatch(/used Math\.random: .* \(careless\.mjs:8\)/);
    expect(stdout).toContain("imports node:fs, which only Node has (careless.mjs:1)");
    expect(stdout).toMatch(
      /! stays within .*\n +answered level 2 where .*\n +a ladder of .*\n +decision 1: /,
    );
    expect(stdout).toMatch(/✗ copes with .*\n +answered level 2\n +a ladder of .*\n +decision 1: /);
    const [, seed, path] = /again: --seed (\d+) --path (one-level:\S+)/.exec(stdout)!;
    const again = await check("--seed", seed!, "--path", path!);
    expect(again.code).toBe(1);
    expect(again.stdout.split("\n").filter((line) => /^\S.*ladder of one level/.test(line))).toHaveLength(1);
    const mended = await abrsim(folder, [
      "policies",
      "check",
      "careless.mjs",
      "--seed",
      seed!,
      "--path",
      path!,
    ]);
    expect(mended.code).toBe(0);
  });

  it("is data in JSON", async () => {
    const folder = temporaryFolder({ "careless.mjs": careless });
    const args = ["policies", "check", "careless.mjs", "--runs", "20", "--format", "json"];
    const { code, stdout } = await abrsim(folder, [...args, "--options", "{ greed: 2 }"]);
    expect(code).toBe(1);
    const { policy, options, rules } = JSON.parse(stdout);
    expect({ policy, options }).toEqual({ policy: "careless.mjs", options: { greed: 2 } });
    const broken = rules.find(({ rule }: { rule: string }) => rule === "surroundings");
    expect(broken).toMatchObject({ status: "broken", place: "careless.mjs:8", replay: { seed: 1 } });
  });

  it("notices what a file does when it is loaded", async () => {
    const folder = temporaryFolder({
      "p.mjs":
        "const began = Date.now();\nexport default () => ({ name: 'p', decide: (o) => ({ level: o.allowed[0], reason: String(began) }) });\n",
    });
    const { code, stdout } = await abrsim(folder, ["policies", "check", "p.mjs", "--runs", "5"]);
    expect(code).toBe(1);
    expect(stdout).toContain("used Date.now when it was loaded (p.mjs:1)");
  });

  it("advises against keys that no player reads", async () => {
    const folder = temporaryFolder({
      "p.mjs": "export default () => ({ name: 'p', decide: (o) => ({ level: o.allowed[0], wait: 3 }) });\n",
    });
    const { code, stdout } = await abrsim(folder, ["policies", "check", "p.mjs", "--runs", "5"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /! answers with nothing that no player reads\n +decide\(\) returned wait, .* mean "waitSeconds"\?/,
    );
    expect(stdout).toContain("p.mjs keeps the contract, but for what is only advised");
  });

  it("survives policies that end the process or leave timers behind", async () => {
    const folder = temporaryFolder({
      "exit.mjs": "export default () => ({ name: 'p', decide: () => process.exit(0) });\n",
      "late.mjs":
        "export default () => ({ name: 'p', decide: (o) => { setTimeout(() => { throw new Error('late') }); return { level: o.allowed[0] }; } });\n",
    });
    const exit = await abrsim(folder, ["policies", "check", "exit.mjs", "--runs", "3"]);
    expect(exit).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("the policy called process.exit (exit.mjs:1)"),
    });
    const late = await abrsim(folder, ["policies", "check", "late.mjs", "--runs", "3"]);
    expect(late).toMatchObject({ code: 1, stdout: expect.stringContaining("used setTimeout: ") });
  });

  it.each([
    [["./none.ts"], /none\.ts: expected a policy file, got nothing of that name/],
    [["bol"], /policy: expected a known policy.*Did you mean "bola"\?/],
    [["bb", "--set", "reservoir=x"], /options\.reservoir: expected a number of 0 or more, got "x"/],
    [["bb", "--set", "x"], /--set x: expected key=value/],
    [["bb", "--options", "["], /--options: expected a YAML value/],
    [["bb", "--path", "x"], /--path: expected a path as a broken rule gives it/],
    [["bb", "--runs", "0"], /--runs.*Expected a whole number of 1 or more/],
  ])("refuses %j in one line", async (args, message) => {
    const { code, stdout, stderr } = await run("check", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
  });
});
