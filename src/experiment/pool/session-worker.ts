import { Console } from "node:console";
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { InputError } from "../../errors.js";
import { Beacon } from "../beacon.js";
import type { ResultBlock } from "../result-table.js";
import { createUnitSimulator } from "../simulate-units.js";
import type { BlockTask, WorkerData } from "./session-pool.js";

// What policies print must not get among the results, which go to stdout.
globalThis.console = new Console(process.stderr);

const { plan, written, beacons } = workerData as WorkerData;
const simulator = createUnitSimulator(plan, written, Beacon.claim(beacons));

/** Simulates one block of units; its figures are moved, not copied, to the thread that asked. */
export default async function simulateBlock({ first, count }: BlockTask): Promise<ResultBlock> {
  const block = await blockOf(first, count);
  const { sessions, segments, telemetry } = block.lines;
  const moved = [block.values, block.statuses, sessions, segments, telemetry].map(({ buffer }) => buffer);
  const parcel = { [transferableSymbol]: moved, [valueSymbol]: block };
  // The pool unpacks it: what arrives is the block.
  return move(parcel) as unknown as ResultBlock;
}

async function blockOf(first: number, count: number): Promise<ResultBlock> {
  try {
    return (await simulator).block(first, count);
  } catch (thrown) {
    // An error would forget its class on the way to the other thread.
    throw thrown instanceof InputError ? { inputProblem: thrown.problem } : thrown;
  }
}
