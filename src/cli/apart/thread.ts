import { Console } from "node:console";
import { parentPort, workerData } from "node:worker_threads";
import type { Desk, Work } from "./desk.js";
import { faultOf } from "./fault.js";
import { plainStderr } from "./plain-stderr.js";
import { type Assignment, type Message, WORKS } from "./work.js";

/* The thread of a work. It ends with it, whatever the work leaves running. */

const { name, input, beacons } = workerData as Assignment;
const say = (message: Message<unknown, unknown>) => parentPort!.postMessage(message);

// Results alone go to stdout.
globalThis.console = new Console(plainStderr());

const desk: Desk<unknown> = {
  tell: (news) => say({ kind: "news", news }),
  finishing: (on) => say({ kind: "finishing", on }),
  beacons,
};
// Policies may replace it.
const { exit } = process;
try {
  const { work } = await WORKS[name]();
  say({ kind: "done", outcome: await (work as Work<unknown, unknown, unknown>)(input, desk) });
} catch (thrown) {
  say({ kind: "failed", fault: faultOf(thrown) });
}
exit(0);
