import { describe, expect, it } from "vitest";
import { type PlottedBins, terminalPlot } from "../../../src/report/trace-figures/index.js";

/** Labels as wide as "1 Mbit/s" leave 20 characters, or 40 dots, of a width of 29. */
const plot = (mbps: readonly number[], lines = 1, width = 29, bin = 1) => {
  const plotted: PlottedBins = { bin, bins: Float64Array.from(mbps, (rate) => rate * 1e6) };
  return terminalPlot(plotted, 0.1e6, lines, { width }).split("\n");
};
const times = (count: number, mbps: number) => new Array<number>(count).fill(mbps);

describe("the terminal's plot", () => {
  it("has 0 at the bottom, the highest bin at the top, and a line where the capacity jumps", () => {
    const [curve] = plot([...times(20, 0.25), ...times(20, 1)]);
    expect(curve).toBe(`1 Mbit/s ${"⠤".repeat(10)}⠏${"⠉".repeat(9)}`);
    const [top, bottom] = plot([...times(20, 0), ...times(20, 1)], 2);
    expect(top).toBe(`1 Mbit/s ${" ".repeat(10)}⡏${"⠉".repeat(9)}`);
    expect(bottom).toBe(`       0 ${"⣀".repeat(10)}⡇`);
  });

  it("shows a peak and a dip of one bin in a trace of any length", () => {
    const rates = times(100_000, 0.5);
    rates[10_000] = 1;
    rates[90_000] = 0;
    const [top, bottom, outage] = plot(rates, 2);
    // The 4001st of 40,000 dots: the first of the third character, joined to what is before and after.
    expect(top!.slice(9)).toMatch(/^⣀⣀⡇|^⣀⣀⣇/);
    expect(bottom!.slice(9).trimStart()).toMatch(/^⡏|^⡇|^⢸|^⢹/);
    expect(outage).toBe(`  outage ${" ".repeat(18)}X`);
  });

  it("marks what is below the limit, and has no line for it where nothing is", () => {
    expect(plot([...times(38, 1), 0.09, 1])[1]).toBe(`  outage ${" ".repeat(19)}X`);
    expect(plot(times(40, 1))[1]).toBe(`${" ".repeat(9)}│0 s           │30 s`);
  });

  it("stretches few bins over the width, and tells their times", () => {
    const [curve, axis] = plot([1, 1], 1, 49, 30);
    expect(curve).toBe(`1 Mbit/s ${"⠉".repeat(40)}`);
    expect(axis).toBe(`${" ".repeat(9)}│0 s${" ".repeat(16)}│30 s`);
  });

  it("draws a trace without capacity, and one on a terminal of no width", () => {
    const nothing = plot(times(10, 0));
    expect(nothing[0]).toBe(`0 kbit/s ${"⣀".repeat(20)}`);
    expect(plot(times(10, 1), 1, 1)[0]).toHaveLength(29);
  });

  it("does not blow the stack on millions of bins", () => {
    expect(plot(times(1_000_000, 1))[0]).toBe(`1 Mbit/s ${"⠉".repeat(20)}`);
  });
});
