import { expect, it } from "vitest";
import { forEachLine, LONGEST_LINE } from "../../src/inputs/text.js";
import { inputErrorOf } from "./input-error.js";

async function linesOf(chunks: Iterable<string>): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  await forEachLine(chunks, "a.txt", (line, number) => lines.push([number, line]));
  return lines;
}

it("numbers lines from 1, counting blank ones and leaving them out", async () => {
  expect(await linesOf(["one\n\n thr", "ee\t\r", "\nfour"])).toEqual([
    [1, "one"],
    [3, "three"],
    [4, "four"],
  ]);
});

it("drops a byte-order mark", async () => {
  expect(await linesOf(["\ufeffone\n"])).toEqual([[1, "one"]]);
});

it("refuses a line without end before it fills the memory", async () => {
  let asked = 0;
  function* endless() {
    yield "one\n";
    for (; asked < 1000; asked++) yield "x".repeat(LONGEST_LINE / 4);
  }
  const { problem } = await inputErrorOf(linesOf(endless()));
  expect(problem.where).toBe("a.txt:2");
  expect(asked).toBeLessThan(10);
});
