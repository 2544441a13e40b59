import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getuid, platform } from "node:process";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.js";
import {
  folderContents,
  makeFolder,
  openFilesWriter,
  openFolderWriter,
  removeFile,
  removePartialFiles,
  writeFileAtomically,
} from "../../src/report/files.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "abrsim-files-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("openFolderWriter", () => {
  const isOurs = (name: string) => /^(?:\w+\/)?\w+\.json$/.test(name);
  const written = async () => (await readdir(folder, { recursive: true })).sort();

  it("shows nothing until it is closed, then everything, and replaces what is its own alone", async () => {
    await mkdir(join(folder, "out/old"), { recursive: true });
    await mkdir(join(folder, "out/kept"));
    for (const name of ["out/old/a.json", "out/kept/b.json", "out/kept/scores.csv"])
      await writeFile(join(folder, name), "before");
    const before = await written();
    const writer = await openFolderWriter(join(folder, "out"), isOurs);
    await writer.write("kept/c.json", "now");
    await writer.write("index.json", "now");
    expect((await written()).filter((name) => !name.startsWith("."))).toEqual(before);
    await writer.close();
    await writer.discard();
    expect(await written()).toEqual([
      ...["out", "out/index.json", "out/kept", "out/kept/c.json", "out/kept/scores.csv"],
    ]);
  });

  it("leaves what was there when it is discarded", async () => {
    await mkdir(join(folder, "out"));
    await writeFile(join(folder, "out/a.json"), "before");
    const writer = await openFolderWriter(join(folder, "out"), isOurs);
    await writer.write("a.json", "now");
    await writer.discard();
    expect(await written()).toEqual(["out", "out/a.json"]);
    expect(await readFile(join(folder, "out/a.json"), "utf8")).toBe("before");
  });

  it("leaves nothing that removePartialFiles does not find, when its process is killed", async () => {
    const writer = await openFolderWriter(join(folder, "out"), isOurs);
    await writer.write("a/b.json", "now");
    await removePartialFiles(folder);
    expect(await written()).toEqual([]);
  });

  it("refuses at once a folder that is a file", async () => {
    await writeFile(join(folder, "out"), "");
    await expect(openFolderWriter(join(folder, "out"), isOurs)).rejects.toThrow(InputError);
    expect(await written()).toEqual(["out"]);
  });
});

describe("openFilesWriter", () => {
  const written = async () => (await readdir(folder, { recursive: true })).sort();
  const text = (name: string) => readFile(join(folder, name), "utf8");

  it("lets files grow by turns, and shows them together when it is closed", async () => {
    await writeFile(join(folder, "b.csv"), "before");
    const writer = await openFilesWriter(folder);
    for (let turn = 0; turn < 30_000; turn++) {
      writer.append("a/a.csv", `${turn},more than a chunk of text\n`);
      writer.append("b.csv", `${turn}\n`);
    }
    expect((await written()).filter((name) => !name.startsWith("."))).toEqual(["b.csv"]);
    expect(await text("b.csv")).toBe("before");
    await writer.close();
    await writer.discard();
    expect(await written()).toEqual(["a", "a/a.csv", "b.csv"]);
    expect((await text("b.csv")).split("\n")).toHaveLength(30_001);
    expect(await text("a/a.csv")).toMatch(/^0,.*\n29999,more than a chunk of text\n$/s);
  });

  it("compresses what ends in .gz", async () => {
    const writer = await openFilesWriter(folder);
    const line = "0123456789".repeat(10_000);
    for (let turn = 0; turn < 10; turn++) writer.append("a.csv.gz", line);
    await writer.close();
    const packed = await readFile(join(folder, "a.csv.gz"));
    expect(packed.length).toBeLessThan(20_000);
    expect(gunzipSync(packed).toString()).toBe(line.repeat(10));
  });

  it("copies files, and drops those that are not wanted", async () => {
    await writeFile(join(folder, "source"), Uint8Array.of(0, 255, 1));
    const writer = await openFilesWriter(join(folder, "out"));
    writer.copy("copied", join(folder, "source"));
    writer.append("dropped", "x");
    writer.append("big", "x".repeat(1 << 20));
    writer.drop("dropped");
    writer.drop("big");
    writer.drop("never there");
    await writer.close();
    expect(await written()).toEqual(["out", "out/copied", "source"]);
    expect([...(await readFile(join(folder, "out/copied")))]).toEqual([0, 255, 1]);
  });

  it("leaves what was there when it is discarded, and no folder that it made", async () => {
    const writer = await openFilesWriter(join(folder, "a/b"));
    writer.append("c/d.csv", "x".repeat(1 << 20));
    await writer.discard();
    expect(await written()).toEqual([]);
  });

  it("refuses a name that is a folder before it is written to", async () => {
    await mkdir(join(folder, "taken"));
    const writer = await openFilesWriter(folder);
    expect(() => writer.append("taken", "x")).toThrow(/taken: expected a place to write to, got a folder/);
    await writer.discard();
    expect(await written()).toEqual(["taken"]);
  });

  it("refuses a name below a file before it is written to", async () => {
    await writeFile(join(folder, "a"), "a file");
    const writer = await openFilesWriter(folder);
    writer.append("b.csv", "x");
    expect(() => writer.append("a/c.csv", "x")).toThrow(/a\/c\.csv: .* got a file where a folder should be/);
    await writer.discard();
    expect(await written()).toEqual(["a"]);
  });
});

