import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { abrsim, lastingFolder, withShippedFiles } from "../support/cli.js";

const HOSTILE = "<img src=x onerror=alert(1)> ../../x 😀";
const SCENARIO = `
name: compared
traces: [traces/4g, traces/broadband-sd]
videos: [scenarios/videos/nine-levels.yaml]
policies: [throughput, bb, { use: throughput, name: ${JSON.stringify(HOSTILE)}, options: { safetyFactor: 0.5 } }]
compare: { metrics: [qoe_linear, stall_ratio] }
`;

let folder = "";
const run = (...flags: readonly string[]) =>
  abrsim(folder, ["run", "s.yaml", "--out", "r", "--quiet", ...flags]);
const compare = (...flags: readonly string[]) => abrsim(folder, ["compare", "r", ...flags]);

beforeAll(async () => {
  folder = withShippedFiles(lastingFolder({ "s.yaml": SCENARIO }));
  expect((await run()).code).toBe(0);
}, 60_000);

describe("abrsim compare", () => {
  it("says what the run said, in a table and in words", async () => {
    const { code, stdout, stderr } = await compare();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("No difference shown between bb and throughput: QoE linear");
    expect(stdout).toContain("<img src=x onerr…t(1)> ../../x 😀 is worse than throughput: QoE linear");
    expect(stdout).toMatch(/4g: (better|worse|equivalent|no difference shown), /);
    expect(stdout).toMatch(/^ +Keep throughput: |^ +Roll out/m);
  });

  it("with another control turns the difference round", async () => {
    type Row = Record<string, string>;
    const difference = async (policy: string, ...flags: string[]) => {
      const { stdout } = await compare("--format", "csv", ...flags);
      const rows = parse(stdout, { columns: true }) as Row[];
      return rows.find(
        (row) => row["policy"] === policy && row["scope"] === "all" && row["metric"] === "qoe_linear",
      )!;
    };
    const [one, other] = [await difference(HOSTILE), await difference("throughput", "--control", HOSTILE)];
    expect(Number(other["difference"])).toBeCloseTo(-Number(one["difference"]), 9);
    expect([one["finding"], other["finding"]]).toEqual(["worse", "better"]);
  });

  it.each(["markdown", "latex", "csv"])("as %s leaves nothing undefined", async (format) => {
    const { code, stdout } = await compare("--format", format);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/\bNaN\b|undefined|Infinity/);
  });

  it("as JSON is what summary.json says", async () => {
    const { stdout } = await compare("--format", "json");
    expect(stdout).toBe(readFileSync(join(folder, "r/summary.json"), "utf8"));
  });

  it("weighs sets, and splits traces", async () => {
    const summary = async (...flags: string[]) =>
      JSON.parse((await compare("--format", "json", ...flags)).stdout) as {
        weights?: object;
        split?: object;
        verdicts: { overall: { difference: number } }[];
      };
    const [plain, weighed] = [await summary(), await summary("--weights", "traces/4g=9")];
    expect(weighed.weights).toEqual({ "4g": 9 });
    expect(weighed.verdicts[0]!.overall.difference).not.toBe(plain.verdicts[0]!.overall.difference);
    expect((await summary("--split", "90/10")).split).toMatchObject({ controlPercent: 90 });
  });

  it("compares two folders", async () => {
    await abrsim(folder, [
      "run",
      "s.yaml",
      "--out",
      "r2",
      "--quiet",
      "--no-report",
      "--policies",
      "throughput",
    ]);
    const { code, stdout } = await abrsim(folder, ["compare", "r", "r2"]);
    expect(code).toBe(0);
    expect(stdout).toContain("throughput in r2 is the same as throughput in r");
  });

  it.each([
    [["compare", "r", "--split", "90/20"], "Expected two percentages that make 100"],
    [["compare", "r", "--control", "bbb"], 'Did you mean "bb"'],
    [["compare", "r", "nowhere"], "nowhere: expected a results folder"],
    [["compare"], "missing required argument"],
  ])("%j is refused", async (command, message) => {
    const { code, stdout, stderr } = await abrsim(folder, command);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("abrsim report", () => {
  it("builds again what the run built, byte for byte", async () => {
    const charts = () =>
      readdirSync(join(folder, "r/charts")).map((name) => [
        name,
        readFileSync(join(folder, "r/charts", name), "utf8"),
      ]);
    const [html, drawn] = [readFileSync(join(folder, "r/report.html"), "utf8"), charts()];
    rmSync(join(folder, "r/report.html"));
    rmSync(join(folder, "r/charts"), { recursive: true });
    const { code, stdout, stderr } = await abrsim(folder, ["report", "r"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Report: r\/report\.html, with \d+ charts beside it\n$/);
    expect(readFileSync(join(folder, "r/report.html"), "utf8")).toBe(html);
    expect(charts()).toEqual(drawn);
    // A hostile name is text everywhere, and the name of no file.
    expect(html).not.toContain("<img");
    expect(existsSync(join(folder, "x"))).toBe(false);
  });

  it("has all but timelines where the inputs are gone, and says so", async () => {
    const scenario = readFileSync(join(folder, "s.yaml"), "utf8");
    writeFileSync(join(folder, "s.yaml"), scenario.replace("traces/4g, ", ""));
    rmSync(join(folder, "s.yaml"));
    const { code, stderr } = await abrsim(join(folder, "r"), ["report", ".", "--out", "elsewhere"]);
    expect(code).toBe(0);
    expect(stderr === "" || /^warning: no timelines: /.test(stderr)).toBe(true);
    expect(existsSync(join(folder, "r/elsewhere/report.html"))).toBe(true);
    writeFileSync(join(folder, "s.yaml"), scenario);
  });

  it("refuses what is no results folder", async () => {
    const { code, stderr } = await abrsim(folder, ["report", "traces"]);
    expect(code).toBe(2);
    expect(stderr).toContain("traces: expected a results folder");
  });
});
