/** The only reader of the disk: finds the files that sources name and opens them as text. */
import { createHash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { glob, isDynamicPattern } from "tinyglobby";
import { excerpt, InputError } from "../errors.js";
import { nearest } from "../suggestion.js";

/** What relative paths are relative to. */
export interface Bases {
  /** Tried first: the folder of the file that names the source. */
  readonly base: string;
  /** Tried second, and what paths in messages are relative to: the working folder. */
  readonly cwd: string;
}

/** How to look for a source. */
export interface FindOptions extends Bases {
  /** What messages say was expected, a noun phrase, where not every kind of source will do: "a policy file". */
  readonly kind?: string;
}

/** What a source turned out to name. Paths are absolute; those of several files are sorted by code unit. */
export type FoundSource =
  | { readonly kind: "file"; readonly files: readonly [string] }
  | { readonly kind: "folder" | "glob"; readonly files: readonly string[] };

/** Files that keep data company in a folder and are no data; `traces filter` writes a `filtered.json`. */
const COMPANY =
  /^(?:readme|licen[cs]e|copying|notice|changelog|citation|authors)(?:\.|$)|\.(?:md|html?|pdf|png|svg)$|^sha\d*sums|^filtered\.json$/i;

/**
 * The files that a path names: a file itself; a folder's files and those of the folders in it, without dotfiles and
 * without READMEs, licences and the like; or what a glob matches.
 *
 * @throws InputError when nothing is there
 */
export async function findSource(source: string, options: FindOptions): Promise<FoundSource> {
  const { base, cwd, kind = "a file, a folder or a glob pattern" } = options;
  if (source === "" || source.includes("\0"))
    throw new InputError({
      where: "a path",
      expected: kind,
      received: excerpt(source),
    });
  const places = [...new Set([resolve(base, source), resolve(cwd, source)])];
  for (const path of places) {
    const found = await statIfThere(path);
    if (found?.isDirectory()) return { kind: "folder", files: await filesIn(path, cwd) };
    if (found) return { kind: "file", files: [path] };
  }
  if (isDynamicPattern(source)) {
    const pattern = sep === "\\" ? source.replaceAll("\\", "/") : source;
    for (const folder of new Set([base, cwd])) {
      const files = await glob(pattern, { cwd: folder, absolute: true, expandDirectories: false });
      if (files.length > 0) return { kind: "glob", files: sorted(files) };
    }
    throw new InputError({
      where: source,
      expected: options.kind ?? "a pattern that matches files",
      received: `no match in ${bothShown(options)}`,
      hint: "Check the pattern, and quote it so that the shell leaves it alone",
    });
  }
  const near = (await Promise.all(places.map(nearestPath))).find((path) => path !== undefined);
  throw new InputError({
    where: source,
    expected: kind,
    received: `nothing of that name in ${bothShown(options)}`,
    hint: near === undefined ? "Check the path" : `Did you mean ${shownPath(near, cwd)}?`,
  });
}

async function filesIn(folder: string, cwd: string): Promise<readonly string[]> {
  const all = await glob("**/*", { cwd: folder, absolute: true, ignore: ["**/node_modules/**"] });
  const files = all.filter((path) => !COMPANY.test(basename(path)));
  if (files.length > 0) return sorted(files);
  throw new InputError({
    where: shownPath(folder, cwd),
    expected: "a folder with data files",
    received: all.length === 0 ? "an empty folder" : `only ${all.map((path) => basename(path)).join(", ")}`,
    hint: "Put files into it, or name another folder",
  });
}

function bothShown({ base, cwd }: Bases): string {
  const here = "the working folder";
  return base === cwd ? here : `${shownPath(base, cwd)} or in ${here}`;
}

/** By code unit, which is the same in every locale. */
function sorted(paths: readonly string[]): readonly string[] {
  return paths.map((path) => resolve(path)).sort();
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw unreadable(error, path);
  }
}

/** The existing path that one that does not exist is most likely a misspelling of. */
async function nearestPath(missing: string): Promise<string | undefined> {
  const folder = dirname(missing);
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return folder === missing ? undefined : nearestPath(folder);
  const near = nearest(basename(missing), names.sort());
  return near && join(folder, near);
}

/** The names of what is in a folder, by code unit; undefined where there is no such folder. */
export async function listFolder(path: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    if (codeOf(error) === "ENOTDIR")
      throw new InputError({ where: path, expected: "a folder", received: "a file" });
    throw unreadable(error, path);
  }
}

/** A file being read. */
export interface OpenFile {
  /**
   * Its text, to be read once; of a file that gzip compressed, the text within. Throws InputError for what is not UTF-8
   * text, and for an empty file.
   */
  readonly chunks: AsyncIterable<string>;
  /** The SHA-256 of the file as it lies there, in hex. Only to be called when `chunks` has been read to its end. */
  sha256(): string;
  /** Of the file as it lies there, so far. */
  bytesRead(): number;
}

