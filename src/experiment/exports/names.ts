import { knownNames } from "../scenario/index.js";

/** What sessions can be written as for other programs. */
export const EXPORTS = ["p1203"] as const;
export type ExportName = (typeof EXPORTS)[number];

/** @throws InputError when there is no such export */
export function exportsNamed(names: readonly string[]): ExportName[] {
  return knownNames({ where: "--export", kind: "export", received: names, known: EXPORTS });
}
