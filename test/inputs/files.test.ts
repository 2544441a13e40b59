import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findSource,
  listFolder,
  openText,
  readTextFile,
  sha256Of,
  shownPath,
} from "../../src/inputs/files.js";
import { inputErrorOf } from "./input-error.js";

let root: string;
const at = (...path: string[]) => join(root, ...path);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "abrsim-files-"));
  await mkdir(at("lab/nested/.hidden"), { recursive: true });
  await mkdir(at("here/lab"), { recursive: true });
  await mkdir(at("bare"));
  await mkdir(at("company"));
  await mkdir(at("odd [1]"));
  for (const name of [
    "b.csv",
    "a10.csv",
    "a9.csv",
    "Z.csv",
    "ä.csv",
    ".dot",
    "README",
    "Readme.md",
    "LICENSE.txt",
  ])
    await writeFile(at("lab", name), name);
  await writeFile(at("lab/nested/deep.csv"), "deep");
  await writeFile(at("lab/nested/.hidden/no.csv"), "no");
  await writeFile(at("lab/readme_not.csv"), "data");
  await writeFile(at("here/lab/b.csv"), "nearer");
  await writeFile(at("company/README.md"), "no data");
  await writeFile(at("odd [1]/x.csv"), "x");
});
afterAll(() => rm(root, { recursive: true }));

describe("findSource", () => {
  const find = (source: string, base = root) => findSource(source, { base, cwd: root });
  const names = async (source: string, base?: string) =>
    (await find(source, base)).files.map((path) => path.slice(root.length + 1));

  it("finds a file", async () => {
    expect(await find("lab/b.csv")).toEqual({ kind: "file", files: [at("lab/b.csv")] });
  });

  it("finds a folder's files by code unit, without what keeps data company", async () => {
    expect(await names("lab")).toEqual([
      "lab/Z.csv",
      "lab/a10.csv",
      "lab/a9.csv",
      "lab/b.csv",
      "lab/nested/deep.csv",
      "lab/readme_not.csv",
      "lab/ä.csv",
    ]);
  });

  it("finds what a glob matches, by code unit", async () => {
    expect(await find("lab/{b,a*}.csv")).toEqual({
      kind: "glob",
      files: [at("lab/a10.csv"), at("lab/a9.csv"), at("lab/b.csv")],
    });
    expect(await names("**/deep.*")).toEqual(["lab/nested/deep.csv"]);
    expect(await names("../lab/b*", at("here"))).toEqual(["lab/b.csv"]);
    expect(await names(`${root}/lab/b*`)).toEqual(["lab/b.csv"]);
  });

  it("takes a path that exists for what it is, even if it looks like a glob", async () => {
    expect(await names("odd [1]")).toEqual(["odd [1]/x.csv"]);
  });

  it("looks beside the base first, then in the working folder", async () => {
    expect(await names("lab/b.csv", at("here"))).toEqual(["here/lab/b.csv"]);
    expect(await names("lab/a9.csv", at("here"))).toEqual(["lab/a9.csv"]);
    expect(await names("lab/*9.csv", at("here"))).toEqual(["lab/a9.csv"]);
  });

  it("does not follow a link round in circles", async () => {
    await mkdir(at("loop"));
    await writeFile(at("loop/x.csv"), "x");
    await symlink(at("loop"), at("loop/again"));
    expect((await names("loop")).length).toBeLessThan(4);
  });

  it.each([
    ["lab/a8.csv", "Did you mean lab/a9.csv?"],
    ["lba/b.csv", "Did you mean lab?"],
    ["lab/nothing-like-it.csv", "Check the path"],
  ])("hints at what exists instead of %s", async (source, hint) => {
    expect((await inputErrorOf(find(source))).problem).toEqual({
      where: source,
      expected: "a file, a folder or a glob pattern",
      received: "nothing of that name in the working folder",
      hint,
    });
  });

  it.each(["gone.yaml", "gone*.yaml", ""])("says what the caller wants instead of %j", async (source) => {
    const outcome = findSource(source, { base: root, cwd: root, kind: "a policy file" });
    expect((await inputErrorOf(outcome)).problem.expected).toBe("a policy file");
  });

  it("says where it looked", async () => {
    const { problem } = await inputErrorOf(find("gone.csv", at("here")));
    expect(problem.received).toBe("nothing of that name in here or in the working folder");
  });

  it.each(["lab/*.json", "nowhere/**", "", "a\0b", "bare", "company", "lab/b.csv/x"])(
    "refuses %j",
    async (source) => {
      await inputErrorOf(find(source));
    },
  );
});

