import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { readTrace, readTraces } from "../../src/inputs/index.js";
import { TRACE_WRITERS } from "../../src/report/trace-formats/registry.js";
import { CALLS, HEADER, SAMPLE, textOf } from "../inputs/recordings/lines.js";
import { SAMPLES } from "../inputs/traces/samples.js";
import { abrsim, lastingFolder, PROGRAM, temporaryFolder } from "../support/cli.js";

const call = (start: number, end: number, bits: number) => ({
  ...CALLS.sample,
  sample: { ...SAMPLE, start_s: start, first_byte_s: start, end_s: end, bits },
});
const CSV = "duration_s,bandwidth_kbps\n1,2500\n0.5,0\n2.25,1200.5\n";

let folder: string;
beforeAll(() => {
  folder = lastingFolder({
    "log.jsonl": textOf(HEADER, call(0, 2, 4e6), call(3, 5, 8e6)),
    "two.jsonl": textOf(HEADER, call(0, 2, 4e6), HEADER, call(0, 1, 2e6)),
    "empty.jsonl": textOf(HEADER),
    "set/a.csv": CSV,
    "set/deeper/b.json": '[{"duration_ms":1000,"bandwidth_kbps":700,"latency_ms":30}]',
    "set/README.md": "not a trace",
    "packed.csv.gz": gzipSync(CSV),
    "latent.csv": "duration_s,bandwidth_kbps,latency_ms,loss\n1,2500,40,0\n",
    "silent.csv": "duration_s,bandwidth_kbps\n10,0\n",
    ...Object.fromEntries(SAMPLES.map(({ format, text }) => [`${format}.trace`, text])),
  });
  symlinkSync(join(folder, "sabre.trace"), join(folder, "alias.trace"));
  mkdirSync(join(folder, "there"));
  execFileSync("mkfifo", [join(folder, "pipe.csv")]);
});

const convert = (...args: string[]) => abrsim(folder, ["traces", "convert", ...args]);
const text = (name: string) => readFileSync(join(folder, name), "utf8");
const below = (name: string) =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1))
    .sort();

