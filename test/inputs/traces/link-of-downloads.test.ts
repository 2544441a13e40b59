import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkOfDownloads } from "../../../src/inputs/traces/link-of-downloads.js";
import type { Sample } from "../../../src/model/policy.js";
import type { TraceInterval } from "../../../src/model/trace.js";
import { GAPS } from "../../../src/model/trace-note.js";

const sample = (start: number, firstByte: number, end: number, bits: number): Sample => ({
  start,
  firstByte,
  end,
  bits,
  level: 0,
});
const rows = (intervals: readonly TraceInterval[]) =>
  intervals.map(({ duration, bandwidth, latency }) => [duration, bandwidth, latency]);
const link = (samples: readonly Sample[], gaps: (typeof GAPS)[number] = "hold") =>
  linkOfDownloads(samples, gaps)!;

// 4 Mbit in 2 s, nothing known from 3 s to 4.5 s, 9 Mbit in 3 s.
const TWO = [sample(0.5, 1, 3, 4e6), sample(4, 4.5, 7.5, 9e6)];

describe("linkOfDownloads", () => {
  it("holds the capacity that is known last, and at the beginning the first", () => {
    const { intervals, note } = link(TWO);
    expect(rows(intervals)).toEqual([
      [4.5, 2e6, 0.5],
      [3, 3e6, 0.5],
    ]);
    expect(note).toEqual({
      kind: "measured",
      duration: 7.5,
      measured: 5,
      downloads: 2,
      withoutDuration: 0,
      gaps: "hold",
    });
  });

  it("takes the mean of all that is known", () => {
    // 13 Mbit in 5 s.
    expect(rows(link(TWO, "mean").intervals)).toEqual([
      [1, 2.6e6, 0.5],
      [2, 2e6, 0.5],
      [1.5, 2.6e6, 0.5],
      [3, 3e6, 0.5],
    ]);
  });

  it("drops the time of which nothing is known", () => {
    const { intervals, note } = link(TWO, "drop");
    expect(rows(intervals)).toEqual([
      [2, 2e6, 0.5],
      [3, 3e6, 0.5],
    ]);
    expect(note).toMatchObject({ duration: 7.5, measured: 5 });
  });

  it("adds up downloads that overlap, with the mean of their latencies", () => {
    // The second is asked for at 0.5 s, and arrives from 1 s to 3 s.
    const together = [sample(0, 0, 4, 4e6), sample(0.5, 1, 3, 6e6)];
    expect(rows(link(together).intervals)).toEqual([
      [0.5, 1e6, 0],
      [0.5, 1e6, 0.25],
      [2, 4e6, 0.25],
      [1, 1e6, 0],
    ]);
  });

  it("has the latency of a request from the request on", () => {
    // Nothing is known from 1 s to 4 s but that a request made at 3 s has its first byte after 1 s.
    const slower = [sample(0, 0.25, 1, 1.5e6), sample(3, 4, 5, 2e6)];
    expect(rows(link(slower).intervals)).toEqual([
      [3, 2e6, 0.25],
      [2, 2e6, 1],
    ]);
  });

  it("takes downloads in any order", () => {
    expect(link([...TWO].reverse())).toEqual(link(TWO));
  });

  it("has no latency where no player told of first bytes", () => {
    expect(rows(link([sample(0, 0, 1, 1e6)]).intervals)).toEqual([[1, 1e6, undefined]]);
  });

  it("begins before play was pressed, where a download did", () => {
    expect(link([sample(-1, -1, 1, 2e6)])).toMatchObject({
      note: { duration: 2 },
      intervals: [{ bandwidth: 1e6 }],
    });
  });

  it("counts downloads that took no time, which say nothing", () => {
    const cached = sample(3, 3, 3.000_000_1, 8e6);
    const { intervals, note } = link(TWO);
    expect(link([...TWO, cached])).toEqual({
      intervals,
      note: { ...note, downloads: 3, withoutDuration: 1 },
    });
  });

  it("is not there where no download took any time", () => {
    expect(linkOfDownloads([sample(3, 3, 3.000_000_1, 8e6)], "hold")).toBeUndefined();
    expect(linkOfDownloads([], "hold")).toBeUndefined();
  });

  it("loses no bit, and lasts as long as it should, whatever overlaps", () => {
    const time = fc.double({ min: 0, max: 100, noNaN: true });
    const samples = fc.array(
      fc
        .tuple(time, time, time, fc.integer({ min: 1, max: 1e9 }))
        .map(([start, wait, took, bits]) => sample(start, start + wait, start + wait + took + 0.001, bits)),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(samples, fc.constantFrom(...GAPS), (downloads, gaps) => {
        const {
          intervals,
          note: { duration, measured },
        } = link(downloads, gaps);
        const whole = intervals.reduce((sum, interval) => sum + interval.duration, 0);
        expect(whole).toBeCloseTo(gaps === "drop" ? measured : duration, 4);
        expect(duration).toBeCloseTo(Math.max(...downloads.map(({ end }) => end)), 5);
        for (const interval of intervals) expect(interval.duration).toBeGreaterThanOrEqual(1e-6);
        const bits = downloads.reduce((sum, download) => sum + download.bits, 0);
        const carried = intervals.reduce((sum, interval) => sum + interval.duration * interval.bandwidth, 0);
        // Each end of a download is rounded by half a microsecond at most.
        const rounded =
          downloads.reduce((sum, { firstByte, end, bits }) => sum + bits / (end - firstByte), 0) * 1e-6;
        const slack = rounded + bits * 1e-9;
        expect(carried).toBeGreaterThan(bits - slack);
        if (gaps === "drop") expect(carried).toBeLessThan(bits + slack);
      }),
    );
  });
});
