import { excerpt, InputError } from "../../errors.js";
import { openText, readTextFile } from "../../inputs/files.js";
import type { MetricColumn } from "../../model/results.js";
import { ABSENT, MemoryTable } from "../result-table.js";
import type { Results } from "./results.js";
import { resultsOfRun, shapeOf } from "./results-of-run.js";
import { type RunFile, readRunFile } from "./run-file.js";
import { forEachSession } from "./session-rows.js";

/** A results folder, read. */
export interface ResultsFolder {
  /** As the user named it. */
  readonly folder: string;
  readonly run: RunFile;
  readonly results: Results;
}

/**
 * Reads the figures of a results folder.
 *
 * @throws InputError when it is none, or when its files do not belong together
 */
export async function readResults(folder: string): Promise<ResultsFolder> {
  const run = await readRunFile(folder);
  if (run.shard) throw onlyAShard(folder, run.shard.part);
  const columns = await readColumns(folder);
  const { seats, traces: traceNames, positions, firstReplicate, replicates, units } = shapeOf(run);
  const seatOf = new Map(seats.map(({ arm, client = "" }, seat) => [keyOf(arm, client), seat]));
  const placeOfTrace = new Map(traceNames.map((name, place) => [name, place]));
  const setOfTrace = new Map<string, string>();
  const table = new MemoryTable({ units, seats: seats.length, columns: columns.length });

  const where = pathIn(folder, "sessions.csv");
  await forEachSession(openText(where).chunks, where, columns, (session, here) => {
    const { policy, client, trace, traceSet, video, replicate, status, values } = session;
    const seat = seatOf.get(keyOf(policy, client));
    const traceAt = placeOfTrace.get(trace);
    const position = seat === undefined ? -1 : seats[seat]!.videos.indexOf(video);
    const nth = replicate - firstReplicate;
    if (seat === undefined || traceAt === undefined || position < 0 || !(nth >= 0 && nth < replicates))
      throw foreignRow(here, [policy, trace, video, String(replicate)]);
    const unit = (traceAt * positions + position) * replicates + nth;
    if (table.status(unit, seat) !== undefined) throw secondRow(here);
    table.put(unit, seat, status, values);
    setOfTrace.set(trace, traceSet);
  });
  const expected = seats.reduce((sum, { videos }) => sum + videos.length, 0) * traceNames.length * replicates;
  const found = table.statuses.reduce((sum, status) => sum + (status === ABSENT ? 0 : 1), 0);
  if (found !== expected) throw incomplete(where, expected, found);

  const sets = traceNames.map((name) => setOfTrace.get(name)!);
  return { folder, run, results: resultsOfRun(run, sets, columns, table) };
}

const keyOf = (policy: string, client: string) => JSON.stringify([policy, client]);

export const pathIn = (folder: string, file: string) => `${folder.replace(/[\\/]+$/, "") || "."}/${file}`;

/** What the columns are called and measured in: a user's own model has words of its own. */
async function readColumns(folder: string): Promise<MetricColumn[]> {
  const path = pathIn(folder, "summary.json");
  const { text } = await readTextFile(path);
  try {
    const { columns } = JSON.parse(text) as { columns?: unknown };
    if (Array.isArray(columns) && columns.length > 0 && columns.every(isColumn)) return columns;
  } catch {
    // Told below.
  }
  throw new InputError({
    where: path,
    expected: "the columns of sessions.csv",
    received: "a file that does not list them",
    hint: "Run the scenario again",
  });
}

function isColumn(value: unknown): value is MetricColumn {
  const { name, label, unit, better } = (value ?? {}) as Partial<Record<keyof MetricColumn, unknown>>;
  const texts = [name, label, unit].every((text) => typeof text === "string");
  return texts && (better === "higher" || better === "lower" || better === "neither");
}

const onlyAShard = (folder: string, part: string): InputError =>
  new InputError({
    where: folder,
    expected: "the results of a whole run",
    received: `shard ${part} of one`,
    hint: "Join its shards first: abrsim merge <folders> --out <dir>",
  });

const CHANGED = "Keep the folder as abrsim run wrote it, or run the scenario again";

function foreignRow(where: string, row: readonly string[]): InputError {
  return new InputError({
    where,
    expected: "a session of this run",
    received: excerpt(row.join(", ")),
    hint: CHANGED,
  });
}

const secondRow = (where: string): InputError =>
  new InputError({ where, expected: "each session once", received: "one for a second time", hint: CHANGED });

const incomplete = (where: string, expected: number, found: number): InputError =>
  new InputError({ where, expected: `${expected} sessions`, received: `${found}`, hint: CHANGED });
