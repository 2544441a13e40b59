/*
 * Simulated segments per second of processor time, through the public `simulate` and `simulateTogether`. Machines
 * differ and are noisy: compare figures of one run, and quote medians.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CASES, type Case } from "./cases.js";
import { bundleLibrary } from "./library.js";
import { type Rate, Runner } from "./runner.js";
import { median } from "./statistics.js";

const ROUNDS = 7;
const ROUND_SECONDS = 0.25;

const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
const bundle = join(folder, "library.mjs");
await bundleLibrary(resolve(import.meta.dirname, ".."), bundle);
const groups = new Set(CASES.map(({ group }) => group));
const runners = new Map(Array.from(groups, (group) => [group, new Runner(bundle)]));
const measure = ({ name, group }: Case, seconds: number) => runners.get(group)!.measure(name, seconds);

try {
  for (const each of CASES) await measure(each, each.warmUpSeconds);
  const rates = CASES.map((): Rate[] => []);
  // In turn, so that a slow moment of the machine falls on all.
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, each] of CASES.entries()) rates[i]!.push(await measure(each, ROUND_SECONDS));
  process.stdout.write(table(rates));
} finally {
  for (const runner of runners.values()) runner.stop();
  rmSync(folder, { recursive: true });
}

function table(rates: readonly (readonly Rate[])[]): string {
  const rows = CASES.map(({ name }, i) => {
    const segments = rates[i]!.map((rate) => rate.segments);
    const figures = [Math.min(...segments), median(segments), Math.max(...segments)].map(millions);
    const sessions = median(rates[i]!.map((rate) => rate.sessions));
    return [name.padEnd(26), ...figures, sessions.toFixed(0).padStart(10)].join("");
  });
  const head = [
    "".padEnd(26),
    ...["least", "median", "most", "sessions"].map((word) => word.padStart(10)),
  ].join("");
  return `million segments per second of processor time; median sessions per second\n${[head, ...rows].join("\n")}\n`;
}

function millions(rate: number): string {
  return (rate / 1e6).toFixed(3).padStart(10);
}
