import { readSync, writeSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { naming, namingAtOnce } from "./refusals.js";

/** A file that grows at its end, and of which every piece can be found again as it was written. */
export interface GrowingFile {
  readonly path: string;
  /** Bytes. */
  readonly length: number;
  /** Adds bytes to the end. @throws InputError when the disk refuses; what was there before is there still */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * The checksum (CRC-32) of so many bytes from a place on; undefined where the file is shorter.
   *
   * @throws InputError when it cannot be read
   */
  checksum(from: number, bytes: number): number | undefined;
  /** Cuts off all behind a length. */
  cutTo(length: number): Promise<void>;
  /** Reads bytes from a place on, all of which must be there. @throws InputError when it cannot */
  read(from: number, into: Uint8Array): void;
  close(): Promise<void>;
}

/** Bytes that are looked at at a time. */
const PIECE = 1 << 20;

/**
 * Opens a file to go on with it, or makes it.
 *
 * @throws InputError when it cannot be written there
 */
export async function openGrowingFile(path: string): Promise<GrowingFile> {
  const handle = await naming(path, () => openOrMake(path));
  let length = (await handle.stat()).size;
  return {
    path,
    get length() {
      return length;
    },
    async append(bytes) {
      namingAtOnce(path, () => writeAll(handle, bytes, length));
      length += bytes.byteLength;
    },
    checksum(from, bytes) {
      if (from + bytes > length) return undefined;
      const piece = new Uint8Array(Math.min(PIECE, bytes));
      let sum = 0;
      for (let at = 0; at < bytes; at += PIECE) {
        const part = piece.subarray(0, Math.min(PIECE, bytes - at));
        namingAtOnce(path, () => readAll(handle, part, from + at));
        sum = crc32(part, sum);
      }
      return sum;
    },
    async cutTo(to) {
      if (to >= length) return;
      await naming(path, () => handle.truncate(to));
      length = to;
    },
    read: (from, into) => namingAtOnce(path, () => readAll(handle, into, from)),
    close: () => naming(path, () => handle.close()),
  };
}

/**
 * The checksum by which pieces of a {@link GrowingFile} are known again.
 *
 * @param before the checksum of what comes before
 */
export const checksumOf = (bytes: Uint8Array, before = 0): number => crc32(bytes, before);

async function openOrMake(path: string): Promise<FileHandle> {
  return open(path, "r+").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return open(path, "wx+");
    throw error;
  });
}

/**
 * The disk may take less at a time than it is given. To wait for it takes a tenth of the time that it takes to have another
 * thread wait: what is written is small, and goes to the system's memory.
 */
function writeAll({ fd }: FileHandle, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength; )
    done += writeSync(fd, bytes, done, bytes.byteLength - done, position + done);
}

function readAll({ fd }: FileHandle, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.byteLength; ) {
    const read = readSync(fd, into, done, into.byteLength - done, position + done);
    if (read === 0) throw new RangeError(`the file ends before byte ${position + into.byteLength}`);
    done += read;
  }
}

/** Moves a file to its place, where it replaces what was there. @throws InputError when it cannot */
export async function moveFile(from: string, to: string): Promise<void> {
  await naming(to, () => rename(from, to));
}
