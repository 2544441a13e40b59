import { setFlagsFromString } from "node:v8";
import { parentPort } from "node:worker_threads";
import { openVega } from "../../report/charts/render.js";
import type { Drawn, Order } from "./drawing-thread.js";

/* Draws what it is asked to, one chart after the other. */

/*
 * Most of what draws a chart runs so seldom that to optimise it takes longer than it saves: the compiler's threads took a
 * fifth of the processor time of a short run. So V8 is asked to wait until code has run eight times as long as it usually
 * would. It is asked in Node 20 alone: V8s after 11 count otherwise, know no such flag, and say so to the user.
 */
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=1000000");

const draw = openVega();

parentPort!.on("message", async ({ number, spec }: Order) => {
  const say = (drawn: Drawn) => parentPort!.postMessage(drawn);
  try {
    say({ number, rendering: await draw(spec) });
  } catch (thrown) {
    say({ number, problem: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
