import type { MetricColumn } from "../../model/results.js";
import { SEGMENT_COLUMNS } from "../segments-csv.js";
import { SESSION_IDENTITY_COLUMNS } from "../sessions-csv.js";

/** A column of a Parquet file, and what the CSV's cells below its name are. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: "text" | "int32" | "int64" | "double";
  /** Whether there are rows without a value: cells that are empty, and null in Parquet. */
  readonly nullable: boolean;
  /** Whether rows are in its order, so that readers find rows by the least and the most of each row group. */
  readonly ordered?: boolean;
  /** What the file says of it beside that; nothing, if missing. */
  readonly about?: Partial<Pick<MetricColumn, "label" | "unit" | "better">>;
}

/** Which CSV file of a results folder is meant. */
export type CsvTable =
  | { readonly kind: "sessions"; readonly columns: readonly MetricColumn[] }
  | { readonly kind: "segments" };

type Kind = Omit<ParquetColumn, "name">;

const TEXT: Kind = { type: "text", nullable: false };
const WHOLE: Kind = { type: "int32", nullable: false };
const figure = (unit: string): Kind => ({ type: "double", nullable: true, about: { unit } });

const KINDS: Readonly<
  Record<(typeof SESSION_IDENTITY_COLUMNS | typeof SEGMENT_COLUMNS)[number] | "client", Kind>
> = {
  scenario: TEXT,
  policy: TEXT,
  // Empty where an arm is one player alone.
  client: { type: "text", nullable: true },
  trace_set: { ...TEXT, ordered: true },
  trace: { ...TEXT, ordered: true },
  video: { ...TEXT, ordered: true },
  replicate: { ...WHOLE, ordered: true },
  // Any whole number that a double holds exactly.
  seed: { type: "int64", nullable: false },
  status: TEXT,
  media: TEXT,
  index: WHOLE,
  level: WHOLE,
  bitrate_kbps: figure("kbit/s"),
  // Of a bitrate and a duration, a size need not be whole.
  size_bytes: figure("bytes"),
  requested_s: figure("s"),
  first_byte_s: figure("s"),
  finished_s: figure("s"),
  wait_s: figure("s"),
  buffer_before_s: figure("s"),
  buffer_after_s: figure("s"),
  stall_s: figure("s"),
  estimate_kbps: figure("kbit/s"),
  outcome: TEXT,
};

/** Metrics that count: whole by nature. */
const COUNTS: ReadonlySet<string> = new Set([
  "stall_count",
  "switches",
  "upswitches",
  "downswitches",
  "requests",
  "abandoned",
  "failed_requests",
  "retries",
  "cdn_switches",
  "episodes_watched",
]);

/** @param clients whether the file has a column that says which client a row is of, after the policy */
export function parquetColumns(table: CsvTable, clients: boolean): ParquetColumn[] {
  const identity = table.kind === "sessions" ? SESSION_IDENTITY_COLUMNS : SEGMENT_COLUMNS;
  const [scenario, policy, ...rest] = identity;
  const names = clients ? ([scenario, policy, "client", ...rest] as const) : identity;
  const metrics = table.kind === "sessions" ? table.columns.map(metricColumn) : [];
  return [...names.map((name) => ({ name, ...KINDS[name] })), ...metrics];
}

const metricColumn = ({ name, label, unit, better }: MetricColumn): ParquetColumn => ({
  name,
  type: COUNTS.has(name) ? "int32" : "double",
  nullable: true,
  about: { label, unit, better },
});
