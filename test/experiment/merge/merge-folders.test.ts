import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { USUAL_TABLES } from "../../../src/experiment/exports/result-tables.js";
import { type FolderOptions, runIntoFolder } from "../../../src/experiment/folder/run-into-folder.js";
import { mergeFolders } from "../../../src/experiment/merge/merge-folders.js";
import { type PlannedExperiment, planExperiment } from "../../../src/experiment/plan-experiment.js";
import type { ScenarioFlags } from "../../../src/experiment/scenario/index.js";

const root = mkdtempSync(join(tmpdir(), "abrsim-"));
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(join(root, name, ".."), { recursive: true });
  writeFileSync(join(root, name), text);
};
for (const [name, kbps] of Object.entries({ "slow/a": 400, "slow/b": 900, "fast/c": 5000 }))
  write(`${name}.csv`, `duration_s,bandwidth_kbps\n7,${kbps}\n5,${kbps / 3}\n`);
const levels = "segmentSeconds: 2\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n";
write("short.yaml", `durationSeconds: 20\n${levels}`);
write("long.yaml", `durationSeconds: 90\n${levels}`);
write(
  "fails.mjs",
  'export default () => ({ name: "fails", decide(o) { if (o.buffer > 8) throw new Error("“no”"); return { level: 0 }; } });\n',
);
write(
  "s.yaml",
  `traces: [slow, fast]
videos: [short.yaml, long.yaml]
replicates: 3
telemetry: true
policies:
  - bb
  - { use: bola, name: other, videos: [long.yaml] }
  - { use: ./fails.mjs, name: fails }
  - { name: two, clients: [{ use: bb, name: one }, { use: bb, name: another, startAtSeconds: 5 }] }
compare: { control: bb }
gate: { weights: { slow: 2 }, margins: { stall_s: 1 } }
`,
);

type Given = Partial<FolderOptions> & { readonly flags?: ScenarioFlags };

let folders = 0;
const planned = new Map<string, Promise<PlannedExperiment>>();

function experimentWith(flags: ScenarioFlags): Promise<PlannedExperiment> {
  const key = JSON.stringify(flags);
  const known = planned.get(key) ?? planExperiment(join(root, "s.yaml"), { cwd: root, flags });
  planned.set(key, known);
  return known;
}

/** Runs the scenario, or a shard of it, into a new folder. */
async function ran({ flags = {}, ...options }: Given = {}): Promise<string> {
  const out = join(root, `results-${++folders}`);
  const experiment = await experimentWith(flags);
  await runIntoFolder(experiment, {
    ...{ out, jobs: 1, segments: true, report: false, force: false, node: "v20.0.0" },
    replay: ({ policy, trace }) => `again ${policy} ${trace}`,
    ...options,
  });
  return out;
}

const shards = (of: number, given: Given = {}) =>
  Promise.all(Array.from({ length: of }, (_, index) => ran({ ...given, shard: { index, of } })));

async function merged(parts: readonly string[], out = join(root, `results-${++folders}`)): Promise<string> {
  await mergeFolders(parts, { out, tables: USUAL_TABLES, report: false, force: false, cwd: root });
  return out;
}

const contents = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

const whole = contents(await ran());