describe("abrsim traces convert", () => {
  it("writes a trace of any format so that it reads the same", async () => {
    const one = SAMPLES.filter(({ traces }) => traces.length === 1 && traces[0]!.part === undefined);
    const samples = Object.fromEntries(one.map(({ format, text: sample }) => [`in/${format}.x`, sample]));
    const inputs = temporaryFolder(samples);
    expect((await abrsim(inputs, ["traces", "convert", "in", "out"])).code).toBe(0);
    const read = async (content: string, format: string) =>
      (await readTrace([content], { name: "a/b", set: "a", format })).trace;
    for (const { format, text: sample } of one) {
      const written = readFileSync(join(inputs, `out/${format}.csv`), "utf8");
      expect(await read(written, "abrsim")).toEqual(await read(sample, format));
    }
  });

  it("writes any format, by its ending or by name, compressed where the name ends in .gz", async () => {
    for (const { name, endings } of TRACE_WRITERS) {
      const out = `written${endings[0]}`;
      expect((await convert("set/deeper/b.json", out)).code).toBe(0);
      expect((await readTrace([text(out)], { name: "a/b", set: "a" })).format).toBe(name);
    }
    expect((await convert("set/deeper/b.json", "w.txt.gz", "--to", "oboe")).code).toBe(0);
    expect(gunzipSync(readFileSync(join(folder, "w.txt.gz"))).toString()).toBe("0 700\n1000 700\n");
    expect((await convert("packed.csv.gz", "unpacked.csv")).stdout).toMatch(/from abrsim\n$/);
    expect(text("unpacked.csv")).toBe(CSV);
  });

  it("knows recordings too, and says what it took for the time that they leave open", async () => {
    const { code, stdout, stderr } = await convert("log.jsonl", "link.csv", "--gaps", "drop");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "link.csv: 2 intervals, 4 s, 3 Mbit/s on average, from recording\n",
    });
    expect(stderr).toBe("measured: 80 % of 5 s, by 2 downloads; the rest is left out (--gaps drop)\n");
    expect(text("link.csv")).toBe("duration_s,bandwidth_kbps\n2,2000\n2,4000\n");
  });

  it("writes one part of a file that has several, or each to a file", async () => {
    expect((await convert("two.jsonl", "second.csv", "--part", "2")).code).toBe(0);
    expect(text("second.csv")).toBe("duration_s,bandwidth_kbps\n1,2000\n");
    const { stdout } = await convert("two.jsonl", "parts", "--to", "pensieve");
    expect(stdout.split("\n").map((line) => line.split(":")[0])).toEqual([
      "parts/two-1.pensieve",
      "parts/two-2.pensieve",
      "",
    ]);
    expect(text("parts/two-2.pensieve")).toBe("0 2\n1 2\n");
  });

  it("writes parts that take turns, whatever they are called", async () => {
    const sessions = ["../x", "a/b", "A/B", "ä".repeat(64), "東京", "con"];
    const lines = [1, 2, 3].flatMap((second) =>
      sessions.map((sid, index) =>
        JSON.stringify({ msec: second, mtp: 1000 * (index + second), ot: "v", sid }),
      ),
    );
    const inputs = temporaryFolder({ "log.jsonl": `${lines.join("\n")}\n` });
    const { code, stderr } = await abrsim(inputs, ["traces", "convert", "log.jsonl", "out/"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const names = ["log-x", "log-a-b", "log-A-B-2", `log-${"ä".repeat(64)}`, "log-東京", "log-con"];
    expect(readdirSync(inputs).sort()).toEqual(["log.jsonl", "out"]);
    expect(readdirSync(join(inputs, "out")).sort()).toEqual(names.map((name) => `${name}.csv`).sort());
    const { traces } = await readTraces([readFileSync(join(inputs, "log.jsonl"), "utf8")], {
      name: "a/b",
      set: "a",
    });
    for (const [index, { part, trace }] of traces.entries()) {
      expect(part).toBe(sessions[index]);
      const one = readFileSync(join(inputs, "out", `${names[index]}.csv`), "utf8");
      expect((await readTrace([one], { name: trace.name, set: "a" })).trace).toEqual(trace);
    }
  });

  it("converts the files of a folder, with the folders in it", async () => {
    const { code, stdout, stderr } = await convert("set", "there", "--to", "oboe");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "left out: latency, which oboe has no place for\n" });
    expect(stdout.split("\n")).toHaveLength(3);
    expect(below("there")).toEqual(["a.oboe", "deeper/b.oboe"]);
    await convert("set/**/*.{csv,json}", "globbed/");
    expect(below("globbed")).toEqual(["a.csv", "deeper/b.csv"]);
  });

  it("tells of many in one line", async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`in/${n}.csv`, CSV]));
    const many = temporaryFolder(files);
    const { stdout } = await abrsim(many, ["traces", "convert", "in", "out"]);
    expect(stdout).toBe("out: 12 traces, 36 intervals, 45 s, 1.39 Mbit/s on average, from abrsim\n");
  });

  it("sets a latency, in place of that which the source has", async () => {
    await convert("latent.csv", "latent.json", "--latency-ms", "70");
    expect(text("latent.json")).toBe('[\n{"duration_ms":1000,"bandwidth_kbps":2500,"latency_ms":70}\n]\n');
    expect((await convert("set/a.csv", "given.json", "--latency-ms", "0")).code).toBe(0);
  });

  it("lists in its help the formats that there are", async () => {
    const { stdout } = await convert("--help");
    for (const { format } of SAMPLES)
      expect(stdout).toMatch(new RegExp(`^Formats to read: .*\\b${format}\\b`, "m"));
    for (const { name } of TRACE_WRITERS)
      expect(stdout).toMatch(new RegExp(`^Formats to write.*\\b${name} \\.`, "m"));
  });

  it.each([
    [
      ["throttle:devtools-3g", "s.csv"],
      /^abrsim: throttle:devtools-3g: expected a file.*by abrsim traces generate devtools-3g\n$/,
    ],
    [
      ["sabre.trace", "s.xyz"],
      /s\.xyz: expected an ending that says the format: \.csv, .*got "\.xyz"\. Say --to/,
    ],
    [
      ["sabre.trace", "s.txt"],
      /s\.txt: expected a format, as \.txt may be pensieve, mahimahi, oboe, got none. Say --to/,
    ],
    [
      ["sabre.trace", "s2.csv", "--from", "saber"],
      /sabre\.trace: expected a trace format, one of abrsim, .*Did you mean "sabre"\?/,
    ],
    [["sabre.trace", "s2.csv", "--to", "saber"], /--to.*abrsim/],
    [["two.jsonl", "s2.csv"], /--part: expected one of "1, 2", got nothing\. The file has several traces/],
    [["two.jsonl", "s2.csv", "--part", "3"], /--part: expected one of "1, 2", got "3"/],
    [["set/a.csv", "s2.csv", "--part", "3"], /--part: expected none, as set\/a\.csv is one trace, got "3"/],
    [
      ["empty.jsonl", "s2.csv"],
      /empty\.jsonl: expected a trace of at least one interval, got nothing but 1 session without a download/,
    ],
    [["sabre.trace", "./sabre.trace", "--to", "abrsim"], /expected another file than is read, got the same/],
    [["alias.trace", "sabre.trace", "--to", "abrsim"], /expected another file than is read, got the same/],
    [["set/a.csv", "set"], /set\/a\.csv: expected another file than is read, got the same/],
    [["sabre.trace", "pipe.csv"], /pipe\.csv: expected a file, or a name that is free, got a device, a pipe/],
    [
      ["set", "s2.csv"],
      /s2\.csv: expected a folder to write to, as several files are read, got a file name\. Name a/,
    ],
    [["set", "set/a.csv"], /a folder to write to, as several files are read/],
    [
      ["sabre.trace", "set/a.csv/s2/"],
      /set\/a\.csv\/s2: expected a folder to write to, got a file where a folder should be/,
    ],
    [
      ["set/a.csv", "s2.json"],
      /set\/a\.csv: expected a latency in every interval, as Sabre needs one.*--latency-ms/,
    ],
    [["silent.csv", "s2.mahi"], /silent\.csv: expected a trace that carries a packet of 1500 bytes/],
    [
      ["set/a.csv", "s2.oboe", "--latency-ms", "5"],
      /--latency-ms: expected a format to write that has a place for it, got oboe/,
    ],
    [["set/a.csv", "s2.csv", "--latency-ms", "-5"], /--latency-ms.*Expected a number of 0 or more/],
    [["log.jsonl", "s2.csv", "--gaps", "guess"], /--gaps.*hold, mean, drop/],
  ])("refuses %j in one line, and writes nothing", async (args, message) => {
    const before = below(".");
    const { code, stdout, stderr } = await convert(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect(below(".")).toEqual(before);
  });

  it("writes nothing of a folder in which one file is wrong", async () => {
    const torn = temporaryFolder({
      "in/a.csv": CSV,
      "in/b.csv": `${CSV}1,-1\n`,
      "out/a.csv": "before",
    });
    const { code, stderr } = await abrsim(torn, ["traces", "convert", "in", "out"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^abrsim: in\/b\.csv:5: expected a bandwidth/);
    expect(readdirSync(join(torn, "out"))).toEqual(["a.csv"]);
    expect(readFileSync(join(torn, "out/a.csv"), "utf8")).toBe("before");
    expect((await abrsim(torn, ["traces", "convert", "in", "new/folder"])).code).toBe(2);
    expect(existsSync(join(torn, "new"))).toBe(false);
  });

  it("writes nothing when it is interrupted", async () => {
    const rows = Array.from({ length: 300_000 }, (_, row) => `1,${2000 + (row % 999)}`).join("\n");
    const long = temporaryFolder({ "in.csv": `duration_s,bandwidth_kbps\n${rows}\n` });
    const child = spawn(process.execPath, [PROGRAM, "traces", "convert", "in.csv", "out.mahi"], {
      cwd: long,
    });
    let stderr = "";
    child.stderr.on("data", (said) => {
      stderr += said;
    });
    const closed = new Promise<number | null>((done) => child.on("close", done));
    const isWriting = () => readdirSync(long).some((name) => name.endsWith(".partial"));
    while (!isWriting() && child.exitCode === null) await sleep(20);
    await sleep(100);
    child.kill("SIGINT");
    expect(await closed).toBe(130);
    expect(stderr).toBe("abrsim: interrupted\n");
    expect(readdirSync(long)).toEqual(["in.csv"]);
  });
});
