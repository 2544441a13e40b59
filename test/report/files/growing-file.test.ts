import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checksumOf, moveFile, openGrowingFile } from "../../../src/report/files.js";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-"));
  path = join(folder, "grows");
});

afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a growing file", () => {
  it("is made, grows at its end, and is gone on with", async () => {
    const first = await openGrowingFile(path);
    await first.append(bytes("ab"));
    await first.close();
    const again = await openGrowingFile(path);
    expect(again.length).toBe(2);
    await again.append(bytes("cde"));
    await again.close();
    expect(readFileSync(path, "utf8")).toBe("abcde");
  });

  it("is cut off behind a length, and never made longer by that", async () => {
    writeFileSync(path, "abcdef");
    const file = await openGrowingFile(path);
    await file.cutTo(9);
    await file.cutTo(3);
    await file.append(bytes("X"));
    await file.close();
    expect(readFileSync(path, "utf8")).toBe("abcX");
  });

  it("tells pieces by their checksums, and none of bytes that are not there", async () => {
    const large = new Uint8Array(3_000_000).map((_, at) => at % 251);
    const file = await openGrowingFile(path);
    await file.append(bytes("head"));
    await file.append(large);
    expect(file.checksum(4, large.length)).toBe(checksumOf(large));
    expect(file.checksum(5, large.length - 1)).not.toBe(checksumOf(large));
    expect(file.checksum(5, large.length)).toBeUndefined();
    // CRC-32 of "123456789", as its catalogues give it.
    expect(checksumOf(bytes("123456789"))).toBe(0xcbf43926);
    await file.close();
  });

  it("is read from any place, and refuses to read past its end", async () => {
    writeFileSync(path, "abcdef");
    const file = await openGrowingFile(path);
    const into = new Uint8Array(3);
    file.read(2, into);
    expect(new TextDecoder().decode(into)).toBe("cde");
    expect(() => file.read(4, into)).toThrow(RangeError);
    await file.close();
  });

  it("names itself where it cannot be", async () => {
    const where = join(folder, "no/such/folder");
    await expect(openGrowingFile(where)).rejects.toMatchObject({ problem: { where } });
    await expect(openGrowingFile(folder)).rejects.toMatchObject({ problem: { where: folder } });
    await expect(moveFile(path, where)).rejects.toMatchObject({ problem: { where } });
  });
});
