import type { ResultBlock } from "../result-table.js";
import { pathIn } from "../results/read-results.js";
import { LINE_FILES, type LineFile } from "../unfinished/claim.js";
import { entriesIn } from "../unfinished/journal.js";
import { readPiece } from "../unfinished/pieces.js";
import { blockOfFigures } from "../unfinished/stored-table.js";
import { FIGURES, type Headers, JOURNAL } from "../unfinished/unfinished-run.js";
import { changed, type ShardPart } from "./shard-parts.js";

const NOTHING = new Uint8Array();

/**
 * The blocks that a shard wrote, in order of units.
 *
 * @param sessionsAUnit places for sessions in a unit, taken or not
 * @throws InputError when a file is not as it was written
 */
export async function* shardBlocks(
  { folder, shard, journal }: ShardPart,
  sessionsAUnit: number,
  headers: Headers,
): AsyncGenerator<ResultBlock> {
  const names = (Object.keys(LINE_FILES) as LineFile[]).filter((name) =>
    shard.files.includes(LINE_FILES[name]),
  );
  const ends = new Map(names.map((name) => [name, new TextEncoder().encode(headers[name]).length]));
  let figuresEnd = 0;
  let unit = shard.first_unit;
  for (const entry of entriesIn(journal)) {
    const lines = { sessions: NOTHING, segments: NOTHING, telemetry: NOTHING };
    for (const name of names) {
      lines[name] = await piece(pathIn(folder, LINE_FILES[name]), ends.get(name)!, entry.lines[name]);
      ends.set(name, ends.get(name)! + lines[name].byteLength);
    }
    const figures = await piece(pathIn(folder, FIGURES), figuresEnd, entry.figures);
    figuresEnd += figures.byteLength;
    const { units, failures } = entry;
    yield {
      firstUnit: unit,
      units,
      ...blockOfFigures(figures, units * sessionsAUnit),
      failures,
      lines,
      p1203: [],
    };
    unit += units;
  }
  if (unit !== shard.end_unit) throw changed(pathIn(folder, JOURNAL));
}

async function piece(...where: Parameters<typeof readPiece>): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readPiece(...where);
  if (bytes === undefined) throw changed(where[0]);
  return bytes;
}
