import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";

const TRACE = (rates: readonly number[]) =>
  `duration_s,bandwidth_kbps\n${rates.map((rate) => `5,${rate}\n`).join("")}`;
const VIDEO =
  "name: clip\nsegmentSeconds: 2\ndurationSeconds: 20\nlevels:\n  - bitrateKbps: 300\n  - bitrateKbps: 1000\n";
const SCENARIO = "traces: [traces]\nvideos: [clip.yaml]\npolicies: [bb, throughput]\n";

const folder = (more: Readonly<Record<string, string>> = {}) =>
  temporaryFolder({
    "traces/one.csv": TRACE([3000, 500, 200]),
    "traces/two.csv": TRACE([400, 2000]),
    "clip.yaml": VIDEO,
    "s.yaml": SCENARIO,
    ...more,
  });

describe("abrsim optimal", () => {
  it("prints a table, and says which models it leaves out", async () => {
    const { code, stdout, stderr } = await abrsim(folder(), ["optimal", "s.yaml"]);
    expect(code).toBe(0);
    expect(stdout).toContain("s: regret in 4 sessions on 2 traces");
    expect(stdout).toMatch(/bb +2 completed +2 /);
    expect(stdout).toContain("QoE linear (Σ Mbit/s)");
    expect(stderr).toContain("QoE composite is left out");
  });

  it("prints the same whatever the threads", async () => {
    const cwd = folder();
    const of = async (jobs: string) =>
      (await abrsim(cwd, ["optimal", "s.yaml", "--replicates", "3", "--jobs", jobs, "--format", "csv"]))
        .stdout;
    const one = await of("1");
    expect(one.split("\n")).toHaveLength(1 + 2 * 2 * 3 + 1);
    expect(await of("3")).toBe(one);
  });

  it("gives JSON in which no policy is above the upper bound", async () => {
    const { stdout } = await abrsim(folder(), ["optimal", "s.yaml", "--format", "json", "--quiet"]);
    const { sessions, models } = JSON.parse(stdout);
    expect(models.map(({ qoe }: { qoe: string }) => qoe)).toEqual(["linear"]);
    expect(sessions).toHaveLength(4);
    for (const { achieved, optimum_lower, optimum_upper, regret } of sessions) {
      expect(achieved).toBeLessThanOrEqual(optimum_upper + 1e-9);
      expect(optimum_lower).toBeLessThanOrEqual(optimum_upper);
      expect(regret).toBeCloseTo(Math.max(0, optimum_lower - achieved), 9);
    }
  });

  it("writes nothing", async () => {
    const cwd = folder();
    const before = readdirSync(cwd);
    await abrsim(cwd, ["optimal", "s.yaml"]);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it("has its figures as columns of a run that asks for them", async () => {
    const cwd = folder();
    const { stdout } = await abrsim(cwd, ["run", "s.yaml", "--optimum", "--no-report"]);
    expect(stdout).toContain("regret of QoE linear");
    const [head, first] = readFileSync(join(cwd, "reports/s/sessions.csv"), "utf8").split("\n");
    expect(head).toMatch(/,qoe_linear,optimum_linear,optimum_upper_linear,regret_linear$/);
    expect(
      first!
        .split(",")
        .slice(-3)
        .every((cell) => cell !== ""),
    ).toBe(true);
  });

  it("refuses a model that is no sum, in one line with the reason", async () => {
    const { code, stdout, stderr } = await abrsim(folder(), [
      "optimal",
      "s.yaml",
      "--qoe",
      "linear,composite",
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^abrsim: --qoe linear,composite: expected .* got composite \(it divides .*\n$/);
  });

  it("refuses a player that is not covered, in one line that names the setting", async () => {
    const args = ["optimal", "s.yaml", "--set", "viewer.leaveAtSeconds=9"];
    const { code, stderr } = await abrsim(folder(), args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^abrsim: s.yaml:3: .* got viewer.leaveAt \(.*\n$/);
  });

  it("exits with 3 where sessions fail, and names them", async () => {
    const bad = "export default () => ({ name: 'bad', decide: () => ({ level: 99 }) });\n";
    const cwd = folder({ "bad.js": bad });
    const { code, stdout, stderr } = await abrsim(cwd, ["optimal", "s.yaml", "--policies", "bb,./bad.js"]);
    expect(code).toBe(3);
    expect(stdout).toContain("2 failed");
    expect(stderr).toMatch(/failed: .*bad.* on traces\/one.csv, clip, replicate 0: /);
  });
});
