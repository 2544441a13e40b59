import { Console } from "node:console";
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { Beacon } from "../beacon.js";
import type { ResultBlock } from "../result-table.js";
import { createUnitSimulator } from "../simulate-units.js";
import type { BlockTask, WorkerData } from "./pool.js";

// What policies print must not get among the results, which go to stdout.
globalThis.console = new Console(process.stderr);

const { plan, segments, beacons } = workerData as WorkerData;
const simulator = createUnitSimulator(plan, { segments }, Beacon.claim(beacons));

/** Simulates one block of units; its figures are moved, not copied, to the thread that asked. */
export default async function simulateBlock({ first, count }: BlockTask): Promise<ResultBlock> {
  const block = (await simulator).block(first, count);
  const parcel = { [transferableSymbol]: [block.values.buffer, block.statuses.buffer], [valueSymbol]: block };
  // The pool unpacks it: what arrives is the block.
  return move(parcel) as unknown as ResultBlock;
}