describe("openText", () => {
  const read = async (content: string | Uint8Array) => {
    await writeFile(at("content"), content);
    return readTextFile(at("content"), "content");
  };

  it("reads text and hashes what was read", async () => {
    expect(await read("abc")).toEqual({
      text: "abc",
      // The SHA-256 of "abc" as in FIPS 180-2, appendix B.1.
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });

  it("reads characters that chunks cut in two", async () => {
    const text = "é".repeat(100_000);
    expect((await read(`x${text}`)).text).toBe(`x${text}`);
  });

  it.each([
    ["an empty file", ""],
    ["NUL bytes", "ab\0c"],
    ["UTF-16", Buffer.from("\ufeff1 2\n", "utf16le")],
    ["Latin-1", Buffer.from("é\n", "latin1")],
    ["half a character at the end", Buffer.from("é").subarray(0, 1)],
    ["a gzip file that ends too early", gzipSync("abc".repeat(1000)).subarray(0, -9)],
    ["a damaged gzip file", gzipSync("abc").fill(0xff, 12, 16)],
    ["nothing that gzip compressed", gzipSync("")],
    ["binary data that gzip compressed", gzipSync(Uint8Array.of(1, 0, 2))],
  ])("refuses %s", async (_, content) => {
    expect((await inputErrorOf(read(content))).problem.where).toBe("content");
  });

  it("reads what gzip compressed, in one piece or several, and hashes the file as it lies there", async () => {
    const packed = gzipSync("abc");
    const { text, sha256 } = await read(Buffer.concat([packed, gzipSync("défg".repeat(50_000))]));
    expect(text).toBe(`abc${"défg".repeat(50_000)}`);
    expect(sha256).not.toBe((await read(packed)).sha256);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("holds no more of a gzip bomb than a document may be", async () => {
    const piece = gzipSync(" ".repeat(16 * 1024 * 1024));
    const { problem } = await inputErrorOf(read(Buffer.concat(new Array<Buffer>(20).fill(piece))));
    expect(problem.received).toBe("a larger file");
  });

  it.each(["gone", "lab"])("refuses what cannot be read: %s", async (name) => {
    await inputErrorOf(readTextFile(at(name)));
  });

  it("closes the file when no more of it is read", async () => {
    await writeFile(at("long"), "x".repeat(1_000_000));
    for await (const chunk of openText(at("long")).chunks) {
      expect(chunk.length).toBeLessThan(1_000_000);
      break;
    }
  });
});

it("hashes lists of parts, not their concatenation", () => {
  expect(sha256Of(["ab", "c"])).not.toBe(sha256Of(["a", "bc"]));
});

it("shows a path from the working folder, unless it is elsewhere", () => {
  expect(shownPath(at("lab/b.csv"), root)).toBe("lab/b.csv");
  expect(shownPath(root, root)).toBe(".");
  expect(shownPath(at("lab"), at("here"))).toBe(at("lab"));
});

it("lists a folder by code unit, and says when there is none", async () => {
  expect(await listFolder(at("here"))).toEqual(["lab"]);
  expect(await listFolder(at("gone"))).toBeUndefined();
  expect((await inputErrorOf(listFolder(at("lab/b.csv")))).problem.where).toContain(basename(root));
});
