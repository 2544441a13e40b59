import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadTraces, type TraceSource } from "../../src/inputs/load-traces.js";
import { inputErrorOf } from "./input-error.js";

const FIXTURES = fileURLToPath(new URL("../fixtures/inputs", import.meta.url));
const load = (sources: readonly TraceSource[], format?: string) =>
  loadTraces(sources, { base: FIXTURES, cwd: FIXTURES, format });

it("loads a folder of folders, each file in its own format", async () => {
  const loaded = await load(["traces"]);
  expect(loaded.map(({ trace, format, path }) => [trace.name, trace.set, format, path])).toEqual([
    ["abrsim/walk.csv", "abrsim", "abrsim", join(FIXTURES, "traces/abrsim/walk.csv")],
    ["mahimahi/uplink.up", "mahimahi", "mahimahi", join(FIXTURES, "traces/mahimahi/uplink.up")],
    ["oboe/trace_0.txt", "oboe", "oboe", join(FIXTURES, "traces/oboe/trace_0.txt")],
    ["pensieve/cooked_0", "pensieve", "pensieve", join(FIXTURES, "traces/pensieve/cooked_0")],
    ["sabre/train.json", "sabre", "sabre", join(FIXTURES, "traces/sabre/train.json")],
  ]);
  expect(loaded.map(({ trace }) => trace.period)).toEqual([15, 1.25, 1.1, 2, 4]);
  expect(loaded.map(({ trace }) => Math.round(trace.bitsPerPeriod))).toEqual([
    17_000_000, 72_000, 2_750_000, 2_000_000, 3_205_000,
  ]);
});

it("keeps the order of the sources and counts a file once", async () => {
  const loaded = await load(["traces/sabre/*.json", "traces/oboe", "traces/sabre"]);
  expect(loaded.map(({ trace }) => trace.name)).toEqual(["sabre/train.json", "oboe/trace_0.txt"]);
});

it("hashes the content", async () => {
  const [first] = await load(["traces/pensieve/cooked_0"]);
  expect(first!.sha256).toMatch(/^[0-9a-f]{64}$/);
  const [again] = await load([{ path: "traces/pensieve" }]);
  expect(again!.sha256).toBe(first!.sha256);
});

it("reads a source in the format that it names, before that of all", async () => {
  const [trace] = await load([{ path: "traces/oboe", format: "pensieve" }], "sabre");
  expect([trace!.format, trace!.trace.period]).toEqual(["pensieve", 1100]);
  await inputErrorOf(load(["traces/oboe"], "sabre"));
});

it("reads a file in the format that one of its sources names, wherever that stands", async () => {
  const named = { path: "traces/oboe/trace_0.txt", format: "pensieve" };
  for (const sources of [
    ["traces/oboe", named],
    [named, "traces/oboe", named],
  ])
    expect((await load(sources, "oboe")).map(({ format }) => format)).toEqual(["pensieve"]);
});

it("refuses two formats for one file", async () => {
  const { problem } = await inputErrorOf(
    load(["pensieve", "oboe"].map((format) => ({ path: "traces/oboe/trace_0.txt", format }))),
  );
  expect(problem).toMatchObject({ where: "traces/oboe/trace_0.txt", received: "pensieve and oboe" });
});

it("refuses an unknown format even where the file is known, or its default is never used", async () => {
  const { problem } = await inputErrorOf(load(["traces/oboe", { path: "traces/oboe", format: "obo" }]));
  expect(problem).toMatchObject({ where: "traces/oboe", received: '"obo"', hint: 'Did you mean "oboe"?' });
  await inputErrorOf(load([{ path: "traces/oboe", format: "oboe" }], "bogus"));
});

it("refuses two files of one name, naming both paths", async () => {
  const root = await mkdtemp(join(tmpdir(), "abrsim-traces-"));
  try {
    for (const folder of ["mon/4g", "tue/4g"]) {
      await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, folder, "a.csv"), "duration_s,bandwidth_kbps\n1,1\n");
    }
    const { problem } = await inputErrorOf(loadTraces(["mon", "tue"], { base: root, cwd: root }));
    expect(problem.where).toBe("tue/4g/a.csv");
    expect(problem.received).toBe('"4g/a.csv", which mon/4g/a.csv has too');
  } finally {
    await rm(root, { recursive: true });
  }
});

it("loads throttle presets by name, and each once", async () => {
  const loaded = await load(["throttle:devtools-slow-4g", "traces/oboe", "throttle:*"]);
  expect(loaded.map(({ trace }) => trace.name).slice(0, 3)).toEqual([
    "throttle/devtools-slow-4g",
    "oboe/trace_0.txt",
    "throttle/devtools-3g",
  ]);
  expect(loaded).toHaveLength(12);
  const [{ trace, path, format, sha256 }] = loaded as [(typeof loaded)[0]];
  expect([trace.set, path, format]).toEqual(["throttle", "throttle:devtools-slow-4g", "throttle"]);
  expect([...trace.bandwidths, ...trace.latencies!]).toEqual([1_600_000, 0.15]);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(loaded.map((one) => one.sha256)).size).toBe(12);
});

it("refuses a throttle preset that there is not, and a format for one", async () => {
  const { problem } = await inputErrorOf(load(["throttle:devtols-3g"]));
  expect(problem).toMatchObject({ where: "throttle:devtols-3g", hint: 'Did you mean "devtools-3g"?' });
  await inputErrorOf(load(["throttle:"]));
  const { problem: other } = await inputErrorOf(load([{ path: "throttle:devtools-3g", format: "oboe" }]));
  expect(other.expected).toBe("no format, as it is no file");
});

it("names file and line, relative to the working folder", async () => {
  const { problem } = await inputErrorOf(load([{ path: "sizes/level_2", format: "mahimahi" }]));
  expect(problem.where).toBe("sizes/level_2:3");
});
