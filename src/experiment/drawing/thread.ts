import { parentPort } from "node:worker_threads";
import { openVega } from "../../report/charts/render.js";
import type { Drawn, Order } from "./drawing-thread.js";

/* Draws what it is asked to, one chart after the other. */

const draw = openVega();

parentPort!.on("message", async ({ number, spec }: Order) => {
  const say = (drawn: Drawn) => parentPort!.postMessage(drawn);
  try {
    say({ number, rendering: await draw(spec) });
  } catch (thrown) {
    say({ number, problem: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
