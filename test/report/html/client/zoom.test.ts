import fc from "fast-check";
import { expect, it } from "vitest";
import { panned, within, zoomed } from "../../../../src/report/html/client/zoom.js";

const whole = [0, 100] as const;

it("zooms about a point, which stays where it is", () => {
  expect(zoomed(whole, whole, 0.5, 20)).toEqual([10, 60]);
  expect(zoomed([10, 60], whole, 0.5, 60)).toEqual([35, 60]);
});

it("zooms out to the whole axis and no farther", () => {
  expect(zoomed([10, 60], whole, 2, 20)).toBeUndefined();
  expect(zoomed([0, 40], whole, 2, 30)).toEqual([0, 80]);
});

it("pans by a part of what is shown, up to the axis' ends", () => {
  expect(panned([10, 30], whole, 0.25)).toEqual([15, 35]);
  expect(panned([10, 30], whole, -1)).toEqual([0, 20]);
});

it("stays on the axis, and never comes so close that nothing is left", () => {
  const number = fc.double({ min: -50, max: 150, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 0, max: 3, noNaN: true }), (low, high, factor) => {
      fc.pre(high - low > 1e-3);
      const start = within([low, high], whole) ?? whole;
      const [from, to] = zoomed(start, whole, factor, (start[0] + start[1]) / 2) ?? whole;
      expect(from).toBeGreaterThanOrEqual(-1e-9);
      expect(to).toBeLessThanOrEqual(100 + 1e-9);
      expect(to - from).toBeGreaterThan(0.0099);
    }),
  );
});
