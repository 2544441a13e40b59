import { InputError } from "../../errors.js";
import { fileBytes, fileSize } from "../../inputs/files.js";
import {
  checksumOf,
  type GrowingFile,
  makeFolder,
  moveFile,
  openGrowingFile,
  removeWhole,
  writeFileAtomically,
} from "../../report/files.js";
import type { ResultBlock, ResultTable } from "../result-table.js";
import { type Claim, claimIn, claimText, LINE_FILES, type LineFile } from "./claim.js";
import { entriesIn, entryLine, type JournalEntry, type Piece } from "./journal.js";
import { figureParts, StoredTable, type TableLayout } from "./stored-table.js";

/** The folder, in the results folder, of what is not whole yet. */
export const UNFINISHED = ".unfinished";
const CLAIM = "claim.json";
export const JOURNAL = "journal.jsonl";
export const FIGURES = "figures.bin";

/** What users are told where anything is finished. */
export const KEPT = "what is finished is kept, and the same command goes on from there";

/** The first lines of files; none where it is "". */
export type Headers = Readonly<Record<LineFile, string>>;

/** What is kept of an unfinished run in a results folder. */
export interface Kept {
  readonly claim: Claim;
  /** Units that are finished. */
  readonly units: number;
}

/** @returns undefined where no run is unfinished */
export async function unfinishedIn(out: string): Promise<Kept | undefined> {
  const folder = `${out}/${UNFINISHED}`;
  const claim = claimIn(await textOf(`${folder}/${CLAIM}`));
  if (claim === undefined) return undefined;
  const entries = entriesIn(await textOf(`${folder}/${JOURNAL}`));
  return { claim, units: entries.reduce((sum, { units }) => sum + units, 0) };
}

/** A table in a file. */
export interface StoredWhere {
  readonly path: string;
  readonly layout: TableLayout;
}

/** Removes what is kept of an unfinished run. */
export const removeUnfinished = (out: string): Promise<void> => removeWhole(`${out}/${UNFINISHED}`);

/**
 * A run while it is being written: lines in their files, figures in another one, and a journal that says what of them is
 * finished. Its process may end at any moment; whoever opens it again goes on behind the last finished unit.
 */
export class UnfinishedRun {
  /** The first unit that is not finished; the end of the claim's where all are. */
  nextUnit: number;
  private readonly stored: StoredTable;
  private readonly out: string;
  private readonly claim: Claim;
  private readonly files: OpenFiles;

  /**
   * Goes on with the run of this claim that a results folder holds, or begins it.
   *
   * @throws InputError when the disk refuses
   */
  static async open(out: string, claim: Claim, headers: Headers): Promise<UnfinishedRun> {
    const folder = `${out}/${UNFINISHED}`;
    if ((await textOf(`${folder}/${CLAIM}`)) === claimText(claim)) {
      const files = await openFiles(out, claim);
      const run = new UnfinishedRun(out, claim, files);
      if (await run.takeUp(headers)) return run;
      await run.close();
    }
    await removeWhole(folder);
    await makeFolder(folder);
    // All files, before the claim: a file that is missing is taken to be in its place already, where another's may be.
    for (const name of claim.files) await writeFileAtomically(`${folder}/${LINE_FILES[name]}`, headers[name]);
    for (const name of [FIGURES, JOURNAL]) await writeFileAtomically(`${folder}/${name}`, "");
    await writeFileAtomically(`${folder}/${CLAIM}`, claimText(claim));
    return new UnfinishedRun(out, claim, await openFiles(out, claim));
  }

  private constructor(out: string, claim: Claim, files: OpenFiles) {
    this.out = out;
    this.claim = claim;
    this.files = files;
    this.nextUnit = claim.firstUnit;
    this.stored = new StoredTable(claim, files.figures);
  }

  /** What is finished. */
  get table(): ResultTable {
    return this.stored;
  }

  /** Where that lies, for as long as the run is neither closed nor removed. */
  get whereabouts(): StoredWhere {
    return { path: this.files.figures.path, layout: this.stored.layout };
  }

  /**
   * Adds the units that follow.
   *
   * @throws InputError when the disk refuses; what was finished stays so
   * @throws RangeError for other units than those that follow
   */
  async add(block: ResultBlock): Promise<void> {
    if (block.firstUnit !== this.nextUnit || block.firstUnit + block.units > this.claim.endUnit)
      throw new RangeError(`expected units from ${this.nextUnit} on, got those from ${block.firstUnit} on`);
    const { figures, lines, journal } = this.files;
    const at = figures.length;
    const pieces: Partial<Record<LineFile, Piece>> = {};
    const append = async (file: GrowingFile, ...parts: readonly Uint8Array[]): Promise<Piece> => {
      let piece: Piece = { bytes: 0, sum: 0 };
      for (const part of parts) {
        await file.append(part);
        piece = { bytes: piece.bytes + part.byteLength, sum: checksumOf(part, piece.sum) };
      }
      return piece;
    };
    for (const [name, file] of lines) pieces[name] = await append(file, block.lines[name]);
    const entry: JournalEntry = {
      units: block.units,
      figures: await append(figures, ...figureParts(block)),
      lines: pieces,
      failures: block.failures,
    };
    await journal.append(new TextEncoder().encode(entryLine(entry)));
    this.include(entry, at);
  }

