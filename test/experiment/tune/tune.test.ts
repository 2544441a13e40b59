import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type PlannedTuning,
  planTuning,
  sessionsOfRounds,
} from "../../../src/experiment/tune/plan-tuning.js";
import { figuresOfShards, runShard } from "../../../src/experiment/tune/shard.js";
import { tune } from "../../../src/experiment/tune/tune.js";
import type { TuneFlags } from "../../../src/experiment/tune/tune-design.js";
import { ROOT, temporaryFolder } from "../../support/cli.js";

const VIDEO = `name: clip
segmentSeconds: 2
durationSeconds: 30
levels: [${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((level) => `{ bitrateKbps: ${100 * level} }`).join(", ")}]
`;
/** Its quality is a known function of x: on a link that is fast enough, 7 is the best by a level each. */
const PLANTED = `export default ({ x = 1, sign = 1 }) => ({
  name: "planted",
  decide: () => ({ level: 11 - Math.abs(x - 7), reason: "planted" }),
});
`;
/** Fails wherever x is over 5, and scores better the higher it is. */
const BRITTLE = `export default ({ x = 1 }) => ({
  name: "brittle",
  decide: (o) => {
    if (x > 5) throw new Error("too high");
    return { level: Math.round(x) };
  },
});
`;
const SCENARIO = `name: s
seed: 3
traces: [traces]
videos: [clip.yaml]
policies: [./planted.js]
compare: { metrics: [mean_bitrate_kbps] }
`;

const link = (kbps: number) => `duration_s,bandwidth_kbps\n5,${kbps}\n4,${kbps + 100}\n`;
const traces = (count: number, kbps: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, number) => [`traces/link-${10 + number}.csv`, link(kbps + 7 * number)]),
  );
const folder = (count = 20, kbps = 8000) =>
  temporaryFolder({
    ...{ "s.yaml": SCENARIO, "clip.yaml": VIDEO, "planted.js": PLANTED, "brittle.js": BRITTLE },
    ...traces(count, kbps),
  });

const plan = (flags: TuneFlags, cwd = folder(), file = "s.yaml"): Promise<PlannedTuning> =>
  planTuning(file, { cwd, flags });
const options = { jobs: 1, node: "v20.1.0", onProgress: () => {} };
const tuned = async (flags: TuneFlags, cwd?: string) => tune(await plan(flags, cwd), options);

describe("a search", () => {
  it.each([
    ["random", { option: ["x=1..20:integer"] }],
    ["grid", { option: ["x=3..11:integer:9"] }],
    ["halving", { option: ["x=1..18:integer"], candidates: 18 }],
  ] as const)("finds a planted optimum, at %s", async (search, more) => {
    const { report } = await tuned({ search, ...more });
    const { best, conclusion, heldOut, candidates } = report;
    expect(best?.arm).toEqual(expect.objectContaining({ name: "planted-tuned", options: { x: 7 } }));
    expect(candidates[best!.candidate - 1]).toMatchObject({ rank: 1, mean: 1200, options: { x: 7 } });
    // As it is, x is 1, six levels below; on every trace.
    expect(best).toMatchObject({ gain: 600, gainInterval: [600, 600], edges: [], alike: 0 });
    expect(heldOut).toMatchObject({ gain: 600, optimism: 0 });
    expect(conclusion).toEqual({ take: "tuned", because: "better" });
  });

  it("ranks by what is known, the farthest from the optimum last", async () => {
    const { report } = await tuned({ search: "grid", option: ["x=5,6,7,9,10"] });
    const order = [...report.candidates].sort((one, other) => one.rank! - other.rank!);
    expect(order.map(({ options: { x } }) => x)).toEqual([7, 6, 5, 9, 10]);
    expect(order.map(({ difference }) => difference)).toEqual([0, -100, -200, -200, -300]);
  });

  it("says so where the best is at the end of what was tried", async () => {
    const { report } = await tuned({ search: "grid", option: ["x=2,3,4"] });
    expect(report.best?.edges).toEqual([{ option: "x", value: 4 }]);
  });

  it("keeps the arm as it is where nothing tried is better, and leaves the held-out traces alone", async () => {
    const flags = { search: "grid", option: ["x=14,15"] } as const;
    const { report } = await tuned({ ...flags, set: ["policies[0].options.x=7"] });
    expect(report.conclusion).toEqual({ take: "defaults", because: "none better" });
    expect(report.best).toMatchObject({ candidate: 1, gain: -700 });
    expect(report.heldOut).toBeUndefined();
  });

  it("notices that an option changes nothing", async () => {
    const { report } = await tuned({ option: ["z=1,2,3"] });
    expect(report.notes).toContainEqual(expect.stringMatching(/^All candidates have the same figure/));
    expect(report.conclusion.because).toBe("none better");
  });

  it("keeps limits: the best of those that do", async () => {
    const { report } = await tuned({ option: ["x=1..7:integer"], subjectTo: ["mean_bitrate_kbps<=950"] });
    expect(report.best?.arm["options"]).toEqual({ x: 4 });
    expect(report.heldOut?.limits).toEqual({ defaults: [600], best: [900] });
    expect(report.candidates.filter(({ allowed }) => !allowed)).toHaveLength(3);
    const none = await tuned({ option: ["x=1..7:integer"], subjectTo: ["mean_bitrate_kbps>1300"] });
    expect(none.report.conclusion).toEqual({ take: "defaults", because: "none allowed" });
  });

  it("prefers nobody who loses sessions, and tells which failed", async () => {
    const { report, failures } = await tuned({
      ...{ option: ["x=1,3,5,8"], search: "grid", policies: ["./brittle.js"] },
    });
    expect(report.best?.arm["options"]).toEqual({ x: 5 });
    expect(report.candidates[3]).toMatchObject({ rank: 4, allowed: false, lost: 14, sessions: 14 });
    expect(failures).toHaveLength(14);
    expect(failures[0]).toMatch(/^candidate 4 on traces\/link-\d\d.csv, clip, replicate 0: .*too high/);
  });
});

