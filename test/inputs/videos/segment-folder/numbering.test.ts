import { expect, it } from "vitest";
import { InputError } from "../../../../src/errors.js";
import { numberedFiles } from "../../../../src/inputs/videos/segment-folder/numbering.js";

const groups = (...names: readonly string[]) =>
  numberedFiles(names, "folder").map(({ label, names: all }) => [label, ...all]);

it("orders files by their number, 2 before 10", () => {
  expect(groups("seg-10.ts", "seg-9.ts", "seg-8.ts")).toEqual([
    ["seg-#.ts", "seg-8.ts", "seg-9.ts", "seg-10.ts"],
  ]);
});

it("puts folders, and what else differs in names, in groups of their own", () => {
  expect(groups("a/1.ts", "b/1.ts", "a/2.ts", "x_1.ts", "x_2.ts")).toEqual([
    ["a/#.ts", "a/1.ts", "a/2.ts"],
    ["b/1.ts", "b/1.ts"],
    ["x_#.ts", "x_1.ts", "x_2.ts"],
  ]);
});

it.each([
  ["the last", ["s0-1.m4s", "s0-2.m4s", "s9-1.m4s", "s9-2.m4s"], ["s0-#.m4s", "s9-#.m4s"]],
  ["the one that counts", ["1-360p.ts", "2-360p.ts", "1-720p.ts", "2-720p.ts"], ["#-360p.ts", "#-720p.ts"]],
  ["the only one that differs", ["v2/p1_007.ts", "v2/p1_008.ts"], ["v2/p1_#.ts"]],
])("of several numbers takes %s", (_, names, labels) => {
  expect(groups(...names).map(([label]) => label)).toEqual(labels);
});

it("knows nothing of numbers in endings and folders", () => {
  expect(groups("720/a.m4s", "360/a.m4s").map(([label]) => label)).toEqual(["720/a.m4s", "360/a.m4s"]);
});

it.each([
  ["a gap", ["s1.ts", "s2.ts", "s4.ts"], "folder/s4.ts", "segment 3, which follows s2.ts"],
  ["a number twice", ["s1.ts", "s01.ts", "s2.ts"], "folder/s01.ts", "a number of its own"],
])("refuses %s", (_, names, where, expected) => {
  expect(() => groups(...names)).toThrow(InputError);
  expect(() => groups(...names)).toThrow(`${where}: expected ${expected}`);
});
