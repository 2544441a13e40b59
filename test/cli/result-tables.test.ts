import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../report/parquet/duckdb.js";
import { abrsim, lastingFolder, temporaryFolder } from "../support/cli.js";

const inputs = {
  "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n7,400\n3,2000\n",
  "t/b.csv": "duration_s,bandwidth_kbps\n5,1000\n",
  "clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 20\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
  "s.yaml": "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, bola]\nreplicates: 3\n",
};
const folder = lastingFolder(inputs);
const file = (name: string) => readFileSync(join(folder, name));

describe("--tables", () => {
  it("writes Parquet beside CSV, and another implementation finds the same rows in both", async () => {
    const args = ["run", "s.yaml", "--segments", "--tables", "csv,parquet", "--out", "both", "--no-report"];
    expect((await abrsim(folder, args)).code).toBe(0);
    for (const [table, rows] of [
      ["sessions", 12n],
      ["segments", 120n],
    ] as const) {
      const bytes = file(`both/${table}.parquet`);
      const csv = `read_csv('${join(folder, "both", `${table}.csv`)}', sample_size=-1)`;
      expect((await ask(bytes, "SELECT count(*) FROM FILE")).rows).toEqual([[rows]]);
      expect((await ask(bytes, "SELECT * FROM FILE LIMIT 0")).names).toEqual(
        (await ask(bytes, `SELECT * FROM ${csv} LIMIT 0`)).names,
      );
      expect((await ask(bytes, `SELECT * FROM FILE EXCEPT SELECT * FROM ${csv}`)).rows).toEqual([]);
    }
  });

  it("of a merge, gives the file of the whole run", async () => {
    const tables = ["--tables", "parquet", "--no-report", "--quiet"];
    expect((await abrsim(folder, ["run", "s.yaml", "--out", "whole", ...tables])).code).toBe(0);
    const written = readdirSync(join(folder, "whole")).filter((name) => /csv|parquet/.test(name));
    // compare, gate and report read sessions.csv.
    expect(written.sort()).toEqual(["sessions.csv", "sessions.parquet"]);
    for (const shard of ["1/2", "2/2"])
      expect((await abrsim(folder, ["run", "s.yaml", "--shard", shard, "--quiet"])).code).toBe(0);
    const merge = ["merge", "reports/s-1-of-2", "reports/s-2-of-2", "--out", "merged", ...tables];
    expect((await abrsim(folder, merge)).code).toBe(0);
    expect(file("merged/sessions.parquet").equals(file("whole/sessions.parquet"))).toBe(true);
  });

  it.each([
    [["--tables", "arrow"], "--tables"],
    [["--tables", "parquet", "--shard", "1/2"], "--tables: expected csv"],
  ])("%j is refused in one line, and nothing is written", async (flags, message) => {
    const other = temporaryFolder(inputs);
    const { code, stdout, stderr } = await abrsim(other, ["run", "s.yaml", ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
    expect(readdirSync(other).sort()).toEqual(["clip.yaml", "s.yaml", "t"]);
  });
});
