/*
 * What `npm run bench` prints: segments a second of every policy beside a C loop of the same model, the cost of longer traces
 * and larger ladders, scaling over threads, peak memory, and the cases of the engine. Machines differ and are noisy: what
 * counts are ratios of one run, and those are what is compared with the last recorded run.
 *
 *     npm run bench [-- --record]
 */
import { CLoop } from "./c-loop/c-loop.js";
import { engineCases } from "./engine-cases.js";
import type { Measured } from "./measured.js";
import { costOfShapes, speedOfPolicies } from "./policies.js";
import { compared, lastRecorded, record } from "./record.js";
import { scaling } from "./scaling.js";
import { tables } from "./tables.js";

const loop = await CLoop.compiled();
try {
  const measured: Measured = {
    policies: await speedOfPolicies(loop),
    shapes: await costOfShapes(),
    scaling: await scaling(),
    engine: await engineCases(),
  };
  process.stdout.write(tables(measured));
  const last = lastRecorded();
  if (last) process.stdout.write(compared(measured, last));
  if (process.argv.includes("--record")) process.stdout.write(`recorded: ${record(measured)}\n`);
} finally {
  loop.stop();
}
