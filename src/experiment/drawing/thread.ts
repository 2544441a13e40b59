import { parentPort } from "node:worker_threads";
import { openRenderer } from "../../report/charts/render.js";
import type { Drawn, Order } from "./drawing-thread.js";

/* Draws what it is asked to, one chart after the other. */

const draw = openRenderer();

parentPort!.on("message", async ({ number, spec, name }: Order) => {
  const say = (drawn: Drawn) => parentPort!.postMessage(drawn);
  try {
    say({ number, rendering: await draw(spec, name) });
  } catch (thrown) {
    say({ number, problem: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
