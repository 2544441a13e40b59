import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdsFolder, lockFolder, releaseFolder } from "../../../src/report/files.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = () => join(folder, ".lock");
const leave = (holder: object | string, secondsAgo = 0) => {
  writeFileSync(lockFile(), typeof holder === "string" ? holder : JSON.stringify(holder));
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(lockFile(), then, then);
};
const taken = async () => {
  const lock = await lockFolder(folder);
  await lock.release();
};

describe("lockFolder", () => {
  it("takes a folder, makes it if need be, and leaves nothing when it lets go", async () => {
    const inner = join(folder, "a/b");
    const lock = await lockFolder(inner);
    expect(holdsFolder(inner)).toBe(true);
    await lock.release();
    expect(holdsFolder(inner)).toBe(false);
    expect(readdirSync(inner)).toEqual([]);
  });

  it("refuses what is held, and names the process", async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({
      problem: { where: folder, received: `the run of process ${process.pid} on ${hostname()}` },
    });
    await lock.release();
    await taken();
  });

  it("of many that come at once, lets one in", async () => {
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("takes at once what a process held that has ended", async () => {
    leave({ host: hostname(), pid: 2 ** 22 + 1, started: "a" });
    await taken();
  });

  it.skipIf(process.platform !== "linux")(
    "takes what a process held whose number another one has now",
    async () => {
      leave({ host: hostname(), pid: process.ppid, started: "another boot/1" });
      await taken();
    },
  );

  it("waits for a sign of life of a process on another machine, which it cannot see", async () => {
    const elsewhere = { host: "elsewhere", pid: 1, started: "a" };
    leave(elsewhere, 30);
    const refused = expect(lockFolder(folder)).rejects.toThrow("the run of process 1 on elsewhere");
    setTimeout(() => leave(elsewhere), 300);
    await refused;
    leave(elsewhere, 59);
    await taken();
    leave(elsewhere, 90);
    await taken();
  });

  it("waits for a process that has not yet said who it is, but not for ever", async () => {
    leave("");
    await expect(lockFolder(folder)).rejects.toThrow("one that has just begun");
    leave("", 10);
    await taken();
  });

  it("leaves a lock alone that is another process's", async () => {
    leave({ host: "elsewhere", pid: 1, started: "a" });
    releaseFolder(folder);
    expect(readFileSync(lockFile(), "utf8")).toContain("elsewhere");
  });
});
