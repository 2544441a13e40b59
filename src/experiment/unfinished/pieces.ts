import { fileBytes, fileSize } from "../../inputs/files.js";
import { checksumOf } from "../../report/files.js";
import { type Claim, LINE_FILES } from "./claim.js";
import { entriesIn, type JournalEntry, type Piece } from "./journal.js";
import { FIGURES, type Headers, JOURNAL } from "./unfinished-run.js";

const NOTHING = new Uint8Array();

/** A piece of a file, from a place on; undefined where it is not as it was written. */
export async function readPiece(
  path: string,
  from: number,
  written: Piece | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (written === undefined) return undefined;
  const bytes = written.bytes === 0 ? NOTHING : await fileBytes(path, from, from + written.bytes - 1);
  if (bytes?.byteLength !== written.bytes || checksumOf(bytes) !== written.sum) return undefined;
  return bytes as Uint8Array<ArrayBuffer>;
}

/** Whether the files of a finished shard are, to the last byte, what their journal says, and that is all its units. */
export async function isAsWritten(
  folder: string,
  { files: names, firstUnit, endUnit }: Pick<Claim, "files" | "firstUnit" | "endUnit">,
  headers: Headers,
): Promise<boolean> {
  const journal = await fileBytes(`${folder}/${JOURNAL}`, 0, Number.MAX_SAFE_INTEGER - 1);
  const files = [
    { path: `${folder}/${FIGURES}`, pieceOf: (entry: JournalEntry) => entry.figures, end: 0 },
    ...names.map((name) => ({
      path: `${folder}/${LINE_FILES[name]}`,
      pieceOf: (entry: JournalEntry) => entry.lines[name],
      end: new TextEncoder().encode(headers[name]).length,
    })),
  ];
  let finished = 0;
  for (const entry of entriesIn(new TextDecoder().decode(journal))) {
    for (const file of files) {
      const piece = await readPiece(file.path, file.end, file.pieceOf(entry));
      if (piece === undefined) return false;
      file.end += piece.byteLength;
    }
    finished += entry.units;
  }
  for (const { path, end } of files) if ((await fileSize(path)) !== end) return false;
  return finished === endUnit - firstUnit;
}
