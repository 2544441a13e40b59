import { expect, it } from "vitest";
import { abrsim } from "../../../src/inputs/traces/abrsim.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf } from "./columns-of.js";

const read = (text: string) => columnsOf(abrsim, [text], "a.csv");

it("takes columns in any order and without latency and loss", async () => {
  expect(await read("bandwidth_kbps,duration_s\n1000,2\n")).toEqual({
    durations: Float64Array.of(2),
    bandwidths: Float64Array.of(1_000_000),
  });
});

it("takes a latency column that is empty throughout for none", async () => {
  expect((await read("duration_s,bandwidth_kbps,latency_ms\n1,5,\n1,6,\n")).latencies).toBeUndefined();
});

it("ignores white space and quotes around fields, and blank lines", async () => {
  const columns = await read('duration_s , "bandwidth_kbps"\n\n  1 ,"5"\n\n2, 6\n');
  expect(columns.bandwidths).toEqual(Float64Array.of(5000, 6000));
});

it("suggests the column that was meant", async () => {
  expect((await inputErrorOf(read("duration_s,bandwidth_kbps,latency\n"))).problem).toEqual({
    where: "a.csv:1",
    expected: "columns among duration_s, bandwidth_kbps, latency_ms, loss",
    received: '"latency"',
    hint: 'Did you mean "latency_ms"?',
  });
});

it("lists the columns once where none is near", async () => {
  expect((await inputErrorOf(read("duration_s,bandwidth_kbps,foo\n"))).message).toBe(
    'a.csv:1: expected columns among duration_s, bandwidth_kbps, latency_ms, loss, got "foo"',
  );
});

it("says what a number should have been", async () => {
  expect((await inputErrorOf(read("duration_s,bandwidth_kbps\n1,-3\n"))).message).toBe(
    'a.csv:2: expected a bandwidth in kbps, a number from 0 to 10000000000, got "-3"',
  );
});

it("refuses a quoted field without end before it fills the memory", async () => {
  let asked = 0;
  async function* endless() {
    yield 'duration_s,bandwidth_kbps\n1,"';
    for (; asked < 1000; asked++) yield "5".repeat(10_000);
  }
  expect((await inputErrorOf(columnsOf(abrsim, endless(), "a.csv"))).message).toBe(
    "a.csv:2: expected records of at most 65536 characters, got a longer one. Close the quotes that this record opens",
  );
  expect(asked).toBeLessThan(20);
});