describe("shards", () => {
  it.each([1, 2, 7, 100])("%i of them join to the bytes of the whole run, in any order", async (of) => {
    const parts = await shards(of);
    expect(contents(await merged(parts.toReversed()))).toEqual(whole);
  });

  it("are what they are in any number of threads", { timeout: 60_000 }, async () => {
    const given = { flags: { replicates: "60" }, segments: false };
    const [first, second] = await shards(2, { ...given, jobs: 1 });
    const [firstAgain, secondAgain] = await shards(2, { ...given, jobs: 2 });
    expect(contents(firstAgain!)).toEqual(contents(first!));
    expect(contents(await merged([first!, secondAgain!]))).toEqual(contents(await ran(given)));
    expect(contents(await merged([first!, second!, firstAgain!]))).toEqual(contents(await ran(given)));
  });

  it("are found in a folder that holds them", async () => {
    const parts = await shards(3);
    const holder = join(root, "holder");
    for (const [index, part] of parts.entries()) cpSync(part, join(holder, `${index}`), { recursive: true });
    expect(contents(await merged([holder]))).toEqual(whole);
  });

  it("have no summary, and say what they are", async () => {
    const [part] = await shards(2);
    expect(Object.keys(contents(part!))).toEqual([
      ...["figures.bin", "journal.jsonl", "run.json", "segments.csv", "sessions.csv", "telemetry.jsonl"],
    ]);
    expect(JSON.parse(contents(part!)["run.json"]!).shard).toMatchObject({ part: "1/2", first_unit: 0 });
  });

  it("that are finished are not simulated again, unless other files are asked for", async () => {
    const shard = { index: 0, of: 2 };
    const out = await ran({ shard });
    const simulated: number[] = [];
    const again = (given: Given = {}) =>
      ran({ shard, out, onProgress: (finished) => void simulated.push(finished), ...given });
    await again();
    expect(simulated).toEqual([]);
    await again({ segments: false });
    expect(simulated).not.toEqual([]);
    expect(readdirSync(out)).not.toContain("segments.csv");
  });

  it("join after an interruption to the same", async () => {
    const parts = await shards(4);
    const out = join(root, "interrupted");
    let told = 0;
    const stop = () => {
      if (++told === 2) throw new Error("killed");
    };
    const options = { out, tables: USUAL_TABLES, report: false, force: false, cwd: root };
    await expect(mergeFolders(parts, { ...options, onProgress: stop })).rejects.toThrow("killed");
    expect(readdirSync(out)).toEqual([".unfinished"]);
    expect(contents(await merged(parts, out))).toEqual(whole);
  });
});

/** Merges until some is joined. */
async function mergedInPart(parts: readonly string[], out: string): Promise<void> {
  const stop = () => {
    throw new Error("killed");
  };
  const options = { out, tables: USUAL_TABLES, report: false, force: false, cwd: root, onProgress: stop };
  await expect(mergeFolders(parts, options)).rejects.toThrow("killed");
  expect(readdirSync(out)).toContain(".unfinished");
}

/** A run, or a shard of one, that is killed when some is finished. */
async function ranInPart(given: Given & { readonly out: string }): Promise<void> {
  const onProgress = (finished: number) => {
    if (finished > 0) throw new Error("killed");
  };
  await expect(ran({ ...given, onProgress })).rejects.toThrow("killed");
}

describe("what another command left unfinished does no harm", () => {
  // So many units that blocks hold several, and that shards of other numbers cut them elsewhere.
  const flags = { replicates: "40" };
  const expected = ran({ flags }).then(contents);

  it("a merge of other shards", { timeout: 60_000 }, async () => {
    const out = join(root, "merged-otherwise");
    await mergedInPart(await shards(3, { flags }), out);
    expect(contents(await merged(await shards(7, { flags }), out))).toEqual(await expected);
  });

  it("a run, and then a merge", { timeout: 60_000 }, async () => {
    const out = join(root, "run-then-merged");
    await ranInPart({ flags, out });
    expect(contents(await merged(await shards(7, { flags }), out))).toEqual(await expected);
  });

  it("a merge, and then a run", { timeout: 60_000 }, async () => {
    const out = join(root, "merged-then-run");
    await mergedInPart(await shards(7, { flags }), out);
    await ran({ flags, out });
    expect(contents(out)).toEqual(await expected);
  });
});

describe("a shard that is run again in its folder", () => {
  const others = shards(2);
  const shard = { index: 0, of: 2 };
  const copy = async () => {
    const out = join(root, `again-${++folders}`);
    cpSync((await others)[0]!, out, { recursive: true });
    return out;
  };
  const joined = async (out: string) => contents(await merged([out, (await others)[1]!]));

  it("to write other files is whole, also when it is killed and goes on", async () => {
    const out = await ran({ shard, segments: false });
    await ran({ shard, out });
    expect(await joined(out)).toEqual(whole);

    await ran({ shard, out, segments: false });
    const before = contents(out);
    await ranInPart({ shard, out });
    const { ".unfinished": _, ...kept } = Object.fromEntries(
      readdirSync(out).map((name) => [
        name,
        name === ".unfinished" ? "" : readFileSync(join(out, name), "utf8"),
      ]),
    );
    expect(kept).toEqual(before);
    const finished: number[] = [];
    await ran({ shard, out, onProgress: (units) => void finished.push(units) });
    expect(finished[0]).toBeGreaterThan(0);
    expect(await joined(out)).toEqual(whole);
  });

  it("in the place of another run's is whole", async () => {
    const out = await ran({ shard, flags: { seed: "9" } });
    await ran({ shard, out, force: true });
    expect(await joined(out)).toEqual(whole);
  });

  it.each(["sessions.csv", "figures.bin", "journal.jsonl"])(
    "is mended where %s was cut off",
    async (name) => {
      const out = await copy();
      const bytes = readFileSync(join(out, name));
      writeFileSync(join(out, name), bytes.subarray(0, bytes.length - 5));
      await ran({ shard, out });
      expect(await joined(out)).toEqual(whole);
    },
  );

  it("without its run.json is refused, and replaced where that is forced", async () => {
    const out = await copy();
    rmSync(join(out, "run.json"));
    await expect(ran({ shard, out })).rejects.toThrow("got a shard without its run.json");
    await ran({ shard, out, force: true });
    expect(await joined(out)).toEqual(whole);
  });
});

