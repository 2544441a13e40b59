import { expect, it } from "vitest";
import { pensieve } from "../../../src/inputs/traces/pensieve.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf, tracesIn } from "./columns-of.js";

const read = (text: string) => columnsOf(pensieve, [text], "cooked");

it("applies a row's rate to the time before it, so that the first rate is unused", async () => {
  const { durations, bandwidths } = await read("0 99\n2 1\n5 3\n");
  expect([...durations]).toEqual([2, 3]);
  expect([...bandwidths]).toEqual([1_000_000, 3_000_000]);
});

it("begins at the first row's time where that is not 0", async () => {
  expect(await read("100 99\n102 1\n105 3\n")).toEqual(await read("0 99\n2 1\n5 3\n"));
});

it("refuses a single row, which is the time before nothing", async () => {
  expect((await inputErrorOf(read("0 99\n"))).problem.received).toBe("a single row, which says no interval");
});

it("refuses a time that repeats, saying which would do", async () => {
  expect((await inputErrorOf(read("0 99\n2 1\n2 3\n"))).message).toBe(
    "cooked:3: expected a time from 0.000001 to 1000000000 s after 2, that of the row above, got 2. Merge the two rows",
  );
});

it("notes that the first time is not 0", async () => {
  const notesOf = async (text: string) => (await tracesIn(pensieve, [text]))[0]!.notes;
  expect(await notesOf("100 99\n102 1\n")).toEqual([{ kind: "starts-at", time: 100 }]);
  expect(await notesOf("0 99\n2 1\n")).toEqual([]);
});
