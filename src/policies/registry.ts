import { bbEntry } from "./bb.js";
import { bufferEntry } from "./buffer.js";
import { constantEntry } from "./constant.js";
import type { PolicyEntry } from "./entry.js";
import { ewmaEntry } from "./ewma.js";
import { hysteresisEntry } from "./hysteresis.js";
import { throughputEntry } from "./throughput.js";

/** All policies of the library, by name. */
export const policies: readonly PolicyEntry[] = [
  bbEntry,
  bufferEntry,
  constantEntry,
  ewmaEntry,
  hysteresisEntry,
  throughputEntry,
];

/** The policy of this name; undefined if the library has none. */
export function findPolicy(name: string): PolicyEntry | undefined {
  return policies.find((entry) => entry.name === name);
}