const [first, second, third] = (await shards(3)) as [string, string, string];

describe("merge refuses, in one line, and writes nothing", () => {
  async function refused(folders: readonly string[]): Promise<string> {
    const out = join(root, "refused");
    const problem = await merged(folders, out).then(
      () => "nothing",
      (error: Error) => error.message,
    );
    expect(readdirSync(root)).not.toContain("refused");
    return problem.replaceAll(`${root}/`, "");
  }

  it("where shards are missing: it names them", async () => {
    expect(await refused([first, third])).toMatch(/expected 3 shards, got 2: 2 is missing\. .*--shard 2\/3/);
    const many = await shards(100);
    expect(await refused(many.slice(50))).toContain("got 50: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14");
    expect(await refused(many.slice(50))).toContain("20 and 30 more are missing");
  });

  it("where shards are of different runs: it says in what they differ", async () => {
    const other = async (flags: ScenarioFlags) => (await shards(3, { flags }))[1]!;
    expect(await refused([first, await other({ seed: "5" }), third])).toContain("one of seed 5, not 1");
    expect(await refused([first, await other({ replicates: "5" }), third])).toContain("replicates: 5, and 3");
    expect(await refused([first, await other({ policies: ["bb", "ewma"] }), third])).toMatch(
      /differs|policies/,
    );
    const cutOtherwise = (await shards(4))[1]!;
    expect(await refused([first, cutOtherwise, third])).toContain("shard 2/4, beside 1/3");
    const without = (await shards(3, { segments: false }))[1]!;
    expect(await refused([first, without, third])).toContain(
      "one that wrote sessions.csv and telemetry.jsonl",
    );
  });

  it("where a shard was changed or cut off", async () => {
    for (const name of ["sessions.csv", "segments.csv", "figures.bin", "journal.jsonl"]) {
      const changed = join(root, `changed-${name}`);
      cpSync(second, changed, { recursive: true });
      const bytes = readFileSync(join(changed, name));
      writeFileSync(join(changed, name), bytes.subarray(0, bytes.length - 5));
      const out = join(root, `into-${name}`);
      await expect(merged([first, changed, third], out)).rejects.toThrow(
        /expected a file as abrsim run wrote it, got one that was changed or cut off\. Run the shard again/,
      );
    }
  });

  it("where a shard is there twice with different results", async () => {
    const changed = join(root, "changed-twice");
    cpSync(second, changed, { recursive: true });
    const journal = readFileSync(join(changed, "journal.jsonl"), "utf8");
    writeFileSync(join(changed, "journal.jsonl"), journal.slice(journal.indexOf("\n") + 1));
    expect(await refused([first, second, third, changed])).toContain("got others");
  });

  it("to write to one of the folders that it joins, forced or not", async () => {
    const before = contents(second);
    for (const force of [false, true]) {
      const options = { out: join(second, "."), tables: USUAL_TABLES, report: false, force, cwd: root };
      await expect(mergeFolders([first, second, third], options)).rejects.toThrow("got one of them");
    }
    expect(contents(second)).toEqual(before);
  });

  it("what is no shard", async () => {
    const whole = await ran();
    expect(await refused([first, whole])).toContain("got the results of a whole run");
    expect(await refused([join(root, "slow")])).toContain("no run.json in it");
    expect(await refused([join(root, "nowhere")])).toContain("nowhere");
    const stopped = ran({ shard: { index: 0, of: 3 }, onProgress: () => stop() });
    const stop = () => {
      throw new Error("killed");
    };
    await expect(stopped).rejects.toThrow("killed");
    const unfinished = join(root, `results-${folders}`);
    expect(await refused([unfinished, second, third])).toMatch(
      /expected a shard that is finished, got one of which \d+ of \d+/,
    );
  });
});
