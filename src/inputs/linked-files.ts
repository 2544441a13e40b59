import { InputError } from "../errors.js";
import { fileBytes, fileSize, folderOf, pathWithin, readTextFile, sha256Of, shownPath } from "./files.js";

/** The files that a manifest speaks of, by the addresses in it. */
export interface LinkedFiles {
  /** The text of a file. @throws InputError where there is none */
  text(uri: string): Promise<LinkedText>;
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

/** A scheme, as in "https:"; of one letter it is a drive. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * The files that one on this disk speaks of: relative to it, percent-encoded as addresses are, their queries left out.
 * Those of other hosts are not there.
 *
 * @param path absolute
 */
export function linkedFiles(
  path: string,
  cwd: string,
): LinkedFiles & {
  /** Whether anything was asked for. */
  isUsed(): boolean;
  /** SHA-256 in hex of all that was asked for, and of what came. */
  sha256(): string;
} {
  const seen: string[] = [];
  const files = (from: string): LinkedFiles => ({
    async text(uri) {
      const target = localPath(uri, from);
      if (target === undefined)
        throw new InputError({
          where: shownPath(from, cwd),
          expected: "playlists beside it on this disk",
          received: uri,
          hint: "Fetch it, and name it by a relative path",
        });
      const where = shownPath(target, cwd);
      const { text, sha256 } = await readTextFile(target, where);
      seen.push(uri, sha256);
      return { text, where, linked: files(target) };
    },
    async size(uri) {
      const target = localPath(uri, from);
      const size = target === undefined ? undefined : await fileSize(target);
      seen.push(uri, `${size}`);
      return size;
    },
    async bytes(uri, first, last) {
      const target = localPath(uri, from);
      const bytes = target === undefined ? undefined : await fileBytes(target, first, last);
      seen.push(uri, bytes === undefined ? "none" : `${first}-${last} ${Array.from(bytes).join()}`);
      return bytes;
    },
  });
  return { ...files(path), isUsed: () => seen.length > 0, sha256: () => sha256Of(seen) };
}

/** Where an address in a file leads; undefined where it leads off this disk. */
function localPath(uri: string, from: string): string | undefined {
  if (SCHEME.test(uri) || uri.startsWith("//")) return undefined;
  const [path = ""] = uri.split(/[?#]/, 1);
  try {
    return pathWithin(folderOf(from), decodeURIComponent(path));
  } catch {
    // A percent sign that encodes nothing is a part of the name.
    return pathWithin(folderOf(from), path);
  }
}
