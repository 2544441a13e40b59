import fc from "fast-check";
import { expect, it } from "vitest";
import { mahimahi } from "../../../src/inputs/traces/mahimahi.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf } from "./columns-of.js";

const PACKET = 12_000;
const read = (stamps: readonly number[]) => columnsOf(mahimahi, [stamps.join("\n")], "up");

it("counts opportunities by second, the last one shorter", async () => {
  const { durations, bandwidths } = await read([250, 250, 1000, 1001, 2000, 2500]);
  expect([...durations]).toEqual([1, 1, 0.5]);
  expect([...bandwidths]).toEqual([3 * PACKET, 2 * PACKET, PACKET / 0.5]);
});

it("counts an opportunity at 0 in the first second, and one at a full second in the second that it ends", async () => {
  const { durations, bandwidths } = await read([0, 1000, 2000]);
  expect([...durations]).toEqual([1, 1]);
  expect([...bandwidths]).toEqual([2 * PACKET, PACKET]);
});

it("makes one interval of a silence, however long", async () => {
  const { durations, bandwidths } = await read([1, 900_000_000_001]);
  expect([...durations]).toEqual([1, 899_999_999, 0.001]);
  expect([...bandwidths]).toEqual([PACKET, 0, PACKET / 0.001]);
});

it("loses no bit and no ms, whatever the stamps", async () => {
  const stamps = fc
    .array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(5000)), { minLength: 1, maxLength: 200 })
    .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)))
    .filter((times) => times.at(-1)! > 0);
  await fc.assert(
    fc.asyncProperty(stamps, async (times) => {
      const { durations, bandwidths } = await read(times);
      const seconds = durations.reduce((sum, duration) => sum + duration, 0);
      const bits = durations.reduce((sum, duration, row) => sum + duration * bandwidths[row]!, 0);
      expect(seconds).toBeCloseTo(times.at(-1)! / 1000, 9);
      expect(bits).toBeCloseTo(times.length * PACKET, 3);
    }),
    { numRuns: 100 },
  );
});

it.each([[["0"]], [["0", "0"]]])("refuses a trace that ends at 0 ms: %j", async (lines) => {
  expect((await inputErrorOf(columnsOf(mahimahi, [lines.join("\n")], "up"))).problem.expected).toContain(
    "after 0 ms",
  );
});

it("suspects a list of sizes when times fall", async () => {
  const { problem } = await inputErrorOf(read([181801, 155580]));
  expect(problem).toMatchObject({ where: "up:2", received: "155580" });
  expect(problem.hint).toContain("list of sizes");
});
