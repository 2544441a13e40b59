import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CALLS, HEADER, SAMPLE, textOf } from "../inputs/recordings/lines.js";
import { abrsim, lastingFolder } from "../support/cli.js";

const rows = (...each: readonly string[]) => `duration_s,bandwidth_kbps\n${each.join("\n")}\n`;
const session = (bits: number) => [
  HEADER,
  { ...CALLS.sample, sample: { ...SAMPLE, start_s: 0, first_byte_s: 0, end_s: 2, bits } },
];

let folder: string;
beforeAll(() => {
  folder = lastingFolder({
    "raw/3g/slow.csv": rows("10,150"),
    "raw/3g/good.csv": rows("10,300", "10,2100"),
    "raw/4g/fast.json": '[{"duration_ms":9000,"bandwidth_kbps":7000,"latency_ms":3}]',
    "raw/4g/fine.pensieve": "0 5\n10 5\n20 0.1\n",
    "logs/two.jsonl": textOf(...session(2e6), ...session(2e8)),
    "logs/kept.jsonl": textOf(...session(2e6), ...session(4e6)),
  });
});
const filter = (...args: string[]) => abrsim(folder, ["traces", "filter", ...args]);
const record = (out: string) => JSON.parse(readFileSync(join(folder, out, "filtered.json"), "utf8"));

describe("abrsim traces filter", () => {
  it("copies what keeps the rules, and records what does not, and why", async () => {
    const { code, stdout, stderr } = await filter(
      ...["raw", "--out", "kept", "--mean-mbps", "0.2..6", "--min-mbps", "0.2.."],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(join(folder, "kept"), { recursive: true }).sort()).toEqual([
      "3g",
      "3g/good.csv",
      "filtered.json",
    ]);
    expect(readFileSync(join(folder, "kept/3g/good.csv"), "utf8")).toBe(rows("10,300", "10,2100"));
    expect(record("kept")).toEqual({
      rules: [
        { figure: "mean-mbps", low: 0.2, high: 6 },
        { figure: "min-mbps", low: 0.2 },
      ],
      binSeconds: 1,
      kept: [
        { source: "raw/3g/good.csv", figures: { "mean-mbps": 1.2, "min-mbps": 0.3 }, file: "3g/good.csv" },
      ],
      dropped: [
        {
          source: "raw/3g/slow.csv",
          figures: { "mean-mbps": 0.15, "min-mbps": 0.15 },
          broken: ["mean-mbps", "min-mbps"],
        },
        { source: "raw/4g/fast.json", figures: { "mean-mbps": 7, "min-mbps": 7 }, broken: ["mean-mbps"] },
        {
          source: "raw/4g/fine.pensieve",
          figures: { "mean-mbps": 2.55, "min-mbps": 0.1 },
          broken: ["min-mbps"],
        },
      ],
    });
    expect(stdout).toMatch(/mean-mbps +0\.200 +6 +2 +1\b/);
    expect(stdout).toMatch(/raw\/4g\/fine\.pensieve +2\.55 +0\.100 +min-mbps/);
    expect(stdout).toMatch(/\nkept: 1 of 4 traces, and the record filtered\.json\n$/);
  });

  it("leaves a record that is not taken for a trace", async () => {
    await filter("raw", "--out", "again", "--duration-s", "20..20");
    const { code, stdout } = await abrsim(folder, ["traces", "convert", "again", "converted/"]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(2);
  });

  it("replaces what it has put there before, and nothing else", async () => {
    await filter("raw", "--out", "twice", "--mean-mbps", "1..3");
    writeFileSync(join(folder, "twice/note.txt"), "mine");
    await filter("raw", "--out", "twice", "--mean-mbps", "7..");
    expect(readdirSync(join(folder, "twice"), { recursive: true }).sort()).toEqual([
      ...["4g", "4g/fast.json", "filtered.json", "note.txt"],
    ]);
    expect((await filter("raw", "--out", "twice", "--mean-mbps", "70..")).stdout).toMatch(
      /twice: 0 of 4 traces/,
    );
    expect(readdirSync(join(folder, "twice"))).toEqual(["filtered.json", "note.txt"]);
  });

  it("copies a file of which all parts are kept, and writes the parts of one of which some are", async () => {
    const { code } = await filter("logs", "--out", "parts", "--mean-mbps", "..10");
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "parts"))).toEqual(["filtered.json", "kept.jsonl", "two-1.csv"]);
    expect(readFileSync(join(folder, "parts/two-1.csv"), "utf8")).toBe(rows("2,1000"));
    expect(record("parts").dropped).toEqual([
      { source: "logs/two.jsonl", part: "2", figures: { "mean-mbps": 100 }, broken: ["mean-mbps"] },
    ]);
  });

  it("keeps the families of several sources apart", async () => {
    await filter("raw/3g", "raw/4g/*.json", "--out", "families", "--mean-mbps", "0..100");
    expect(readdirSync(join(folder, "families"))).toEqual(["3g", "4g", "filtered.json"]);
  });

  it.each([
    [["raw", "--out", "none"], /expected a rule to keep traces by, got none/],
    [["raw", "--mean-mbps", "1.."], /required option '--out/],
    [["raw", "--out", "none", "--mean-mbps", "x"], /--mean-mbps.*Expected a range/],
    [["raw", "--out", "none", "--mean-mbps", ".."], /--mean-mbps.*Expected a range/],
    [["raw", "--out", "none", "--mean-mbps", "6..0.2"], /--mean-mbps.*from the lower to the higher/],
    [
      ["raw", "--out", "raw", "--mean-mbps", "1.."],
      /raw: expected a folder that no trace is read from, got the one/,
    ],
    [
      ["raw", "--out", "logs", "--mean-mbps", "1.."],
      /logs: expected a folder that is empty, not there yet, or of an/,
    ],
    [
      ["raw", "--out", "none", "--mean-mbps", "1..", "--bin", "0.0000001"],
      /--bin: expected bins that .*longer bins/,
    ],
    [
      ["nothing", "--out", "none", "--mean-mbps", "1.."],
      /nothing: expected a trace, a recording, or a folder/,
    ],
  ])("refuses %j in one line, and writes nothing", async (args, message) => {
    const { code, stdout, stderr } = await filter(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
