/*
 * What a session of a run costs, part by part, in microseconds of processor time: its simulation, its metrics, its scores
 * and their packing, its line of sessions.csv, and its lines of segments.csv. 150 segments of variable bitrate over the
 * shipped traces, again and again, each time from another place in them.
 *
 *   npx tsx bench/session-costs.ts [another checkout]... [--policy bb]... [--rounds 15]
 *
 * Each stage of each checkout runs in a process of its own, in turn. Compare figures of one run only.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { deserialize, serialize } from "node:v8";
import type { Plan, unitAt, unitCount } from "../src/experiment/plan.js";
import type { createUnitSimulator } from "../src/experiment/simulate-units.js";
import type { measureSession } from "../src/metrics/session-metrics.js";
import { bundleModules } from "./library.js";

/** Packages that only policies of a user's own need. */
const USERS_OWN = ["esbuild"];

const HERE = resolve(import.meta.dirname, "..");
const MODULES = ["experiment/simulate-units", "experiment/plan", "metrics/session-metrics"];
const REPLICATES = 20;
const BLOCK_UNITS = 256;
const SEGMENTS = 150;
/** Each does what the one before does, and one part more. */
const STAGES = ["simulation", "metrics", "figures", "sessions", "segments"] as const;
type Stage = (typeof STAGES)[number];

interface Chain {
  readonly createUnitSimulator: typeof createUnitSimulator;
  readonly measureSession: typeof measureSession;
  readonly unitAt: typeof unitAt;
  readonly unitCount: typeof unitCount;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      policy: { type: "string", multiple: true, default: ["bb", "bola"] },
      rounds: { type: "string", default: "15" },
    },
  });
  const checkouts = [...positionals.map((path) => resolve(path)), HERE];
  const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
  try {
    const bundles = checkouts.map((_, i) => join(folder, `${i}.mjs`));
    await Promise.all(
      checkouts.map((checkout, i) => bundleModules(checkout, MODULES, bundles[i]!, USERS_OWN)),
    );
    for (const policy of values.policy) {
      const plan = join(folder, `${policy}.bin`);
      writeFileSync(plan, serialize(await planOf(policy)));
      const rounds = await measured(bundles, plan, Number(values.rounds));
      process.stdout.write(`${policy}: microseconds of processor time a session\n`);
      for (const [i, checkout] of checkouts.entries()) process.stdout.write(table(checkout, rounds[i]!));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function planOf(policy: string): Promise<Plan> {
  const { planExperiment } = await import("../src/experiment/plan-experiment.js");
  const set = [`compare.control=${policy}`];
  const flags = { policies: [policy], replicates: `${REPLICATES}`, set };
  return (await planExperiment("scenarios/all-traces.yaml", { cwd: HERE, flags })).plan;
}

/** @returns by checkout and round, the cost up to each stage */
async function measured(bundles: readonly string[], plan: string, rounds: number): Promise<number[][][]> {
  const children = bundles.map((bundle) =>
    STAGES.map((stage) => fork(import.meta.filename, [bundle, plan, stage])),
  );
  try {
    const costs = bundles.map((): number[][] => []);
    // The first is for compiling what runs.
    for (let round = 0; round <= rounds; round++)
      for (const [i, stages] of children.entries()) {
        costs[i]![round] = [];
        for (const child of stages) costs[i]![round]!.push(await costOf(child));
      }
    return costs.map((all) => all.slice(1));
  } finally {
    for (const child of children.flat()) child.kill();
  }
}

async function costOf(child: ChildProcess): Promise<number> {
  child.send("measure");
  const [cost] = (await once(child, "message")) as [number];
  return cost;
}

function table(checkout: string, rounds: readonly (readonly number[])[]): string {
  const [simulation, metrics, figures, sessions, segments] = STAGES.map((_, stage) =>
    // The least is what the machine takes when it is left alone; parts are too small to be seen in medians.
    Math.min(...rounds.map((costs) => costs[stage]!)),
  ) as [number, number, number, number, number];
  const rows: [string, number][] = [
    ["simulation", simulation],
    ["metrics", metrics - simulation],
    ["scores, packing", figures - metrics],
    ["sessions.csv", sessions - figures],
    ["all of these", sessions],
    ["segments.csv", segments - sessions],
    ["of that a line", (segments - sessions) / SEGMENTS],
  ];
  const lines = rows.map(([name, figure]) => `  ${name.padEnd(16)}${figure.toFixed(1).padStart(9)}\n`);
  return `${checkout}\n${lines.join("")}`;
}

/** What the other processes do: they measure when they are told to. */
async function serve(bundle: string, planFile: string, stage: Stage): Promise<void> {
  const chain = (await import(pathToFileURL(bundle).href)) as Chain;
  const plan = deserialize(readFileSync(planFile)) as Plan;
  const units = chain.unitCount(plan);
  const run = await runOf(chain, plan, stage);
  process.on("message", () => {
    const before = process.cpuUsage();
    for (let first = 0; first < units; first += BLOCK_UNITS) run(first, Math.min(BLOCK_UNITS, units - first));
    const { user, system } = process.cpuUsage(before);
    // Of all threads: what the garbage collector does beside counts.
    process.send!((user + system) / units);
  });
}

async function runOf(
  chain: Chain,
  plan: Plan,
  stage: Stage,
): Promise<(first: number, count: number) => void> {
  const written = { sessions: stage === "sessions" || stage === "segments", segments: stage === "segments" };
  const simulator = await chain.createUnitSimulator(plan, written);
  if (stage !== "simulation" && stage !== "metrics")
    return (first, count) => void simulator.block(first, count);
  const { settings } = plan.arms[0]!.players[0]!;
  const memory: Parameters<typeof measureSession>[3] = [];
  return (first, count) => {
    for (let unit = first; unit < first + count; unit++) {
      const [session] = simulator.arm(0, chain.unitAt(plan, unit))!;
      if (stage === "metrics") chain.measureSession(session!.log, session!.video, settings, memory);
    }
  };
}

const [bundle, planFile, stage] = process.argv.slice(2);
if (process.send) await serve(bundle!, planFile!, stage as Stage);
else await main();