  /**
   * Moves the files of lines to their places in the results folder. It can be repeated, where it was interrupted.
   *
   * @returns their names
   */
  placeLines(): Promise<string[]> {
    return this.place(this.claim.files.map((name) => LINE_FILES[name]));
  }

  /** The same of figures and journal, which tell whoever joins them how the lines are cut in pieces. */
  placeFigures(): Promise<string[]> {
    return this.place([FIGURES, JOURNAL]);
  }

  private async place(names: string[]): Promise<string[]> {
    for (const name of names) {
      const from = `${this.out}/${UNFINISHED}/${name}`;
      if ((await fileSize(from)) !== undefined) await moveFile(from, `${this.out}/${name}`);
    }
    return names;
  }

  /**
   * Closes the files because of an error. What is finished can be gone on with; where nothing is, nothing is left.
   *
   * @returns the error, which says if anything is kept
   */
  async leaveFor(error: unknown): Promise<unknown> {
    await this.close();
    if (this.nextUnit > this.claim.firstUnit)
      return error instanceof InputError ? new InputError({ ...error.problem, hint: hintOf(error) }) : error;
    await removeUnfinished(this.out);
    return error;
  }

  /** Removes what is kept of it, but for files that are in their places. */
  async remove(): Promise<void> {
    await this.close();
    await removeUnfinished(this.out);
  }

  private async close(): Promise<void> {
    const { figures, lines, journal } = this.files;
    for (const file of [figures, journal, ...lines.values()]) await file.close();
  }

  private include({ units, failures }: JournalEntry, at: number): void {
    this.stored.include(this.nextUnit - this.claim.firstUnit, units, at);
    this.stored.addFailures(failures);
    this.nextUnit += units;
  }

  /**
   * Takes in what is whole of what a process left, and cuts off the rest.
   *
   * @returns whether there is anything to go on with
   */
  private async takeUp(headers: Headers): Promise<boolean> {
    const { figures, lines, journal, moved } = this.files;
    const ends = new Map([...lines].map(([name]) => [name, new TextEncoder().encode(headers[name]).length]));
    for (const [name, end] of ends) if (lines.get(name)!.length < end) return false;
    let journalEnd = 0;
    let figuresEnd = 0;
    const text = new Uint8Array(journal.length);
    journal.read(0, text);
    for (const entry of entriesIn(new TextDecoder().decode(text))) {
      const isWhole =
        this.nextUnit + entry.units <= this.claim.endUnit &&
        isPiece(figures, figuresEnd, entry.figures) &&
        [...ends].every(([name, end]) => isPiece(lines.get(name)!, end, entry.lines[name]));
      if (!isWhole) break;
      this.include(entry, figuresEnd);
      figuresEnd += entry.figures.bytes;
      for (const [name, end] of ends) ends.set(name, end + entry.lines[name]!.bytes);
      journalEnd += entryLine(entry).length;
    }
    // Files are in their places only when all is finished: what is not that belongs to somebody else.
    if (moved && this.nextUnit < this.claim.endUnit) return false;
    await figures.cutTo(figuresEnd);
    await journal.cutTo(journalEnd);
    for (const [name, end] of ends) await lines.get(name)!.cutTo(end);
    return true;
  }
}

const hintOf = ({ problem: { hint } }: InputError): string =>
  hint === undefined ? `W${KEPT.slice(1)}` : `${hint}; ${KEPT}`;

const isPiece = (file: GrowingFile, from: number, piece: Piece | undefined): boolean =>
  piece !== undefined && file.checksum(from, piece.bytes) === piece.sum;

interface OpenFiles {
  readonly figures: GrowingFile;
  readonly journal: GrowingFile;
  readonly lines: ReadonlyMap<LineFile, GrowingFile>;
  /** Whether any is in its place already. */
  readonly moved: boolean;
}

async function openFiles(out: string, { files }: Claim): Promise<OpenFiles> {
  let moved = false;
  const open = async (name: string): Promise<GrowingFile> => {
    const here = `${out}/${UNFINISHED}/${name}`;
    const isHere = (await fileSize(here)) !== undefined;
    const isThere = !isHere && (await fileSize(`${out}/${name}`)) !== undefined;
    moved ||= isThere;
    return openGrowingFile(isThere ? `${out}/${name}` : here);
  };
  const lines = new Map<LineFile, GrowingFile>();
  for (const name of files) lines.set(name, await open(LINE_FILES[name]));
  const [figures, journal] = [await open(FIGURES), await open(JOURNAL)];
  return { figures, journal, lines, moved };
}

async function textOf(path: string): Promise<string> {
  const bytes = await fileBytes(path, 0, Number.MAX_SAFE_INTEGER - 1);
  return bytes === undefined ? "" : new TextDecoder().decode(bytes);
}
