import { excerpt, InputError } from "../../errors.js";
import { hashOfText, openText, readTextFile } from "../../inputs/files.js";
import { openFilesWriter } from "../../report/files.js";
import { sessionLine, sessionsHeader } from "../../report/sessions-csv.js";
import type { BlockOptions } from "../blocks.js";
import { hasClients, identityOf, seatsOf, type UnitRange, unitAt } from "../plan.js";
import { forEachSession } from "../results/session-rows.js";
import { nameOfShard, parseShard, type Shard, unitsOfShard } from "../shard/index.js";
import type { Failure, TrainingFigures } from "./figures.js";
import { checkTuneFolder, SHARD_FILE } from "./folder.js";
import { type PlannedTuning, trainingPlan } from "./plan-tuning.js";
import { figuresOf } from "./search.js";

const SESSIONS = "sessions.csv";

/** `shard.json`. */
interface ShardFile {
  readonly abrsim: string;
  /** Of the tuning. */
  readonly id: string;
  /** `I/N`. */
  readonly shard: string;
  /** Of the content of sessions.csv. */
  readonly sessions_sha256: string;
  readonly failures: readonly Failure[];
}

/**
 * A search of one round is divided into stretches of its units; a round of halving needs the one before whole.
 *
 * @throws InputError for a search of several rounds
 */
export function refuseRounds({ design: { search } }: PlannedTuning, flag: string): void {
  if (search !== "halving") return;
  throw new InputError({
    where: flag,
    expected: "a random or grid search, whose sessions do not depend on one another",
    received: "halving, where each round needs the one before",
    hint: "Use --search random, or run halving on one machine",
  });
}

export interface ShardOptions extends BlockOptions {
  readonly out: string;
  /** Whether another tuning in the folder may be replaced. */
  readonly force: boolean;
  readonly onProgress?: (finished: number, all: number) => void;
  /** Called when all is simulated, before the folder's files are replaced. */
  readonly onWriting?: () => void;
}

/**
 * Simulates a part of the training sessions of a search, and writes their figures into a folder of its own.
 *
 * @throws InputError when the folder is another's, or the disk refuses
 */
export async function runShard(
  planned: PlannedTuning,
  shard: Shard,
  { out, force, onProgress, onWriting, ...options }: ShardOptions,
): Promise<{ readonly sessions: number; readonly failures: readonly Failure[] }> {
  const name = nameOfShard(shard);
  await checkTuneFolder(out, { id: planned.id, shard: name }, force);
  const figures = figuresOf(planned);
  const { plan } = figures;
  const range = unitsOfShard(plan, shard);
  const seats = seatsOf(plan).length;
  const all = (range.end - range.first) * seats;
  let finished = 0;
  const everyone = plan.arms.map((_, arm) => arm);
  const piece = { arms: everyone, traces: plan.traces.map((_, place) => place), firstReplicate: 0 };
  await figures.simulate(
    { ...piece, replicates: plan.replicates },
    options,
    (more) => {
      finished += more;
      onProgress?.(finished, all);
    },
    range,
  );
  onWriting?.();
  const file = await openFilesWriter(out);
  try {
    const hash = hashOfText();
    const append = (line: string) => {
      hash.add(line);
      file.append(SESSIONS, line);
    };
    append(sessionsHeader(figures.columns, hasClients(plan)));
    forEachOf(figures, range, append);
    const { record } = planned;
    const said: ShardFile = {
      abrsim: record.abrsim,
      id: planned.id,
      shard: name,
      sessions_sha256: hash.sha256(),
      failures: figures.failures,
    };
    file.append(SHARD_FILE, `${JSON.stringify(said, null, 2)}\n`);
    await file.close();
  } catch (error) {
    await file.discard();
    throw error;
  }
  return { sessions: all, failures: figures.failures };
}

function forEachOf(
  { plan, table, columns }: TrainingFigures,
  range: UnitRange,
  write: (line: string) => void,
) {
  const seats = seatsOf(plan);
  const clients = hasClients(plan);
  for (let unit = range.first; unit < range.end; unit++)
    seats.forEach((seat, place) => {
      const status = table.status(unit, place);
      if (status === undefined) return;
      const identity = identityOf(plan, seat, unitAt(plan, unit));
      const values = columns.map((_, column) => table.value(unit, place, column));
      write(sessionLine({ identity, status, values }, clients));
    });
}

/**
 * The figures of all shards of a search. A shard that was run again may be there twice: one is as good as the other.
 *
 * @throws InputError for shards of another search, and when some are missing
 */
