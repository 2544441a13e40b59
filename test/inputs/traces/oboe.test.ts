import { expect, it } from "vitest";
import { oboe } from "../../../src/inputs/traces/oboe.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf, tracesIn } from "./columns-of.js";

const read = async (text: string) => {
  const { durations, bandwidths } = await columnsOf(oboe, [text], "trace.txt");
  return [...durations].map((duration, row) => [duration, bandwidths[row]]);
};

it("gives a gap the mean of the rates around it, which a straight line would carry too", async () => {
  expect(await read("0 1000\n400 1000\n500 2000\n1500 2000\n")).toEqual([
    [0.4, 1_000_000],
    [0.1, 1_500_000],
    [1, 2_000_000],
  ]);
});

it("jumps where two rows have one time", async () => {
  expect(await read("0 1000\n500 1000\n500 3000\n1000 3000\n")).toEqual([
    [0.5, 1_000_000],
    [0.5, 3_000_000],
  ]);
});

it("interpolates rows that do not pair up, when it is told that they are its own", async () => {
  expect(await read("0 1000\n1000 2000\n2000 4000\n")).toEqual([
    [1, 1_500_000],
    [1, 3_000_000],
  ]);
});

it("refuses rows that span no time", async () => {
  await inputErrorOf(read("5 1000\n5 1000\n"));
});

it("notes that the first time is not 0", async () => {
  const notesOf = async (text: string) => (await tracesIn(oboe, [text]))[0]!.notes;
  expect(await notesOf("15 1000\n500 1000\n")).toEqual([{ kind: "starts-at", time: 0.015 }]);
  expect(await notesOf("0 1000\n500 1000\n")).toEqual([]);
});