/** @param where how messages name the file */
export function openText(path: string, where: string = path): OpenFile {
  const hash = createHash("sha256");
  let bytesRead = 0;
  const see = (bytes: Buffer) => {
    hash.update(bytes);
    bytesRead += bytes.length;
  };
  return {
    chunks: readChunks(path, where, see),
    sha256: () => hash.digest("hex"),
    bytesRead: () => bytesRead,
  };
}

async function* readChunks(
  path: string,
  where: string,
  see: (bytes: Buffer) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  try {
    for await (const bytes of unpacked(seen(createReadStream(path), see))) {
      if (bytes.includes(0)) throw notText(where, "binary data", size + bytes.indexOf(0));
      yield decoder.decode(bytes, { stream: true });
      size += bytes.length;
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = codeOf(error);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw notText(where, "bytes that are not UTF-8", size);
    if (code?.startsWith("Z_")) throw brokenGzip(where, code);
    throw unreadable(error, where);
  }
  if (size === 0) {
    throw new InputError({
      where,
      expected: "a file with content",
      received: "an empty file",
      hint: "Fetch or write it again",
    });
  }
}

async function* seen(
  source: AsyncIterable<Buffer>,
  see: (bytes: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  for await (const bytes of source) {
    see(bytes);
    yield bytes;
  }
}

/** The bytes within, if gzip compressed them; else the bytes. */
async function* unpacked(source: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  const first = await source.next();
  if (first.done) return;
  async function* all(): AsyncGenerator<Buffer, void> {
    yield first.value as Buffer;
    yield* source;
  }
  // RFC 1952: the two bytes that every gzip file begins with.
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* all();
  // Whoever reads to the end, or no further, meets the error itself.
  else yield* pipeline(Readable.from(all()), createGunzip(), () => {});
}

function brokenGzip(where: string, code: string): InputError {
  return new InputError({
    where,
    expected: "a gzip file that is whole",
    received: code === "Z_BUF_ERROR" ? "one that ends too early" : "damaged data",
    hint: "Fetch or compress it again",
  });
}

/** Bytes. Documents are held in memory whole; a larger file is not one. */
const LARGEST_DOCUMENT = 256 * 1024 * 1024;

/** A whole file of text, and the SHA-256 of its content in hex. For documents; traces are streamed. */
export async function readTextFile(
  path: string,
  where: string = path,
): Promise<{ readonly text: string; readonly sha256: string }> {
  const { chunks, sha256 } = openText(path, where);
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > LARGEST_DOCUMENT)
      throw new InputError({
        where,
        expected: `a document of at most ${LARGEST_DOCUMENT} bytes`,
        received: "a larger file",
        hint: "Check that this is the file you mean",
      });
  }
  return { text: parts.join(""), sha256: sha256() };
}

/** Bytes in a file; undefined where there is no such file. */
export async function fileSize(path: string): Promise<number | undefined> {
  const found = await statIfThere(path);
  return found?.isFile() ? found.size : undefined;
}

/** Bytes of a file from the first to the last, or to the file's end; undefined where there is no such file. */
export async function fileBytes(path: string, first: number, last: number): Promise<Uint8Array | undefined> {
  const size = await fileSize(path);
  if (size === undefined) return undefined;
  const wanted = new Uint8Array(Math.max(0, Math.min(last + 1, size) - first));
  try {
    const handle = await open(path);
    try {
      const { bytesRead } = await handle.read(wanted, 0, wanted.length, first);
      return wanted.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(error, path);
  }
}

/** SHA-256 in hex of several parts in order, such as the files of a folder; no two lists of parts share one. */
export function sha256Of(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Hashes a text that is being written piece by piece, as {@link openText} hashes the file. */
export function hashOfText(): { add(text: string): void; sha256(): string } {
  const hash = createHash("sha256");
  return { add: (text) => void hash.update(text), sha256: () => hash.digest("hex") };
}

/** How people see a path: relative to the working folder where that is shorter than climbing out of it. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  if (short === "") return ".";
  return short.startsWith("..") || isAbsolute(short) ? path : short;
}

/** A data file's name and the family it belongs to: its folder's name. */
export function identityOf(path: string): { readonly set: string; readonly file: string } {
  return { set: basename(dirname(path)) || "root", file: basename(path) };
}

/** The folder that a file is in. */
export function folderOf(path: string): string {
  return dirname(path);
}

/** Where a path in a file of that folder leads. */
export function pathWithin(folder: string, path: string): string {
  return resolve(folder, path);
}

/** A file's name without its folder and ending. */
export function stemOf(path: string): string {
  return parse(path).name;
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** An error of the operating system becomes one of the user's input; any other stays what it is. */
function unreadable(error: unknown, where: string): unknown {
  const code = codeOf(error);
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error;
  return new InputError({
    where,
    expected: "a readable file or folder",
    received: code,
    hint: "Check that it exists and that you may read it",
  });
}

function notText(where: string, what: string, offset: number): InputError {
  return new InputError({
    where,
    expected: "UTF-8 text",
    received: `${what} near byte ${offset}`,
    hint: "Decompress the file or save it as UTF-8",
  });
}
