import { describe, expect, it } from "vitest";
import { traceFromIntervals } from "../../src/model/trace.js";
import { FILTER_FIGURES, type FilterFigure } from "../../src/model/trace-filter.js";
import { traceFigures } from "../../src/traces/figures.js";
import { heldTo } from "../../src/traces/filter.js";

/** Seconds at so many Mbit/s, one each. */
const figuresOf = (...mbps: readonly number[]) =>
  traceFigures(
    traceFromIntervals(
      { name: "a/b", set: "a" },
      mbps.map((rate) => ({ duration: 1, bandwidth: rate * 1e6 })),
    ),
    { bin: 1 },
  );

describe("heldTo", () => {
  it.each<[FilterFigure, number]>([
    ["mean-mbps", 2],
    ["min-mbps", 0],
    ["median-mbps", 1.5],
    ["max-mbps", 5],
    ["cov", Math.sqrt(14 / 3) / 2],
    ["outage-share", 0.25],
    ["longest-outage-s", 1],
    ["duration-s", 4],
  ])("reads %s in its unit", (figure, value) => {
    const { figures } = heldTo([{ figure }], figuresOf(1, 2, 0, 5));
    expect(figures).toEqual({ [figure]: expect.closeTo(value, 12) });
  });

  it("knows every figure", () => {
    const rules = FILTER_FIGURES.map((figure) => ({ figure }));
    expect(Object.keys(heldTo(rules, figuresOf(1, 2)).figures)).toEqual([...FILTER_FIGURES]);
  });

  it("includes the ends of a range, and names the rules that are broken", () => {
    const figures = figuresOf(1, 3);
    const rules = [
      { figure: "mean-mbps", low: 2, high: 2 },
      { figure: "min-mbps", low: 1.1 },
      { figure: "max-mbps", high: 2.9 },
    ] as const;
    expect(heldTo(rules, figures).broken).toEqual(["min-mbps", "max-mbps"]);
  });

  it("drops a trace that has no such figure", () => {
    const nothing = figuresOf(0, 0);
    expect(heldTo([{ figure: "cov", low: 0 }], nothing)).toEqual({ figures: {}, broken: ["cov"] });
  });
});
