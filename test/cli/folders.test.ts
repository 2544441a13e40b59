import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, PROGRAM, temporaryFolder, withShippedFiles } from "../support/cli.js";

const SCENARIO = "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb]\n";

const small = (files: Record<string, string> = {}) =>
  temporaryFolder({
    "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n",
    "clip.yaml":
      "segmentSeconds: 2\ndurationSeconds: 8\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
    "s.yaml": SCENARIO,
    ...files,
  });

describe("results folders", () => {
  it("--force replaces the results of another run, and leaves nothing of them", async () => {
    const folder = small();
    await abrsim(folder, ["run", "s.yaml", "--segments", "--out", "r"]);
    const { code } = await abrsim(folder, [
      "run",
      "s.yaml",
      "--seed",
      "2",
      "--no-report",
      "--out",
      "r",
      "--force",
    ]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "r")).sort()).toEqual([
      "charts",
      "run.json",
      "sessions.csv",
      "summary.json",
    ]);
    expect(readdirSync(join(folder, "r/charts"))).toEqual([]);
  });

  it("--force does not touch files that are not abrsim's", async () => {
    const mine = { "mine/run.json": '{"name":"pkg"}', "mine/charts/mine.txt": "x" };
    const folder = small(mine);
    const { code, stderr } = await abrsim(folder, ["run", "s.yaml", "--out", "mine", "--force"]);
    expect(code).toBe(2);
    expect(stderr).toContain("a folder with other files");
    for (const [name, text] of Object.entries(mine))
      expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  });

  it("a file in the place of the folder: says so", async () => {
    const folder = small({ afile: "x" });
    const { code, stderr } = await abrsim(folder, ["run", "s.yaml", "--out", "afile"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/afile: expected .*folder.*Choose another folder/);
  });

  it("a place where no folder can be made: says so, and soon", { timeout: 10_000 }, async () => {
    const { code, stderr } = await abrsim(small(), ["run", "s.yaml", "--out", "/proc/none/r"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^abrsim: \/proc\/none/);
  });

  it("several scenarios into one folder: refused before anything runs", async () => {
    const folder = small({ "other.yaml": SCENARIO, "same.yaml": `name: s\n${SCENARIO}` });
    for (const args of [
      ["s.yaml", "other.yaml", "--out", "r"],
      ["s.yaml", "same.yaml"],
    ]) {
      const { code, stderr } = await abrsim(folder, ["run", ...args]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/expected a results folder of its own/);
    }
    expect(existsSync(join(folder, "r"))).toBe(false);
    expect(existsSync(join(folder, "reports"))).toBe(false);
  });

  it("several scenarios, each into its own", async () => {
    const folder = small({ "other.yaml": SCENARIO });
    const { code } = await abrsim(folder, ["run", "s.yaml", "other.yaml", "--no-report"]);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "reports")).sort()).toEqual(["other", "s"]);
  });
});

describe("Ctrl-C", () => {
  it.each([0, 500])(
    "%d ms into a run: exits with 130 and leaves no half-written results",
    { timeout: 60_000 },
    async (ms) => {
      const folder = withShippedFiles(temporaryFolder());
      const args = ["run", "scenarios/all-traces.yaml", "--replicates", "40", "--segments", "--out", "r"];
      const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, stdio: "ignore" });
      const ended = new Promise<number | null>((done) => child.on("close", done));
      while (!existsSync(join(folder, "r"))) await sleep(10);
      await sleep(ms);
      child.kill("SIGINT");
      expect(await ended).toBe(130);
      // Nothing, or what can be gone on with.
      const left = readdirSync(join(folder, "r"));
      expect(left.filter((name) => name !== ".unfinished")).toEqual([]);
      if (left.length > 0) expect(readdirSync(join(folder, "r/.unfinished"))).toContain("journal.jsonl");
    },
  );
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