describe("writeFileAtomically", () => {
  it("makes the folders above, replaces what was there and leaves nothing else", async () => {
    const path = join(folder, "a/b/run.json");
    await writeFileAtomically(path, "first");
    await writeFileAtomically(path, "second 😀");
    expect(await readFile(path, "utf8")).toBe("second 😀");
    expect(await readdir(join(folder, "a/b"))).toEqual(["run.json"]);
  });

  it("names the file when the path is a folder, and leaves nothing beside it", async () => {
    const path = join(folder, "taken");
    await mkdir(join(path, "inside"), { recursive: true });
    await expect(writeFileAtomically(path, "text")).rejects.toThrow(InputError);
    await expect(writeFileAtomically(path, "text")).rejects.toThrow(
      /taken: expected a place to write to, got a folder/,
    );
    expect(await readdir(folder)).toEqual(["taken"]);
  });

  it("names the file when a file is where a folder should be", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(writeFileAtomically(join(folder, "file/run.json"), "text")).rejects.toThrow(
      /file: expected a folder to write to, got a file of that name/,
    );
  });

  it.skipIf(getuid?.() === 0)("names the file when there is no permission", async () => {
    await chmod(folder, 0o500);
    await expect(writeFileAtomically(join(folder, "run.json"), "text")).rejects.toThrow(
      /run\.json.*no permission/,
    );
    await chmod(folder, 0o700);
  });
});

describe("makeFolder", () => {
  it("makes all levels at once, and again, and by several at a time", async () => {
    const path = join(folder, "a/b/c");
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(`${path}/`)]);
    await makeFolder(path);
    expect(await readdir(path)).toEqual([]);
  });

  it("takes a link to a folder for one", async () => {
    await mkdir(join(folder, "real"));
    await symlink("real", join(folder, "link"));
    await makeFolder(join(folder, "link/inside"));
    expect(await readdir(join(folder, "real"))).toEqual(["inside"]);
  });

  it.each([
    ["file", /file: expected a folder to write to, got a file of that name\. Choose another folder/],
    ["file/below", /below: expected a folder to write to, got a file where a folder should be/],
    ["x".repeat(300), /got a name that is too long.*Choose another folder/],
    ["dangling", /dangling: expected a folder to write to/],
  ])("names what it cannot make: %s", async (name, message) => {
    await writeFile(join(folder, "file"), "");
    await symlink("nowhere", join(folder, "dangling"));
    await expect(makeFolder(join(folder, name))).rejects.toThrow(InputError);
    await expect(makeFolder(join(folder, name))).rejects.toThrow(message);
  });

  it.runIf(platform === "linux")("ends where a file system takes no folders", async () => {
    await expect(makeFolder("/proc/x/y")).rejects.toThrow(
      "/proc/x/y: expected a folder to write to, got a place that takes no new files or folders",
    );
  });
});

describe("folderContents", () => {
  it("gives the names in order, and undefined where there is nothing", async () => {
    for (const name of ["b", ".a", "B"]) await writeFile(join(folder, name), "");
    expect(await folderContents(folder)).toEqual([".a", "B", "b"]);
    expect(await folderContents(join(folder, "nothing/below"))).toBeUndefined();
  });

  it.each([
    ["file", /file: expected a folder to write to, got a file of that name\. Choose another folder/],
    ["file/below", /below: expected a folder to write to, got a file where a folder should be/],
    ["x".repeat(300), /got a name that is too long.*Choose another folder/],
    ["circle", /circle: expected a folder to write to, got links that lead in a circle/],
  ])("says what is no folder: %s", async (name, message) => {
    await writeFile(join(folder, "file"), "");
    await symlink("circle", join(folder, "circle"));
    await expect(folderContents(join(folder, name))).rejects.toThrow(InputError);
    await expect(folderContents(join(folder, name))).rejects.toThrow(message);
  });
});

describe("removal", () => {
  it("takes what is not there for removed", async () => {
    await removeFile(join(folder, "nothing"));
    await removePartialFiles(join(folder, "nothing"));
  });

  it("removes no folder where a file should be, and names it", async () => {
    await expect(removeFile(folder)).rejects.toThrow(/got a folder of that name/);
  });

  it("removes what a killed process left, and nothing else", async () => {
    for (const name of [".sessions.csv.123-4.partial", "sessions.csv", ".hidden", "a.partial"])
      await writeFile(join(folder, name), "");
    await removePartialFiles(folder);
    expect((await readdir(folder)).sort()).toEqual([".hidden", "a.partial", "sessions.csv"]);
  });
});

describe.skipIf(platform !== "linux")("what a process has open", () => {
  it("is refused, though it leads to a file: a file would take the place of the link", async () => {
    const file = await open(join(folder, "stdout.txt"), "w");
    try {
      const path = `/proc/self/fd/${file.fd}`;
      const refusal = { received: "a device, a pipe or a socket" };
      await expect(writeFileAtomically(path, "x")).rejects.toMatchObject({
        problem: { where: path, ...refusal },
      });
    } finally {
      await file.close();
    }
    expect(await readdir(folder)).toEqual(["stdout.txt"]);
  });
});