export async function figuresOfShards(
  planned: PlannedTuning,
  folders: readonly string[],
): Promise<TrainingFigures> {
  const found = new Map<
    number,
    { readonly folder: string; readonly file: ShardFile; readonly shard: Shard }
  >();
  let of: number | undefined;
  for (const folder of folders) {
    const file = await shardFileIn(folder);
    if (file.id !== planned.id) throw ofAnotherSearch(folder);
    const shard = parseShard(file.shard, `${folder}/${SHARD_FILE}`) as Shard;
    of ??= shard.of;
    if (shard.of !== of)
      throw new InputError({
        where: folder,
        expected: `one of ${of} shards, as ${folders[0]} is`,
        received: nameOfShard(shard),
      });
    const known = found.get(shard.index);
    if (known && known.file.sessions_sha256 !== file.sessions_sha256)
      throw differentAgain(known.folder, folder);
    found.set(shard.index, { folder, file, shard });
  }
  const missing = Array.from({ length: of! }, (_, index) => index).filter((index) => !found.has(index));
  if (missing.length > 0)
    throw new InputError({
      where: "--merge",
      expected: `all ${of} shards`,
      received: `${found.size} (missing ${listed(missing.map((index) => nameOfShard({ index, of: of! })))})`,
    });
  const figures = figuresOf(planned);
  for (const index of [...found.keys()].sort((one, other) => one - other)) {
    const { folder, file, shard } = found.get(index)!;
    const sha256 = await readShard(
      figures,
      unitsOfShard(trainingPlan(planned), shard),
      `${folder}/${SESSIONS}`,
    );
    if (sha256 !== file.sessions_sha256) throw damaged(`${folder}/${SESSIONS}`);
    figures.failures.push(...file.failures);
  }
  return figures;
}

const MOST_LISTED = 5;
const listed = (names: readonly string[]): string =>
  [...names.slice(0, MOST_LISTED), ...(names.length > MOST_LISTED ? ["..."] : [])].join(", ");

async function shardFileIn(folder: string): Promise<ShardFile> {
  const path = `${folder}/${SHARD_FILE}`;
  const { text } = await readTextFile(path).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      where: folder,
      expected: "a shard of a search, as abrsim tune --shard writes it",
      received: `no ${SHARD_FILE} in it`,
      hint: "Name the folder of each shard; shards of abrsim run are joined by abrsim merge",
    });
  });
  let file: Partial<ShardFile> | null = null;
  try {
    file = JSON.parse(text) as Partial<ShardFile> | null;
  } catch {
    // Said below.
  }
  const texts = [file?.id, file?.shard, file?.sessions_sha256];
  if (texts.every((text) => typeof text === "string") && Array.isArray(file?.failures))
    return file as ShardFile;
  throw new InputError({
    where: path,
    expected: "a shard of a search, as abrsim tune --shard writes it",
    received: excerpt(text),
  });
}

const ofAnotherSearch = (folder: string) =>
  new InputError({
    where: folder,
    expected: "a shard of this search",
    received: "one of another: scenario, inputs, options, seed or version differ",
    hint: "Run all shards, and the merge, with the same flags",
  });

/**
 * Rows come in the order in which they were written.
 *
 * @returns the hash of the file
 */
async function readShard(
  { plan, table, columns }: TrainingFigures,
  range: UnitRange,
  path: string,
): Promise<string> {
  const opened = openText(path);
  const seats = seatsOf(plan);
  const expected = (range.end - range.first) * seats.length;
  let session = 0;
  await forEachSession(opened.chunks, path, columns, ({ status, values, policy, trace }, where) => {
    const unit = range.first + Math.floor(session / seats.length);
    const place = session % seats.length;
    session++;
    if (session > expected || unit >= range.end) throw damaged(where);
    const identity = identityOf(plan, seats[place]!, unitAt(plan, unit));
    if (identity.policy !== policy || identity.trace !== trace) throw damaged(where);
    table.put(unit, place, status, values);
  });
  if (session !== expected) throw damaged(path);
  return opened.sha256();
}

const differentAgain = (known: string, folder: string): InputError =>
  new InputError({
    where: folder,
    expected: `the same sessions as ${known}, which is the same shard`,
    received: "others",
    hint: "One of them was changed, or run on another version of Node: leave it out",
  });

const damaged = (where: string) =>
  new InputError({
    where,
    expected: "the sessions of the shard, as abrsim tune wrote them",
    received: "others, or fewer",
    hint: "Run the shard again",
  });
