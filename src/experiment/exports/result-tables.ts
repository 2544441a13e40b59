import { knownNames } from "../scenario/index.js";

/** The formats of sessions and segments in a results folder. */
export const RESULT_TABLES = ["csv", "parquet"] as const;
export type ResultTableFormat = (typeof RESULT_TABLES)[number];

/** What is written where nobody says. */
export const USUAL_TABLES: readonly ResultTableFormat[] = ["csv"];

/** @throws InputError when there is no such format */
export function tablesNamed(names: readonly string[]): ResultTableFormat[] {
  return knownNames({ where: "--tables", kind: "format", received: names, known: RESULT_TABLES });
}
