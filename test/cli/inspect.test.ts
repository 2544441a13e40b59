import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { abrsim } from "../support/cli.js";

const FILES = {
  "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n5,400\n",
  "t/b.csv": "duration_s,bandwidth_kbps\n5,1500\n5,800\n",
  "clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 40\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }, { bitrateKbps: 2000 }]\n",
  "p.mjs":
    "export default () => ({ name: 'p', decide: (o) => { if (o.segment.index === 7) throw new Error('enough'); return { level: 1 }; } });\n",
  "s.yaml": "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, throughput, ./p.mjs]\n",
};

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-test-"));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await abrsim(folder, ["run", "s.yaml", "--no-report", "--quiet", "--segments", "--out", "r"]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("abrsim inspect", () => {
  it("shows a session, its timeline and its decisions, within the terminal's width", async () => {
    const inspect = (...args: string[]) => abrsim(folder, ["inspect", "r", ...args], { COLUMNS: "110" });
    const { code, stdout, stderr } = await inspect("--policy", "throughput", "--trace", "a");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^throughput on t\/a\.csv: clip \(3 levels, up to 2 Mbit\/s\), replicate 0, seed 1\ncompleted/,
    );
    expect(stdout).toMatch(/\n +player s+[─X]+\n +│0 s/);
    expect(stdout.match(/^ +\d+ .* throughput .* played$/gm)!.length).toBeGreaterThan(10);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);

    const one = await inspect("--policy", "throughput", "--trace", "a", "--at", "7");
    expect(one.stdout).toContain("Segment 7, 14 s to 16 s of the video, decided at");
    expect(one.stdout).toContain("Downloads that it knew of, newest first");

    const failed = await inspect("--policy", "p", "--trace", "a", "--segments", "6-9");
    expect(failed.stdout).toMatch(/failed at segment 7 .*decide\(\) threw Error: enough \(p\.mjs:1\)/);
    expect(failed.stdout).toMatch(/ 7 .* policy failed\n$/);
  });

  it("works from any working folder", async () => {
    const [here, there] = await Promise.all(
      [
        [folder, "r"],
        [join(folder, "t"), "../r"],
        [tmpdir(), join(folder, "r")],
      ].map(([cwd, results]) => abrsim(cwd!, ["inspect", results!, "--policy", "bb", "--trace", "a"])),
    ).then(([first, ...rest]) => [first!, rest] as const);
    expect(here.code).toBe(0);
    expect(there).toEqual([here, here]);
  });

  it("is data in other formats", async () => {
    const inspect = async (...args: string[]) =>
      (await abrsim(folder, ["inspect", join(folder, "r/"), "--policy", "bb", "--trace", "t/b.csv", ...args]))
        .stdout;
    const rows: Record<string, string>[] = parse(await inspect("--format", "csv"), { columns: true });
    const { session, metrics, decisions } = JSON.parse(await inspect("--format", "json"));
    expect(rows.map((row) => Number(row["decided_s"]))).toEqual(
      decisions.map(({ decided_s }: { decided_s: number }) => decided_s),
    );
    expect(session).toMatchObject({ policy: "bb", trace: "t/b.csv", trace_set: "t", status: "completed" });
    expect(metrics).toHaveProperty("qoe_linear");
    const closely = JSON.parse(await inspect("--format", "json", "--at", "3"));
    expect(closely.decisions).toMatchObject([{ segment: 3, sizes_bytes: [75_000, 225_000, 500_000] }]);
    expect(closely.decisions[0].samples).toHaveLength(3);
    const markdown = await inspect("--format", "markdown", "--segments", "2-4");
    expect(markdown.split("\n").filter((line) => /^\| [234] \|/.test(line))).toHaveLength(3);
  });

  it.each([
    [
      ["r", "--policy", "bbb"],
      /--policy: expected one of bb, throughput, p, got "bbb"\. Did you mean "bb"\?/,
    ],
    [["r", "--policy", "bb"], /--trace: expected one of t\/a\.csv, t\/b\.csv, got nothing/],
    [
      ["r", "--policy", "bb", "--trace", "a", "--segments", "9-3"],
      /--segments: expected segments .*, got "9-3"/,
    ],
    [
      ["r", "--policy", "bb", "--trace", "a", "--at", "99"],
      /--at: expected segments from 0 to 19, counting from 0, got 99/,
    ],
    [["r", "--policy", "bb", "--trace", "a", "--at", "x"], /--at.*Expected a whole number of 0 or more/],
    [["t"], /t: expected a results folder/],
  ])("refuses %j in one line", async (args, message) => {
    const { code, stdout, stderr } = await abrsim(folder, ["inspect", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
  });
});
