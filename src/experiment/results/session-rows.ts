import { excerpt, InputError } from "../../errors.js";
import { forEachRecord } from "../../inputs/index.js";
import type { TextChunks } from "../../inputs/text.js";
import type { MetricColumn } from "../../model/results.js";
import type { SessionStatus } from "../../model/session.js";
import { SESSION_STATUSES } from "../result-table.js";

/** A row of sessions.csv, whose arrays are its own only until the next. */
export interface RecordedSession {
  readonly policy: string;
  /** "" where the arm is one player alone. */
  readonly client: string;
  readonly traceSet: string;
  readonly trace: string;
  readonly video: string;
  readonly replicate: number;
  readonly status: SessionStatus;
  /** Parallel to the columns; NaN where there is no value. */
  readonly values: Float64Array;
}

/** Where each thing stands in a row. */
interface Header {
  readonly names: readonly string[];
  readonly policy: number;
  /** -1 where no arm has clients. */
  readonly client: number;
  readonly traceSet: number;
  readonly trace: number;
  readonly video: number;
  readonly replicate: number;
  readonly status: number;
  readonly values: readonly number[];
}

/**
 * Reads sessions.csv row by row.
 *
 * @param columns the metrics to read
 * @param visit is told where the row stands, for messages
 * @throws InputError for a file that is not one of abrsim's
 */
export async function forEachSession(
  chunks: TextChunks,
  where: string,
  columns: readonly MetricColumn[],
  visit: (session: RecordedSession, where: string) => void,
): Promise<void> {
  let header: Header | undefined;
  const values = new Float64Array(columns.length);
  await forEachRecord(
    chunks,
    where,
    (fields, line) => {
      const here = `${where}:${line}`;
      if (header === undefined) header = headerOf(fields, columns, here);
      else visit(sessionOf(fields, header, values, here), here);
    },
    "exact",
  );
}

function headerOf(names: readonly string[], columns: readonly MetricColumn[], where: string): Header {
  const placeOf = (name: string): number => {
    const place = names.indexOf(name);
    if (place >= 0) return place;
    throw new InputError({
      where,
      expected: `a column ${name}`,
      received: "none of that name",
      hint: "Keep sessions.csv as abrsim run wrote it, or run the scenario again",
    });
  };
  return {
    names,
    policy: placeOf("policy"),
    client: names.indexOf("client"),
    traceSet: placeOf("trace_set"),
    trace: placeOf("trace"),
    video: placeOf("video"),
    replicate: placeOf("replicate"),
    status: placeOf("status"),
    values: columns.map(({ name }) => placeOf(name)),
  };
}

function sessionOf(
  fields: readonly string[],
  header: Header,
  values: Float64Array,
  where: string,
): RecordedSession {
  if (fields.length !== header.names.length)
    throw new InputError({
      where,
      expected: `${header.names.length} fields, as the header has`,
      received: `${fields.length}`,
      hint: "The file was cut off or changed; run the scenario again",
    });
  header.values.forEach((place, column) => {
    const text = fields[place]!;
    values[column] = text === "" ? Number.NaN : Number(text);
    if (text !== "" && !Number.isFinite(values[column]))
      throw notA("a number", header.names[place]!, text, where);
  });
  const status = fields[header.status] as SessionStatus;
  if (!SESSION_STATUSES.includes(status))
    throw notA(`one of ${SESSION_STATUSES.join(", ")}`, "status", status, where);
  return {
    policy: fields[header.policy]!,
    client: fields[header.client] ?? "",
    traceSet: fields[header.traceSet]!,
    trace: fields[header.trace]!,
    video: fields[header.video]!,
    replicate: Number(fields[header.replicate]),
    status,
    values,
  };
}

const notA = (expected: string, column: string, received: string, where: string): InputError =>
  new InputError({ where: `${where}: ${column}`, expected, received: excerpt(received) });
