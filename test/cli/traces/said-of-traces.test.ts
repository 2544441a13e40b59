import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, lastingFolder, temporaryFolder, withShippedFiles } from "../../support/cli.js";

const csv = (rates: readonly number[]) =>
  `duration_s,bandwidth_kbps\n${rates.map((rate) => `1,${rate}\n`).join("")}`;
const various = (seed: number) =>
  Array.from({ length: 90 }, (_, index) => Math.round(3000 + 2000 * Math.sin((index + seed) ** 2)));

const files = {
  "set/a.csv": csv(various(0)),
  "set/b.csv": csv(various(1)),
  "set/c.csv": csv([...various(2), ...new Array<number>(70).fill(0)]),
  "broken/d.csv": "duration_s,bandwidth_kbps\n1,2000\n1,fast\n",
};
const folder = lastingFolder(files);
const traces = (...args: readonly string[]) => abrsim(folder, ["traces", ...args]);

describe("abrsim traces info", () => {
  it("prints a row a trace, a row a set with its sampling errors, and what they mean", async () => {
    const { code, stdout, stderr } = await traces("info", "set");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^set\/a\.csv +abrsim +90 +90 +1 /m);
    expect(stdout).toMatch(/^set +3 +0\.0944 +1 +\d\S* \[\S+, \S+\]/m);
    expect(stdout).toContain("Outage: below 0.1 Mbit/s");
  });

  it("tells programs the traces, or with --sets the sets, in bins of the length asked for", async () => {
    const [json, sets] = await Promise.all([
      traces("info", "set/*.csv", "--bin", "5", "--format", "json"),
      traces("info", "set", "--sets", "--bin", "0.5", "--format", "csv"),
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { trace: "set/a.csv", bin_s: 5 },
      { trace: "set/b.csv" },
      { trace: "set/c.csv", longest_outage_s: 70 },
    ]);
    expect(sets.stdout.split("\n")).toHaveLength(3);
    expect(sets.stdout).toMatch(/^set,3,[\d.]+,0\.5,/m);
  });

  it.each([
    [["--bin", "0"], "Expected a number of seconds over 0"],
    [["--bin", "1e9"], "Expected a number of seconds over 0"],
    [["--bin", "0.000001"], "--bin: expected bins that set/a.csv has few enough of"],
    [["--from", "nonsense"], "expected a trace format"],
  ])("refuses %j in one line", async (flags, message) => {
    const { code, stdout, stderr } = await traces("info", "set", ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("abrsim traces lint", () => {
  it("exits with 0 in spite of warnings, and with --strict with 1", async () => {
    const [lenient, strict, faultless] = await Promise.all([
      traces("lint", "set"),
      traces("lint", "set", "--strict"),
      traces("lint", "set/a.csv", "set/b.csv", "--strict"),
    ]);
    expect(lenient.stdout).toMatch(/^set\/c\.csv\n {2}warning {2}long-outage/);
    expect(lenient.stdout).toMatch(/\n1 warning, in 1 place; 3 traces read\n$/);
    expect([lenient.code, strict.code, faultless.code]).toEqual([0, 1, 0]);
    expect(faultless.stdout).toBe("2 traces, nothing found\n");
  });

  it("goes on after a file that is no trace, tells its line, and exits with 2", async () => {
    const { code, stdout } = await traces("lint", "broken", "set", "--format", "json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([
      { severity: "error", rule: "unreadable", where: "broken/d.csv:3" },
      { rule: "long-outage", where: "set/c.csv", at_s: 90 },
    ]);
  });

  it("writes annotations for a workflow", async () => {
    const { stdout } = await traces("lint", "set", "--format", "github");
    expect(stdout).toMatch(
      /^::warning file=set\/c\.csv,title=abrsim traces lint%3A long-outage::set\/c\.csv: /,
    );
  });
});

describe("abrsim traces plot", () => {
  it("draws in the terminal, 80 characters wide where there is none, or as COLUMNS says", async () => {
    const [plain, narrow] = await Promise.all([
      traces("plot", "set/a.csv", "set/c.csv"),
      abrsim(folder, ["traces", "plot", "set/a.csv"], { COLUMNS: "50" }),
    ]);
    const longest = (text: string) => Math.max(...text.split("\n").map(({ length }) => length));
    expect(plain.stdout).toMatch(/^set\/a\.csv\n.*\n\nset\/c\.csv\n/s);
    expect(plain.stdout).toMatch(/^ +outage +X+$/m);
    expect(longest(plain.stdout)).toBe(80);
    expect(longest(narrow.stdout)).toBe(50);
    expect(plain.stdout).not.toContain("\u001b");
  });

  it("writes an SVG and a PNG", async () => {
    const here = temporaryFolder(files);
    const [svg, png] = await Promise.all([
      abrsim(here, ["traces", "plot", "set", "--out", "out/plot.svg"]),
      abrsim(here, ["traces", "plot", "set/a.csv", "--out", "plot.PNG"]),
    ]);
    expect(svg.stdout).toBe("out/plot.svg: 3 traces\n");
    expect(readFileSync(join(here, "out/plot.svg"), "utf8")).toContain("set/c.csv");
    expect(png.code).toBe(0);
    expect(readFileSync(join(here, "plot.PNG")).subarray(1, 4).toString()).toBe("PNG");
  });

  it("refuses another ending before it reads anything, and what is shorter than a bin, and writes nothing", async () => {
    const [ending, short] = await Promise.all([
      traces("plot", "no-such-file", "--out", "plot.pdf"),
      traces("plot", "set/a.csv", "--bin", "100", "--out", "plot.svg"),
    ]);
    expect(ending.stderr).toContain("expected a file name that ends in .svg or .png");
    expect(short.stderr).toContain("set/a.csv: expected a trace of at least one bin");
    expect([ending.code, short.code]).toEqual([2, 2]);
    expect(existsSync(join(folder, "plot.svg"))).toBe(false);
  });

  it("draws more than a dozen by their sets into a file, and refuses to in the terminal", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 13 }, (_, index) => [`many/${index}.csv`, csv(various(index))]),
    );
    const here = temporaryFolder(many);
    const [file, terminal] = await Promise.all([
      abrsim(here, ["traces", "plot", "many", "--out", "plot.svg"]),
      abrsim(here, ["traces", "plot", "many"]),
    ]);
    expect(file.stdout).toBe("plot.svg: 13 traces, by their sets\n");
    expect(terminal.code).toBe(2);
    expect(terminal.stderr).toContain("at most 12 traces, got 13");
  });
});

describe("abrsim traces list", () => {
  it("lists what ships, and what is in a folder", async () => {
    const [shipped, own] = await Promise.all([
      abrsim(withShippedFiles(temporaryFolder()), ["traces", "list", "--format", "json"]),
      traces("list", "set", "--format", "csv"),
    ]);
    const rows = JSON.parse(shipped.stdout) as { folder: string; traces: number; description: string }[];
    expect(rows.map(({ traces }) => traces)).toEqual([20, 20, 20, 13, 20, 20]);
    expect(rows[0]!.folder).toMatch(/traces\/3g-commute$/);
    for (const { description } of rows) expect(description).toMatch(/\w+: /);
    expect(own.stdout).toMatch(/^folder,traces,hours,mean_kbps,format\nset,3,/);
  });
});
