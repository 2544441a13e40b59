import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CASES, type Case } from "./cases.js";
import { bundleLibrary } from "./library.js";
import type { EngineCase } from "./measured.js";
import { type Rate, Runner } from "./runner.js";
import { median } from "./statistics.js";

const ROUNDS = 5;
const ROUND_SECONDS = 0.25;

/** The cases of the engine, each in the process of its group, in turn: medians of rounds. */
export async function engineCases(): Promise<EngineCase[]> {
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
    return CASES.map(({ name }, i) => ({
      name,
      segments: median(rates[i]!.map((rate) => rate.segments)),
      sessions: median(rates[i]!.map((rate) => rate.sessions)),
    }));
  } finally {
    for (const runner of runners.values()) runner.stop();
    rmSync(folder, { recursive: true });
  }
}
