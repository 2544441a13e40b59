import { expect, it } from "vitest";
import { sabre } from "../../../src/inputs/traces/sabre.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf } from "./columns-of.js";

const read = (text: string) => columnsOf(sabre, [text], "net.json");

it("does without latencies when no object has one", async () => {
  expect(await read('[{"duration_ms": 500, "bandwidth_kbps": 2}]')).toEqual({
    durations: Float64Array.of(0.5),
    bandwidths: Float64Array.of(2000),
  });
});

it("names the line of a value in an object that is spread over several", async () => {
  const { problem } = await inputErrorOf(read('[\n{\n"duration_ms":\n500,\n"bandwidth_kbps":\n-2\n}\n]'));
  expect(problem.where).toBe("net.json:6");
});

it("says which key is missing and which was probably meant", async () => {
  expect((await inputErrorOf(read('[{"duration_ms": 500, "bandwidth_kpbs": 2}]'))).problem).toEqual({
    where: "net.json:1",
    expected: 'an object with the key "bandwidth_kbps"',
    received: 'one with the keys "duration_ms, bandwidth_kpbs"',
    hint: "Rename bandwidth_kpbs to bandwidth_kbps",
  });
});

it.each([
  ["a torn file", '[{"duration_ms": 500, "bandwi'],
  ["a torn number", '[{"duration_ms": 50'],
  ["a missing end", '[{"duration_ms": 500, "bandwidth_kbps": 2}'],
  ["an empty array", "[]"],
  ["an object", '{"duration_ms": 500, "bandwidth_kbps": 2}'],
  ["a trailing comma", '[{"duration_ms": 500, "bandwidth_kbps": 2},]'],
  ["an empty object", "[{}]"],
  ["no comma between objects", '[{"duration_ms": 500, "bandwidth_kbps": 2}{}]'],
  ["names without quotes", "[{duration_ms: 500, bandwidth_kbps: 2}]"],
  ["a leading zero", '[{"duration_ms": 0500, "bandwidth_kbps": 2}]'],
  ["deep nesting", "[".repeat(100_000)],
])("refuses %s", async (_, text) => {
  await inputErrorOf(read(text));
});

it("refuses a string without end before it fills the memory", async () => {
  let asked = 0;
  async function* endless() {
    yield '[{"';
    for (; asked < 1000; asked++) yield "a".repeat(10_000);
  }
  await inputErrorOf(columnsOf(sabre, endless(), "net.json"));
  expect(asked).toBeLessThan(20);
});
