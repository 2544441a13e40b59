import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceInterval } from "../../../src/model/trace.js";
import { mahimahi } from "../../../src/report/trace-formats/mahimahi.js";
import { readBack, written } from "./written.js";

const PACKET = 12_000;
const stamps = (intervals: readonly TraceInterval[]) =>
  written(mahimahi, intervals).trimEnd().split("\n").map(Number);

/** Bits that the link has carried until a time. */
function carried(intervals: readonly TraceInterval[], until: number): number {
  let bits = 0;
  let start = 0;
  for (const { duration, bandwidth } of intervals) {
    bits += bandwidth * Math.max(0, Math.min(duration, until - start));
    start += duration;
  }
  return bits;
}

const interval = fc.record({
  duration: fc.integer({ min: 1, max: 3000 }).map((ms) => ms / 1000),
  bandwidth: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2e7 })),
});
const trace = fc
  .array(interval, { minLength: 1, maxLength: 20 })
  .filter((intervals) => carried(intervals, Number.POSITIVE_INFINITY) >= PACKET);

describe("mahimahi", () => {
  it("delivers a packet when its last bit has come", () => {
    // 12 Mbit/s: a packet a ms; 6 Mbit/s: one in two.
    expect(stamps([{ duration: 0.003, bandwidth: 12e6 }])).toEqual([1, 2, 3]);
    expect(stamps([{ duration: 0.004, bandwidth: 6e6 }])).toEqual([2, 4]);
    expect(stamps([{ duration: 0.001, bandwidth: 24e6 }])).toEqual([1, 1]);
  });

  it("carries what is left of a packet into the next interval", () => {
    // Half a packet in 1 ms, then nothing for 8 ms, then the other half in 1 ms.
    const intervals = [
      { duration: 0.001, bandwidth: 6e6 },
      { duration: 0.008, bandwidth: 0 },
      { duration: 0.001, bandwidth: 6e6 },
    ];
    expect(stamps(intervals)).toEqual([10]);
  });

  it("ends with the trace, when Mahimahi repeats it", () => {
    // The last of two packets waits through the outage; two and a half are filled up to three.
    expect(
      stamps([
        { duration: 0.002, bandwidth: 12e6 },
        { duration: 5, bandwidth: 0 },
      ]),
    ).toEqual([1, 5002]);
    expect(stamps([{ duration: 0.005, bandwidth: 6e6 }])).toEqual([2, 4, 5]);
  });

  it("is within a packet of what the link has carried, at the end of any ms", () => {
    fc.assert(
      fc.property(trace, fc.double({ min: 0, max: 1, noNaN: true }), (intervals, share) => {
        const times = stamps(intervals);
        const all = intervals.reduce((sum, { duration }) => sum + duration, 0);
        expect(times.at(-1)).toBe(Math.round(1000 * all));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const ms = Math.round(share * 1000 * all);
        const delivered = PACKET * times.filter((time) => time <= ms).length;
        expect(Math.abs(delivered - carried(intervals, ms / 1000))).toBeLessThan(PACKET * 1.001);
      }),
      { numRuns: 100 },
    );
  });

  it("is read back with as many bits, to a packet, in a period as long, to a ms", async () => {
    await fc.assert(
      fc.asyncProperty(trace, async (intervals) => {
        const back = await readBack(mahimahi, intervals);
        const all = intervals.reduce((sum, { duration }) => sum + duration, 0);
        expect(Math.abs(back.period - all)).toBeLessThan(1e-3);
        expect(Math.abs(back.bitsPerPeriod - carried(intervals, all))).toBeLessThan(PACKET * 1.001);
      }),
      { numRuns: 50 },
    );
  });

  it("neither makes nor loses packets by rounding", () => {
    const many = Array.from({ length: 100_000 }, () => ({ duration: 0.1, bandwidth: 119_999.99 }));
    expect(stamps(many)).toHaveLength(100_000);
    const sum = Array.from({ length: 100_000 }, () => ({ duration: 0.1, bandwidth: 120_000 }));
    expect(stamps(sum).at(-1)).toBe(1e7);
  });

  it.each<[TraceInterval, RegExp]>([
    [
      { duration: 10, bandwidth: 0 },
      /file: expected a trace that carries a packet.*got one that carries nothing/,
    ],
    [{ duration: 1, bandwidth: 6000 }, /got one of 0\.500 packets/],
    [
      { duration: 1e6, bandwidth: 1e12 },
      /at most 100,000,000 packets.*got 83,333,333,333,333 in 1000000 s at/,
    ],
  ])("refuses %j", (interval, message) => {
    expect(() => written(mahimahi, [interval])).toThrow(message);
  });
});
