import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder } from "../support/cli.js";

const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

describe("abrsim traces generate", () => {
  it("writes the shipped traces byte for byte", async () => {
    const folder = temporaryFolder();
    const { code, stdout } = await abrsim(folder, ["traces", "generate"]);
    expect(code).toBe(0);
    const families = readdirSync(join(folder, "traces"));
    expect(stdout.trim().split("\n")).toHaveLength(families.length);
    const shipped = readdirSync(join(ROOT, "traces")).filter((name) => !name.endsWith(".md"));
    expect(families.sort()).toEqual(shipped.sort());
    for (const family of families)
      expect(contents(join(folder, "traces", family))).toEqual(contents(join(ROOT, "traces", family)));
  });

  it("writes others with another seed, as many and as long as asked for", async () => {
    const folder = temporaryFolder();
    const args = ["--seed", "5", "--count", "3", "--duration", "60", "--out", "mine"];
    await abrsim(folder, ["traces", "generate", "4g", ...args]);
    const mine = contents(join(folder, "mine/4g"));
    expect(Object.keys(mine)).toHaveLength(3);
    for (const text of Object.values(mine)) expect(text.trim().split("\n")).toHaveLength(61);
  });

  it.each([
    [["5g"], /expected a family of traces, got "5g"/],
    [["4g", "--count", "0"], /--count.*whole number of 1 or more/],
    [["4g", "--duration", "long"], /--duration.*whole number/],
  ])("refuses %j", async (args, message) => {
    const folder = temporaryFolder();
    const { code, stderr } = await abrsim(folder, ["traces", "generate", ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});