describe("a tuning", () => {
  it("has no trace on both sides, and every candidate in the first round", async () => {
    const { report } = await tuned({ option: ["x=1..18:integer"], search: "halving" });
    const { training, heldOut } = report.split;
    expect(new Set([...training, ...heldOut]).size).toBe(20);
    expect([training.length, heldOut.length]).toEqual([14, 6]);
    expect(report.candidates.every(({ round }) => round >= 1)).toBe(true);
    expect(report.heldOut?.summary.traces).toBe(6);
  });

  it("simulates as many sessions as its rounds say, and the arm as it is in each", async () => {
    const planned = await plan({
      option: ["x=1..18:integer"],
      search: "halving",
      candidates: 9,
      replicates: "3",
    });
    expect(planned.rounds).toEqual([
      { candidates: 9, traces: 14, replicates: 1 },
      { candidates: 3, traces: 14, replicates: 3 },
    ]);
    const last = [0, 0];
    await tune(planned, { ...options, onProgress: (...progress) => last.splice(0, 2, ...progress) });
    expect(last[0]).toBe(last[1]);
    // Ten on the first replicate of 14 traces, four on two more; two on the six held out.
    expect(sessionsOfRounds(planned)).toBe(10 * 14 + 4 * 28);
    expect(last[1]).toBe(10 * 14 + 4 * 28 + 2 * 6 * 3);
  });

  it("is the same whatever the number of threads", async () => {
    const flags = { option: ["x=1..12:integer"], replicates: "5" } as const;
    const cwd = folder();
    const [one, two] = [await plan(flags, cwd), await plan(flags, cwd)];
    const first = await tune(one, options);
    expect(JSON.stringify((await tune(two, { ...options, jobs: 2 })).report)).toBe(
      JSON.stringify(first.report),
    );
  });

  it("depends on the arm alone, and not on the scenario's others", async () => {
    const more = `${SCENARIO.replace("[./planted.js]", "[bb, ./planted.js]")}gate: { thresholds: ["bb: switches<5"] }\n`;
    const cwd = folder();
    const alone = await plan({ option: ["x=5..7:integer"] }, cwd);
    const beside = await plan(
      { option: ["x=5..7:integer"], policy: "planted" },
      temporaryFolder({
        ...{ "s.yaml": more, "clip.yaml": VIDEO, "planted.js": PLANTED },
        ...traces(20, 8000),
      }),
    );
    const [one, other] = [await tune(alone, options), await tune(beside, options)];
    expect(other.report.candidates).toEqual(one.report.candidates);
  });

  it("warns of an option that a policy file does not declare", async () => {
    const typed = `import type { PolicyFactory } from "abrsim/policies";
interface Options { reserve?: number }
const mine: PolicyFactory<Options> = ({ reserve = 3 }) => ({ name: "mine", decide: () => ({ level: 0 }) });
export default mine;
`;
    const cwd = temporaryFolder({
      ...{ "s.yaml": SCENARIO.replace("planted.js", "mine.ts"), "clip.yaml": VIDEO, "mine.ts": typed },
      ...traces(4, 8000),
    });
    const { warnings } = await plan({ option: ["resrve=1..3"] }, cwd);
    expect(warnings).toContain('./mine.ts declares no option "resrve". Did you mean "reserve"?');
  });
});

