import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { beforeAll, describe, expect, it } from "vitest";
import { abrsim, lastingFolder, withShippedFiles } from "../support/cli.js";

/*
 * The gate as CI calls it: on shipped traces, with a policy file that gets worse.
 */

/** One segment in so many a level lower costs some 3 % of the linear QoE. */
const WORSE = 27;

/** Throughput's choices, but for a segment in `every` a level lower: 0 for none. */
const POLICY = (every: number) => `
import { throughput } from "abrsim/policies";
export default (options, context) => {
  const policy = throughput(options, context);
  return {
    ...policy,
    name: "shipped",
    decide(o) {
      const decision = policy.decide(o);
      const worse = ${every} > 0 && o.segment.index % ${every} === 0;
      return { ...decision, level: worse ? Math.max(0, decision.level - 1) : decision.level };
    },
  };
};
`;

const SCENARIO = `
name: gated
traces: [traces/3g-commute, traces/4g, traces/broadband-sd, traces/5g-driving, traces/leo-satellite, traces/adversarial]
videos: [scenarios/videos/nine-levels.yaml]
policies: [{ use: ./policy.ts, name: shipped }]
qoe: [linear, composite]
gate: { margins: { qoe_linear: 2% } }
`;

let folder = "";
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const run = async (out: string, every = 0, flags: readonly string[] = []) => {
  write("policy.ts", POLICY(every));
  return abrsim(folder, ["run", "s.yaml", "--out", out, "--no-report", "--quiet", ...flags]);
};
const gate = (results: string, ...flags: readonly string[]) =>
  abrsim(folder, ["gate", results, "--baseline", "baseline.json", ...flags]);

beforeAll(async () => {
  folder = withShippedFiles(lastingFolder({ "s.yaml": SCENARIO }));
  expect((await run("r")).code).toBe(0);
  const { code, stdout } = await gate("r", "--update");
  expect([code, stdout]).toEqual([0, "Wrote baseline.json: 1 policy on 113 traces.\n"]);
}, 60_000);

