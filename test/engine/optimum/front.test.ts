import fc from "fast-check";
import { expect, it } from "vitest";
import { Front } from "../../../src/engine/optimum/front.js";
import { RangeMinimum } from "../../../src/engine/optimum/range-minimum.js";
import { waitEdges } from "../../../src/engine/optimum/wait-edges.js";

const figure = fc.integer({ min: 0, max: 20 });

it("a label is added to a front unless one before has waited no longer and gained as much", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(figure, figure), { maxLength: 300 }), (labels) => {
      const front = new Front();
      const seen: (readonly [number, number])[] = [];
      for (const [waited, gained] of labels) {
        const beaten = seen.some(([w, g]) => w <= waited && g >= gained);
        expect(front.beats(waited, gained)).toBe(beaten);
        expect(front.add(waited, gained, 0)).toBe(!beaten);
        seen.push([waited, gained]);
      }
    }),
  );
});

it("a front that was cleared beats nothing", () => {
  const front = new Front();
  front.add(0, 100, 0);
  front.clear();
  expect(front.add(1, 1, 0)).toBe(true);
});

it("a range minimum is the least of the range, around the end of the list and all of it", () => {
  fc.assert(
    fc.property(
      fc.array(figure, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: -100, max: 100 }),
      fc.nat(90),
      (values, from, length) => {
        const at = (place: number) => values[((place % values.length) + values.length) % values.length]!;
        const brute = Math.min(...Array.from({ length: length + 1 }, (_, i) => at(from + i)));
        expect(new RangeMinimum(Float64Array.from(values)).least(from, from + length)).toBe(brute);
      },
    ),
  );
});

it("edges of waits rise, begin at the first start, have every one of a few, and end beyond the most", () => {
  const start = fc.double({ min: 0, max: 300, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(start, { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 2000, noNaN: true }),
      (starts, most) => {
        const edges = Array.from(waitEdges(starts, most));
        for (let i = 1; i < edges.length; i++) expect(edges[i]!).toBeGreaterThan(edges[i - 1]!);
        expect(edges[0]).toBe(Math.min(...starts));
        for (const each of starts) expect(edges).toContain(each);
        expect(edges.at(-1)!).toBeGreaterThan(Math.max(most, ...starts));
        expect(edges.length).toBeLessThan(20 * starts.length + 200);
      },
    ),
  );
});
