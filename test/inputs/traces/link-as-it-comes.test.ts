import fc from "fast-check";
import { expect, it } from "vitest";
import { LinkAsItComes } from "../../../src/inputs/traces/link-as-it-comes.js";
import { type Download, linkOfDownloads } from "../../../src/inputs/traces/link-of-downloads.js";
import type { TraceInterval } from "../../../src/model/trace.js";
import { GAPS, type Gaps } from "../../../src/model/trace-note.js";
import { wholeLink } from "./whole-link.js";

function asItComes(downloads: readonly Download[], gaps: Gaps) {
  const intervals: TraceInterval[] = [];
  const link = new LinkAsItComes(gaps, (interval) => intervals.push(interval));
  for (const download of downloads) link.push(download);
  return { intervals, note: link.finish() };
}

const ms = fc.nat(40).map((value) => value / 10);
const download = fc.record({ start: ms, wait: ms, take: ms, bits: fc.integer({ min: 1, max: 5e6 }) }).map(
  ({ start, wait, take, bits }): Download => ({
    start,
    firstByte: start + wait / 4,
    end: start + wait / 4 + take / 4,
    bits,
  }),
);

it("finds the same whether it has all downloads at once or one by one", () => {
  fc.assert(
    fc.property(fc.array(download, { maxLength: 8 }), fc.constantFrom(...GAPS), (unsorted, gaps) => {
      const downloads = unsorted.toSorted((a, b) => a.start - b.start);
      const found = asItComes(downloads, gaps);
      const expected = wholeLink(downloads, gaps);
      expect(linkOfDownloads(unsorted, gaps)).toEqual(wholeLink(unsorted, gaps));
      expect(found.note).toEqual(expected?.note);
      const hasLatency = expected?.intervals.some(({ latency }) => latency !== undefined);
      const intervals = hasLatency
        ? found.intervals
        : found.intervals.map(({ latency: _, ...interval }) => interval);
      expect(intervals).toEqual(expected?.intervals ?? []);
    }),
  );
});

it("gives an interval away once no later download can change it, and holds what is under way", () => {
  const intervals: TraceInterval[] = [];
  const link = new LinkAsItComes("hold", (interval) => intervals.push(interval));
  for (let start = 0; start < 100; start++) {
    link.push({ start, firstByte: start, end: start + 0.5, bits: 1e6 + (start % 2) });
    expect(link.underWay).toBe(1);
    expect(intervals.length).toBe(Math.max(0, start - 1));
  }
});
