import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, lastingFolder, temporaryFolder } from "../support/cli.js";

const inputs = {
  "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n7,400\n3,2000\n",
  "t/b.csv": "duration_s,bandwidth_kbps\n5,1000\n",
  "clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 20\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
  "s.yaml": "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, bola]\nreplicates: 3\n",
};

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

const folder = lastingFolder(inputs);

describe("abrsim run --shard and abrsim merge", () => {
  it("make the bytes of the whole run, report and charts included", async () => {
    expect((await abrsim(folder, ["run", "s.yaml", "--out", "whole", "--segments"])).code).toBe(0);
    for (const shard of ["1/2", "2/2"]) {
      const { code, stdout, stderr } = await abrsim(folder, [
        "run",
        "s.yaml",
        "--shard",
        shard,
        "--segments",
      ]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `reports/s-${shard.replace("/", "-of-")}\n` });
      expect(stderr).toMatch(/^.*6 sessions in .* s\. When all shards are there: abrsim merge/m);
    }
    const args = ["merge", "reports/s-2-of-2", "reports/s-1-of-2", "--out", "merged"];
    const { code, stdout, stderr } = await abrsim(folder, args);
    expect(code).toBe(0);
    expect(stdout).toContain("bola");
    expect(stderr).toContain("12 sessions of 2 shards. Results: merged/report.html");
    expect(contents(join(folder, "merged"))).toEqual(contents(join(folder, "whole")));
  });

  it("take the shard from the batch system's array", async () => {
    const slurm = { SLURM_ARRAY_TASK_ID: "2", SLURM_ARRAY_TASK_COUNT: "2", SLURM_ARRAY_TASK_MIN: "1" };
    const args = ["run", "s.yaml", "--shard", "auto", "--out", "by-slurm"];
    expect((await abrsim(folder, args, slurm)).code).toBe(0);
    expect(JSON.parse(contents(join(folder, "by-slurm"))["run.json"]!).shard.part).toBe("2/2");
    const aws = { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "2" };
    expect((await abrsim(folder, args, aws)).code).toBe(0);
  });

  it.each([
    [["run", "s.yaml", "--shard", "3/2"], "--shard: expected I/N"],
    [["run", "s.yaml", "--shard", "auto"], "--shard auto: expected SLURM_ARRAY_TASK_ID"],
    [["run", "s.yaml", "--shard", "1/2", "--export", "p1203"], "--export: expected a run that is not cut"],
    [["merge", "t", "--out", "o"], "t: expected a results folder"],
    [["merge", "t"], "--out"],
    [["merge", "--out", "o"], "results"],
  ])("%j is refused in one line, and nothing is written", async (args, message) => {
    const other = temporaryFolder(inputs);
    const { code, stdout, stderr } = await abrsim(other, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
    expect(readdirSync(other).sort()).toEqual(["clip.yaml", "s.yaml", "t"]);
  });

  it("a shard is refused where a whole run is asked for, and a folder of another shard is not replaced", async () => {
    const other = temporaryFolder(inputs);
    const run = (shard: string) =>
      abrsim(other, ["run", "s.yaml", "--shard", shard, "--out", "o", "--quiet"]);
    expect((await run("1/2")).code).toBe(0);
    expect(await run("2/2")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("got shard 1/2 of a run"),
    });
    for (const args of [
      ["compare", "o"],
      ["report", "o"],
      ["gate", "o", "--baseline", "b.json"],
    ])
      expect(await abrsim(other, args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(
          "o: expected the results of a whole run, got shard 1/2 of one. Join its shards",
        ),
      });
  });
});
