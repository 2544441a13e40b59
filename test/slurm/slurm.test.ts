import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { abrsim, lastingFolder, PROGRAM, ROOT, withShippedFiles } from "../support/cli.js";
import { type Cluster, startCluster } from "./harness/cluster.js";
import { endOf, factsOf, killTask, requeue, stateOf } from "./harness/jobs.js";
import { until } from "./harness/until.js";

/*
 * The files of examples/slurm, as they are, on a Slurm that is there for this test. What comes of four shards, of which one is
 * killed and another taken off its node, is what one machine makes, to the byte.
 */

const SCRIPTS = join(ROOT, "examples/slurm");

let cluster: Cluster;
let folder: string;

beforeAll(async () => {
  folder = withShippedFiles(lastingFolder());
  cpSync(join(import.meta.dirname, "study"), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules/.bin"));
  symlinkSync(PROGRAM, join(folder, "node_modules/.bin/abrsim"));
  writeFileSync(join(folder, "go-on"), "");
  const { code, stderr } = await abrsim(folder, ["run", "study.yaml", "--out", "alone", "--segments"]);
  expect(code, stderr).toBe(0);
  rmSync(join(folder, "go-on"));
  cluster = await startCluster(folder);
});

afterAll(async () => {
  await cluster?.stop();
});

it("tasks that are killed or requeued go on, and the merged folder is that of one machine", async () => {
  const { array, merge } = await submit();
  for (const task of [2, 3]) await until(`task ${task} is under way`, () => expectHalfDone(task));

  await killTask(cluster, `${array}_2`);
  expectHalfDone(2);
  await requeue(cluster, `${array}_2`);
  // As it happens when its node fails, or somebody with more priority needs it.
  expectHalfDone(3);
  await requeue(cluster, `${array}_3`);
  expect(await stateOf(cluster, merge)).toBe("PENDING");
  writeFileSync(join(folder, "go-on"), "");

  expect(await endOf(cluster, merge), allLogs()).toBe("COMPLETED");
  for (const task of [2, 3]) {
    expect(await factsOf(cluster, `${array}_${task}`)).toContain(" Restarts=1 ");
    expect(logOf(`${task}`)).toMatch(/ [1-9]\d* of them before/);
  }
  expect(filesIn("out")).toEqual(filesIn("alone"));
});

it("a merge names the shard that is missing; run again by its number, it is the shard it was", async () => {
  rmSync(join(folder, "out.shards/2"), { recursive: true });
  rmSync(join(folder, "out"), { recursive: true });
  const log = "--output=out.shards/incomplete.log";
  const merge = await cluster.call("sbatch", "--parsable", log, join(SCRIPTS, "merge.sbatch"), "out");
  expect(await endOf(cluster, merge)).toBe("FAILED");
  expect(logOf("incomplete")).toContain("expected 4 shards, got 3: 2 is missing");
  expect(existsSync(join(folder, "out"))).toBe(false);

  const again = await submit("TASKS=2");
  expect(await endOf(cluster, again.merge), allLogs()).toBe("COMPLETED");
  expect(filesIn("out")).toEqual(filesIn("alone"));
});

/** @returns the numbers of the jobs */
async function submit(...variables: readonly string[]) {
  const script = join(SCRIPTS, "submit.sh");
  const said = await cluster.call("env", ...variables, script, "study.yaml", "out", "4", "--segments");
  const [, array, merge] = /^array (\d+), then merge (\d+)/.exec(said)!;
  return { array: array!, merge: merge! };
}

/** A shard that has finished some of its units, and not all. */
function expectHalfDone(task: number): void {
  const shard = join(folder, `out.shards/${task}`);
  expect(statSync(join(shard, ".unfinished/journal.jsonl")).size).toBeGreaterThan(0);
  expect(existsSync(join(shard, "run.json"))).toBe(false);
}

const logOf = (name: string): string => readFileSync(join(folder, `out.shards/${name}.log`), "utf8");

/** What all jobs have printed: why one failed. */
function allLogs(): string {
  const logs = readdirSync(join(folder, "out.shards")).filter((name) => name.endsWith(".log"));
  return logs.map((name) => `== ${name}\n${logOf(name.slice(0, -".log".length))}`).join("");
}

/** The hash of each file of a folder, by its path there. */
function filesIn(name: string): Readonly<Record<string, string>> {
  const root = join(folder, name);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => statSync(join(root, path)).isFile());
  const hash = (text: Buffer) => createHash("sha256").update(text).digest("hex");
  return Object.fromEntries(files.map((path) => [path, hash(readFileSync(join(root, path)))]));
}
