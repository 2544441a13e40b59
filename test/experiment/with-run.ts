import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blocksOf } from "../../src/experiment/blocks.js";
import { columnsOf, type Plan, seatsOf, unitCount } from "../../src/experiment/plan.js";
import { UnfinishedRun } from "../../src/experiment/unfinished/unfinished-run.js";

const NO_LINES = { sessions: "", segments: "", telemetry: "" };

/** A plan that has been run into a folder of its own, of which nothing is left afterwards. */
export async function withRun<T>(simulated: Plan, act: (run: UnfinishedRun) => Promise<T>): Promise<T> {
  const out = mkdtempSync(join(tmpdir(), "abrsim-"));
  const units = unitCount(simulated);
  const size = { units, seats: seatsOf(simulated).length, columns: columnsOf(simulated).length };
  const claim = { layout: 1 as const, run_id: "run", ...size, firstUnit: 0, endUnit: units, files: [] };
  const run = await UnfinishedRun.open(out, claim, NO_LINES);
  try {
    for await (const block of blocksOf(simulated, { first: 0, end: units }, { jobs: 1 }))
      await run.add(block);
    return await act(run);
  } finally {
    await run.remove();
    rmSync(out, { recursive: true });
  }
}
