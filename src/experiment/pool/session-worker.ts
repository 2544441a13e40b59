import { Console } from "node:console";
import { workerData } from "piscina";
import { InputError } from "../../errors.js";
import { Beacon } from "../beacon.js";
import type { ResultBlock } from "../result-table.js";
import { createUnitSimulator } from "../simulate-units.js";
import type { BlockTask, WorkerData } from "./session-pool.js";

// What policies print must not get among the results, which go to stdout.
globalThis.console = new Console(process.stderr);

const { plan, written, beacons } = workerData as WorkerData;
const simulator = createUnitSimulator(plan, written, Beacon.claim(beacons));

/**
 * Simulates one block of units. What it returns is copied to the thread that asked, which takes a thousandth of the time
 * that it took to simulate, and not moved: once any buffer has been moved out of a thread, V8 looks at each access to any
 * typed array there if its buffer has gone, and sessions take a fifth longer.
 */
export default async function simulateBlock({ first, count }: BlockTask): Promise<ResultBlock> {
  try {
    return (await simulator).block(first, count);
  } catch (thrown) {
    // An error would forget its class on the way to the other thread.
    throw thrown instanceof InputError ? { inputProblem: thrown.problem } : thrown;
  }
}
