import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { abrsim, PROGRAM, temporaryFolder } from "../support/cli.js";

const VIDEO =
  "name: clip\nsegmentSeconds: 2\ndurationSeconds: 20\nlevels:\n  - bitrateKbps: 300\n  - bitrateKbps: 1000\n";
const TUNE = "tune: { policy: bb, options: { reservoir: [1, 5, 9], cushion: 2..30:log:3 }, search: grid }\n";
const SCENARIO = `traces: [traces]\nvideos: [clip.yaml]\npolicies: [throughput, bb]\n${TUNE}`;

const traces = Object.fromEntries(
  Array.from({ length: 8 }, (_, number) => [
    `traces/link-${10 + number}.csv`,
    `duration_s,bandwidth_kbps\n5,${2000 - 190 * number}\n9,${300 + 100 * number}\n`,
  ]),
);
const folder = (more: Readonly<Record<string, string>> = {}) =>
  temporaryFolder({ ...traces, "clip.yaml": VIDEO, "s.yaml": SCENARIO, ...more });
const filesOf = (out: string) =>
  Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));

describe("abrsim tune", () => {
  it("searches what the scenario says, prints what it found, and writes a folder", async () => {
    const cwd = folder();
    const { code, stdout, stderr } = await abrsim(cwd, ["tune", "s.yaml"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "s: bb tuned for QoE composite, 9 candidates (grid), 6 traces to search on, 2 held out",
    );
    expect(stdout).toMatch(/\nSo\n {2}(Keep|Take) /);
    expect(stderr).toContain("Results: reports/s-tune");
    const { "tune.json": json, "candidates.csv": csv } = filesOf(join(cwd, "reports/s-tune"));
    const { split, candidates, space } = JSON.parse(json!);
    expect([split.training.length, split.heldOut.length, candidates.length]).toEqual([6, 2, 9]);
    expect(space[1]).toEqual({ name: "cushion", from: 2, to: 30, scale: "log", integer: false });
    expect(csv!.split("\n")).toHaveLength(1 + 1 + 9 + 1);
  });

  it("gives the same bytes whatever the threads, and by way of shards", async () => {
    const cwd = folder();
    const run = (...args: string[]) => abrsim(cwd, ["tune", "s.yaml", "--replicates", "12", ...args]);
    await run("--jobs", "1", "--out", "one");
    await run("--jobs", "3", "--out", "three");
    expect(filesOf(join(cwd, "three"))).toEqual(filesOf(join(cwd, "one")));
    await run("--shard", "1/2", "--out", "a");
    const slurm = { SLURM_ARRAY_TASK_ID: "2", SLURM_ARRAY_TASK_MIN: "1", SLURM_ARRAY_TASK_COUNT: "2" };
    const auto = ["tune", "s.yaml", "--replicates", "12", "--shard", "auto", "--out", "b"];
    const { code, stderr } = await abrsim(cwd, auto, slurm);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^Shard 2\/2: \d+ sessions\. Results: b\. When all are there/),
    ]);
    expect((await run("--merge", "a", "b", "--out", "merged")).code).toBe(0);
    expect(filesOf(join(cwd, "merged"))).toEqual(filesOf(join(cwd, "one")));
  });

  it("prints an arm that a scenario takes", async () => {
    const cwd = folder();
    await abrsim(cwd, ["tune", "s.yaml", "--objective", "mean_bitrate_kbps", "--option", "reservoir=1,2"]);
    const { policies } = parse(readFileSync(join(cwd, "reports/s-tune/tuned.yaml"), "utf8"));
    writeFileSync(
      join(cwd, "again.json"),
      JSON.stringify({ traces: ["traces"], videos: ["clip.yaml"], policies }),
    );
    const { code, stdout } = await abrsim(cwd, ["run", "again.json", "--no-report"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("bb-tuned")]);
  });

  it("leaves other folders alone, and its own to the same tuning", async () => {
    const cwd = folder({ "mine/notes.txt": "mine" });
    const other = await abrsim(cwd, ["tune", "s.yaml", "--out", "mine", "--force"]);
    expect([other.code, readdirSync(join(cwd, "mine"))]).toEqual([2, ["notes.txt"]]);
    expect((await abrsim(cwd, ["tune", "s.yaml", "--quiet"])).code).toBe(0);
    const { code, stderr } = await abrsim(cwd, ["tune", "s.yaml", "--seed", "2"]);
    expect([code, stderr]).toEqual([
      2,
      "abrsim: reports/s-tune: expected a new or empty folder, or one of the same tuning, got the results of another tuning. Choose another folder with --out, or replace what is in it with --force\n",
    ]);
    expect((await abrsim(cwd, ["tune", "s.yaml", "--seed", "2", "--force", "--quiet"])).code).toBe(0);
  });

  it.each([
    [
      ["--option", "reservor=1,2"],
      '--option reservor=1,2: expected an option of bb, got "reservor". Did you mean',
    ],
    [["--search", "halving", "--shard", "1/2"], "--shard 1/2: expected a random or grid search"],
    [["--shard", "1/2", "--merge", "a"], "--shard: expected either --shard, to simulate a part, or --merge"],
  ])("refuses %s in one line, and writes nothing", async (args, message) => {
    const cwd = folder();
    const { code, stdout, stderr } = await abrsim(cwd, ["tune", "s.yaml", ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, "reports"))).toBe(false);
  });

  it("exits with 3 where sessions fail, and tells which", async () => {
    const bad = "export default ({ level }) => ({ name: 'bad', decide: () => ({ level }) });\n";
    const cwd = folder({ "bad.js": bad });
    const args = ["tune", "s.yaml", "--policies", "./bad.js", "--policy", "bad", "--option", "level=0,1,7"];
    const { code, stderr } = await abrsim(cwd, [
      ...args,
      "--set",
      "tune.options={}",
      "--set",
      "policies[0].options.level=0",
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/failed: candidate 3 on traces\/link-\d\d\.csv, clip, replicate 0: /);
  });

  it("is ended by Ctrl-C even where a policy never comes back, and leaves nothing", async () => {
    const endless = `import { writeFileSync } from "node:fs";
export default ({ x }) => ({ name: "e", decide() { if (x > 1) { writeFileSync("stuck", ""); for (;;); } return { level: 0 }; } });
`;
    const cwd = folder({ "endless.mjs": endless });
    const args = ["tune", "s.yaml", "--policies", "./endless.mjs", "--set", "tune={options: {x: [1, 2]}}"];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: "ignore" });
    const ended = new Promise((done) => child.on("close", done));
    while (child.exitCode === null && !existsSync(join(cwd, "stuck"))) await sleep(20);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(existsSync(join(cwd, "reports"))).toBe(false);
  });
});
