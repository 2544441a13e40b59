import { checksumOf } from "../../report/files.js";
import type { FailedSession } from "../result-table.js";
import type { LineFile } from "./claim.js";

/** A piece of a file, as it was appended. */
export interface Piece {
  readonly bytes: number;
  /** CRC-32. */
  readonly sum: number;
}

/** Says that some units are finished, and what was appended for them; it is written when all of that is. */
export interface JournalEntry {
  /** Of the units, which follow on those of the entry before. */
  readonly units: number;
  readonly figures: Piece;
  readonly lines: Readonly<Partial<Record<LineFile, Piece>>>;
  readonly failures: readonly FailedSession[];
}

/** An entry as a line: its own checksum, and JSON in ASCII, so that no cut can fall into a character. */
export function entryLine(entry: JournalEntry): string {
  const json = JSON.stringify(entry).replace(/[^ -~]/g, escaped);
  return `${sumOf(json)} ${json}\n`;
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const sumOf = (json: string) => checksumOf(new TextEncoder().encode(json)).toString(16).padStart(8, "0");

/** The entries of a journal, up to where it was cut off or changed. */
export function entriesIn(text: string): JournalEntry[] {
  const entries: JournalEntry[] = [];
  // What is behind the last line feed was cut off.
  for (const line of text.split("\n").slice(0, -1)) {
    const json = line.slice(line.indexOf(" ") + 1);
    if (line !== `${sumOf(json)} ${json}`) break;
    entries.push(JSON.parse(json) as JournalEntry);
  }
  return entries;
}
