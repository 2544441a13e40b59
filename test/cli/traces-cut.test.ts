import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { abrsim, lastingFolder } from "../support/cli.js";

const rows = (...each: readonly string[]) => `duration_s,bandwidth_kbps\n${each.join("\n")}\n`;

let folder: string;
beforeAll(() => {
  folder = lastingFolder({
    "a.csv": rows("1.5,1000", "4,2000", "0.5,3000"),
    "set/long.csv": rows("1000,500"),
    "set/short.csv": rows("5,700"),
  });
});
const run = (...args: string[]) => abrsim(folder, ["traces", ...args]);
const text = (name: string) => readFileSync(join(folder, name), "utf8");

describe("abrsim traces cut", () => {
  it("cuts to the instant, inside of intervals", async () => {
    const { code, stdout, stderr } = await run("cut", "a.csv", "cut.csv", "--start", "1", "--end", "3.25");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("cut.csv: 2 intervals, 2.25 s, 1.78 Mbit/s on average, from abrsim\n");
    expect(text("cut.csv")).toBe(rows("0.5,1000", "1.75,2000"));
    await run("cut", "a.csv", "cut.csv", "--start", "5");
    expect(text("cut.csv")).toBe(rows("0.5,2000", "0.5,3000"));
    await run("cut", "a.csv", "cut.oboe", "--duration", "1");
    expect(text("cut.oboe")).toBe("0 1000\n1000 1000\n");
  });

  it("cuts all of a folder, and says which end too early", async () => {
    const { stderr } = await run("cut", "set", "cuts", "--duration", "320");
    expect(stderr).toBe("1 trace ends before 320 s, and so does what was cut\n");
    expect(text("cuts/long.csv")).toBe(rows("320,500"));
    expect(text("cuts/short.csv")).toBe(rows("5,700"));
  });

  it.each([
    [["--start", "10"], /a\.csv: expected a trace of over 10 s, where --start is, got 6 s\. Choose/],
    [["--start", "3", "--end", "2"], /--end: expected a time after --start, 3, got 2/],
    [["--end", "3", "--duration", "2"], /--duration.*cannot be used with.*--end/],
    [["--start", "-1"], /--start.*number of 0 or more/],
    [["--end", "0"], /--end.*number of seconds over 0/],
  ])("refuses %j in one line, and writes nothing", async (args, message) => {
    const { code, stdout, stderr } = await run("cut", "a.csv", "none/cut.csv", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});

describe("abrsim traces split", () => {
  it("writes windows side by side, without the rest or with it", async () => {
    const { code, stderr } = await run("split", "a.csv", "windows", "--window", "2.5");
    expect(code).toBe(0);
    expect(stderr).toBe("left out: 1 window that a trace ends in; --keep-rest keeps them\n");
    expect(readdirSync(join(folder, "windows"))).toEqual(["a-001.csv", "a-002.csv"]);
    expect(text("windows/a-001.csv")).toBe(rows("1.5,1000", "1,2000"));
    expect(text("windows/a-002.csv")).toBe(rows("2.5,2000"));
    expect((await run("split", "a.csv", "rest", "--window", "2.5", "--keep-rest")).stderr).toBe("");
    expect(text("rest/a-003.csv")).toBe(rows("0.5,2000", "0.5,3000"));
  });

  it("writes windows that overlap", async () => {
    await run("split", "a.csv", "overlapping", "--window", "4", "--step", "1", "--to", "pensieve");
    expect(readdirSync(join(folder, "overlapping"))).toEqual([
      "a-001.pensieve",
      "a-002.pensieve",
      "a-003.pensieve",
    ]);
    expect(text("overlapping/a-002.pensieve")).toBe("0 1\n0.5 1\n4 2\n");
  });

  it("splits all of a folder, and those that are too short into nothing", async () => {
    const { stdout, stderr } = await run("split", "set", "many", "--window", "10");
    expect(stdout).toBe("many: 100 traces, 100 intervals, 1000 s, 500 kbit/s on average, from abrsim\n");
    expect(stderr).toMatch(/^left out: 1 window/);
  });

  it.each([
    [["a.csv", "none"], /required option '--window/],
    [["a.csv", "none", "--window", "0"], /--window.*number of seconds over 0/],
    [
      ["a.csv", "none", "--window", "7"],
      /a\.csv: expected a trace of at least one window, 7 s, got none\. Make/,
    ],
    [
      ["a.csv", "none", "--window", "5", "--step", "0.001"],
      /--step: expected at least a thousandth of --window, 5/,
    ],
    [["a.csv", "a.csv", "--window", "2"], /a\.csv: expected a folder to write to, got a file of that name/],
  ])("refuses %j in one line, and writes nothing", async (args, message) => {
    const { code, stdout, stderr } = await run("split", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