describe("abrsim gate", () => {
  it("passes the same commit, twice, byte for byte, and writes the same baseline", async () => {
    await run("again");
    const [first, second] = [await gate("r"), await gate("again")];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout).toContain("Gate passed");
    const before = read("baseline.json");
    await gate("again", "--update");
    expect(read("baseline.json")).toBe(before);
  });

  it("fails a policy that is some 3 % worse, with its reason", async () => {
    await run("worse", WORSE);
    const { code, stdout } = await gate("worse", "--format", "json");
    const result = JSON.parse(stdout) as {
      metrics: { metric: string; baseline: number; difference: number }[];
    };
    const linear = result.metrics.find(({ metric }) => metric === "qoe_linear")!;
    const change = linear.difference / linear.baseline;
    expect(change).toBeLessThan(-0.025);
    expect(change).toBeGreaterThan(-0.035);
    expect(result).toMatchObject({ outcome: "fail", changes: [{ text: "policy shipped: other code" }] });
    expect(code).toBe(1);
    const words = (await gate("worse")).stdout;
    expect(words).toMatch(/fail +shipped: QoE linear fell by .* worse by more than the tolerated 2 %/);
    expect(words).toMatch(/Gate failed: gated against baseline\.json, 1 failed of 2 checks/);
  });

  it("takes margins from the command line, and a results folder for a baseline", async () => {
    expect((await gate("worse", "--margin", "qoe_linear=10%")).code).toBe(0);
    expect((await abrsim(folder, ["gate", "worse", "--baseline", "r"])).code).toBe(1);
    expect((await abrsim(folder, ["gate", "r", "--baseline", "worse"])).code).toBe(0);
  });

  it("is inconclusive on few traces, which fails unless it is allowed", async () => {
    const few = ["--traces", "traces/4g/4g-0[1-4].csv"];
    await run("few", 0, few);
    const baseline = ["--baseline", "few.json"];
    await abrsim(folder, ["gate", "few", ...baseline, "--update"]);
    expect((await abrsim(folder, ["gate", "few", ...baseline])).code).toBe(0);
    await run("few-worse", WORSE, few);
    const { code, stdout } = await abrsim(folder, ["gate", "few-worse", ...baseline]);
    expect(code).toBe(1);
    expect(stdout).toContain("Gate inconclusive");
    expect((await abrsim(folder, ["gate", "few-worse", ...baseline, "--allow-inconclusive"])).code).toBe(0);
  });

  it("refuses what is unlike, says what changed, and writes nothing", async () => {
    await run("longer-buffer", 0, ["--set", "player.maxBufferSeconds=20"]);
    const { code, stderr } = await gate("longer-buffer", "--junit", "unlike.xml");
    expect(code).toBe(2);
    expect(stderr).toContain("got player.maxBufferSeconds: 20, and 60 in the baseline");
    expect(existsSync(join(folder, "unlike.xml"))).toBe(false);
    await run("fewer", 0, ["--traces", "traces/4g"]);
    expect((await gate("fewer")).stderr).toMatch(
      /got trace 3g-commute\/\S+: only in the baseline; and 92 more/,
    );
  });

  it("holds to targets and to limits of one's own", async () => {
    const { code, stdout } = await abrsim(folder, [
      ...["gate", "r", "--targets", "targets-003", "--threshold", "shipped: completion.min>=100%"],
      ...["--format", "json"],
    ]);
    expect(code).toBe(1);
    const { thresholds } = JSON.parse(stdout) as { thresholds: { threshold: string; outcome: string }[] };
    const outcomes = Object.fromEntries(thresholds.map(({ threshold, outcome }) => [threshold, outcome]));
    expect(Object.keys(outcomes)).toHaveLength(7);
    expect(outcomes).toMatchObject({ "completion.min>=100%": "pass", "mean_bitrate_kbps.p5>3000": "fail" });
  });

  it("writes JUnit, Markdown, annotations and the step summary", async () => {
    write("summary.md", "what was there\n");
    const { code, stdout } = await abrsim(
      folder,
      [
        "gate",
        "worse",
        "--baseline",
        "baseline.json",
        "--junit",
        "out/gate.xml",
        "--markdown",
        "out/gate.md",
      ],
      { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "summary.md") },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error title=[^:]*::shipped: QoE linear fell by .*$/m);
    const xml = new DOMParser().parseFromString(read("out/gate.xml"), "text/xml");
    expect(xml.getElementsByTagName("testcase")).toHaveLength(2);
    expect(xml.getElementsByTagName("failure")).toHaveLength(1);
    const markdown = read("out/gate.md");
    expect(markdown).toContain("QoE linear fell by");
    expect(read("summary.md")).toBe(`what was there\n${markdown}`);
  });

  it.each([
    [["gate", "r"], "expected something to hold the results to"],
    [["gate", "nowhere", "--targets", "targets-003"], "nowhere: expected a results folder"],
    [["gate", "r", "--baseline", "missing.json"], "missing.json: expected a baseline, got no such file"],
    [["gate", "r", "--baseline", "s.yaml"], "s.yaml: expected a baseline, as abrsim gate --update writes it"],
    [["gate", "r", "--update"], "--update: expected a file to write the baseline to"],
    [["gate", "r", "--targets", "targets-3"], '"targets-3". Did you mean "targets-003"'],
    [["gate", "r", "--baseline", "baseline.json", "--margin", "qoe_liner=2%"], 'Did you mean "qoe_linear"'],
    [
      ["gate", "r", "--baseline", "baseline.json", "--margin", "qoe_linear=-1"],
      "Expected a margin of 0 or more",
    ],
    [["gate", "r", "--baseline", "baseline.json", "--weights", "4g=0"], "Expected a weight over 0"],
  ])("%j is refused in one line", async (command, message) => {
    const { code, stdout, stderr } = await abrsim(folder, command);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n").length).toBeLessThanOrEqual(2);
  });
});
