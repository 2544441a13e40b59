import type { TableSize } from "../result-table.js";

/** The files that a run grows line by line. */
export const LINE_FILES = {
  sessions: "sessions.csv",
  segments: "segments.csv",
  telemetry: "telemetry.jsonl",
} as const;

export type LineFile = keyof typeof LINE_FILES;

/** What an unfinished run is of. A run goes on with one whose claim is its own, word for word. */
export interface Claim extends TableSize {
  /** Of the way that it is kept; raised whenever a later abrsim would misread an earlier one's. */
  readonly layout: 1;
  readonly run_id: string;
  /** As in `--shard`; missing: the whole run. */
  readonly shard?: string;
  /** How many shards are being joined, which says where blocks end; missing: none are. */
  readonly joined?: number;
  /** Which of the run's units these are: a shard has some of them. */
  readonly firstUnit: number;
  readonly endUnit: number;
  readonly files: readonly LineFile[];
}

export const claimText = (claim: Claim): string => `${JSON.stringify(claim, null, 2)}\n`;

/** The claim that a text is; undefined if it is none. */
export function claimIn(text: string): Claim | undefined {
  try {
    const claim = JSON.parse(text) as Partial<Claim> | null;
    return typeof claim?.run_id === "string" ? (claim as Claim) : undefined;
  } catch {
    return undefined;
  }
}