describe("shards", () => {
  const flags: TuneFlags = { option: ["x=1..9:integer", "y=1,2"], replicates: "2" };

  it.each([1, 2, 7])("of %i make the same tuning as one machine, in any order", async (of) => {
    const cwd = folder(7);
    const planned = await plan(flags, cwd);
    const folders = Array.from({ length: of }, (_, index) => join(cwd, `shard-${index}`));
    for (const [index, out] of folders.entries())
      await runShard(planned, { index, of }, { jobs: 1, out, force: false });
    const figures = await figuresOfShards(planned, [...folders].reverse());
    const merged = await tune(planned, { ...options, figures });
    expect(merged).toEqual(await tune(await plan(flags, cwd), options));
  });

  it("that are missing are named, and those of another search refused", async () => {
    const cwd = folder(7);
    const planned = await plan(flags, cwd);
    const out = join(cwd, "one");
    await runShard(planned, { index: 0, of: 3 }, { jobs: 1, out, force: false });
    await expect(figuresOfShards(planned, [out])).rejects.toThrow(
      "--merge: expected all 3 shards, got 1 (missing 2/3, 3/3)",
    );
    const other = await plan({ ...flags, seed: "4" }, cwd);
    await expect(figuresOfShards(other, [out])).rejects.toThrow("expected a shard of this search");
    await expect(runShard(planned, { index: 1, of: 3 }, { jobs: 1, out, force: false })).rejects.toThrow(
      "expected a new or empty folder, or one of the same tuning",
    );
  });
});

it("a shard whose sessions were changed is refused, alone and beside another of the same number", async () => {
  const cwd = folder(7);
  const planned = await plan({ option: ["x=1..9:integer"], replicates: "2" }, cwd);
  const [one, two, changed] = ["one", "two", "changed"].map((name) => join(cwd, name)) as [
    string,
    string,
    string,
  ];
  for (const [index, out] of [one, two].entries())
    await runShard(planned, { index, of: 2 }, { jobs: 1, out, force: false });
  cpSync(two, changed, { recursive: true });
  const text = readFileSync(join(changed, "sessions.csv"), "utf8");
  writeFileSync(
    join(changed, "sessions.csv"),
    text.replace(/\d(?=\n$)/, (digit) => `${9 - Number(digit)}`),
  );
  await expect(figuresOfShards(planned, [one, changed])).rejects.toThrow(
    /changed\/sessions\.csv: expected the sessions of the shard, as abrsim tune wrote them, got others.*Run the shard/,
  );
  await figuresOfShards(planned, [one, two, two]);
  const said = JSON.parse(readFileSync(join(changed, "shard.json"), "utf8"));
  const sha = "0".repeat(64);
  writeFileSync(join(changed, "shard.json"), JSON.stringify({ ...said, sessions_sha256: sha }));
  await expect(figuresOfShards(planned, [one, two, changed])).rejects.toThrow(
    `${changed}: expected the same sessions as ${two}`,
  );
});

it("on the shipped traces, halving finds a gammaP of bola that is among the best third of all", async () => {
  const scenario = join(ROOT, "scenarios/quickstart.yaml");
  const search = async (kind: "random" | "halving") => {
    const given = { policies: ["bola"], option: ["gammaP=1..20:log"], candidates: 12, search: kind } as const;
    return (await tune(await plan(given, ROOT, scenario), options)).report;
  };
  const [all, halved] = [await search("random"), await search("halving")];
  expect(halved.best!.gain!).toBeGreaterThan(0);
  expect(all.candidates[halved.best!.candidate - 1]!.rank).toBeLessThanOrEqual(4);
});
