import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headOf } from "../../../src/inputs/head.js";
import { TRACE_FORMATS } from "../../../src/inputs/index.js";
import { type TraceInterval, traceFromIntervals } from "../../../src/model/trace.js";
import { TRACE_WRITERS } from "../../../src/report/trace-formats/registry.js";
import { bpsFromKbps, secondsFromMs } from "../../../src/units.js";
import { readBack, written } from "./written.js";

/*
 * What a format writes is read back equal by the reader of its name: to the last digit, as the factor between two units
 * may skip a double, and where a format has times instead of durations, to the nanosecond.
 */

const intervalOf = fc.record({
  duration: fc.integer({ min: 1, max: 100_000 }).map(secondsFromMs),
  bandwidth: fc.integer({ min: 0, max: 1e9 }).map((bps) => bpsFromKbps(bps / 1000)),
  latency: fc.integer({ min: 0, max: 1e6 }).map((tenths) => secondsFromMs(tenths / 10)),
  loss: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
});
const trace = fc.array(intervalOf, { minLength: 1, maxLength: 40 });
const exact = TRACE_WRITERS.filter(({ name }) => name !== "mahimahi");

const without = (intervals: readonly TraceInterval[], column: "latency" | "loss") =>
  intervals.map(({ [column]: _, ...rest }) => rest);

describe.each(exact)("$name", (writer) => {
  const carriedOf = (intervals: readonly TraceInterval[]) => {
    const some = writer.carries.latency ? intervals : without(intervals, "latency");
    return writer.carries.loss ? some : without(some, "loss");
  };

  /** Every value as it was, to its last digit. */
  const expectSame = async (intervals: readonly TraceInterval[]) => {
    const back = await readBack(writer, intervals);
    const expected = traceFromIntervals({ name: "set/file", set: "set" }, carriedOf(intervals));
    expect(back.durations).toHaveLength(intervals.length);
    expect(Math.abs(back.period - expected.period)).toBeLessThan(1e-9 + 1e-15 * expected.period);
    for (const column of ["durations", "bandwidths", "latencies", "losses"] as const) {
      const values = expected[column];
      expect(back[column]?.length).toBe(values?.length);
      const least = column === "durations" ? 2e-9 : 0;
      values?.forEach((value, row) => {
        expect(Math.abs(back[column]![row]! - value)).toBeLessThanOrEqual(Math.max(4e-16 * value, least));
      });
    }
  };

  it("is read back equal, of values such as files have", async () => {
    await fc.assert(fc.asyncProperty(trace, expectSame), { numRuns: 60 });
  });

  it("is read back equal, of any values", async () => {
    const from0 = (max: number) =>
      fc.oneof(fc.constant(0), fc.double({ min: 1e-12 * max, max, noNaN: true }));
    const any = fc.record({
      duration: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      bandwidth: from0(1e13),
      latency: from0(1e6),
      loss: from0(1),
    });
    const traces = fc.array(any, { minLength: 1, maxLength: 20 });
    await fc.assert(fc.asyncProperty(traces, expectSame), { numRuns: 60 });
  });
});

it("has a reader for every writer, and endings that differ but for .txt", () => {
  const readers = TRACE_FORMATS.map(({ name }) => name);
  for (const { name } of TRACE_WRITERS) expect(readers).toContain(name);
  const endings = TRACE_WRITERS.flatMap((writer) => writer.endings.filter((each) => each !== ".txt"));
  expect(new Set(endings).size).toBe(endings.length);
  for (const ending of endings) expect(ending).toMatch(/^\.[a-z]+$/);
});

it("writes what is detected by content", () => {
  const intervals = [1285, 2200, 800, 3000, 100, 900].map((kbps) => ({
    duration: 1,
    bandwidth: bpsFromKbps(kbps),
    latency: 0.02,
  }));
  for (const writer of TRACE_WRITERS) {
    const head = headOf(written(writer, intervals), true);
    expect(TRACE_FORMATS.filter(({ detect }) => detect(head)).map(({ name }) => name)).toEqual([writer.name]);
  }
});
