import { excerpt, InputError } from "../errors.js";
import {
  fileBytes,
  fileSize,
  folderOf,
  identityOf,
  listFolder,
  pathWithin,
  readTextFile,
  sha256Of,
  shownPath,
} from "./files.js";

/** The files that a manifest speaks of, by the addresses in it. */
export interface LinkedFiles {
  /**
   * The text of a file.
   *
   * @param where the place of the address, for the message
   * @throws InputError where there is no such file here
   */
  text(uri: string, where: string): Promise<LinkedText>;
  /** Bytes in a file; undefined where there is none here, as on a server. */
  size(uri: string): Promise<number | undefined>;
  /** Some bytes of a file, from the first to the last; undefined where there is no such file here. */
  bytes(uri: string, first: number, last: number): Promise<Uint8Array | undefined>;
}

/** A file that another one speaks of. */
export interface LinkedText {
  readonly text: string;
  /** How messages name it. */
  readonly where: string;
  /** The files that it speaks of in turn. */
  readonly linked: LinkedFiles;
}

/** A scheme, as in "https:"; of one letter it is a drive. Without one, but with a host: "//cdn.example". */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i;

/** Whether an address leads off this disk. */
export const isElsewhere = (uri: string): boolean => ELSEWHERE.test(uri);

/**
 * Where an address in a file leads, relative to it, percent-encoded as addresses are, its query left out; undefined
 * where it leads off this disk, or is none.
 *
 * @param from the file's absolute path
 */
export function localPath(uri: string, from: string): string | undefined {
  if (isElsewhere(uri)) return undefined;
  const [path = ""] = uri.split(/[?#]/, 1);
  const local = decoded(path);
  return local.includes("\0") ? undefined : pathWithin(folderOf(from), local);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A percent sign that encodes nothing is a part of the name.
  }
}

/**
 * The files that one on this disk speaks of. Nothing is fetched: those of other hosts are not there.
 *
 * @param path absolute
 */
export function linkedFiles(
  path: string,
  cwd: string,
): LinkedFiles & {
  /** Whether anything was asked for. */
  isUsed(): boolean;
  /** SHA-256 in hex of all that was asked for, in the order of asking, and of what came. */
  sha256(): string;
} {
  const seen: string[] = [];
  const folders = new Map<string, Promise<ReadonlySet<string>>>();
  /** Manifests name many files that are not here: their folder is asked once, and not each of them. */
  const isHere = async (target: string): Promise<boolean> => {
    const folder = folderOf(target);
    const names = folders.get(folder) ?? namesIn(folder);
    folders.set(folder, names);
    return (await names).has(identityOf(target).file);
  };
  const sizeOf = async (target: string | undefined) =>
    target !== undefined && (await isHere(target)) ? fileSize(target) : undefined;
  /** Its place is kept from the moment of asking on, so that answers may come in any order. */
  const remember = async <T>(asked: string, answer: Promise<T>, digest: (value: T) => string): Promise<T> => {
    const place = seen.push(asked, "") - 1;
    const value = await answer;
    seen[place] = digest(value);
    return value;
  };
  const files = (from: string): LinkedFiles => ({
    async text(uri, where) {
      const target = localPath(uri, from);
      // A pipe or a device has no size, and might never end.
      if (target === undefined || (await fileSize(target)) === undefined)
        throw new InputError({
          where,
          expected: "the address of a file on this disk",
          received: excerpt(uri),
          hint: "Fetch it, and name it by a relative path",
        });
      const shown = shownPath(target, cwd);
      const { text } = await remember(uri, readTextFile(target, shown), ({ sha256 }) => sha256);
      return { text, where: shown, linked: files(target) };
    },
    size(uri) {
      const target = localPath(uri, from);
      return remember(`${uri} size`, sizeOf(target), String);
    },
    bytes(uri, first, last) {
      const target = localPath(uri, from);
      const read = target === undefined ? NONE : fileBytes(target, first, last);
      return remember(`${uri} ${first}-${last}`, read, (bytes) =>
        bytes ? sha256Of([latin1(bytes)]) : "none",
      );
    },
  });
  return { ...files(path), isUsed: () => seen.length > 0, sha256: () => sha256Of(seen) };
}

const NONE = Promise.resolve(undefined);

/** What cannot be listed has nothing to show. */
async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await listFolder(folder));
  } catch (error) {
    if (error instanceof InputError) return new Set();
    throw error;
  }
}

/** One character for each byte. */
const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
