import type { GateResult } from "../../model/gate.js";

/** Raised whenever a reader of the old form would misread the new one. */
export const GATE_SCHEMA = 1;

/** The result itself. What is missing is left out. */
export function jsonGate(result: GateResult): string {
  return `${JSON.stringify({ schema: GATE_SCHEMA, ...result }, null, 2)}\n`;
}
