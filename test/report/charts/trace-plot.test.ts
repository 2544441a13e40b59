import type { TopLevelSpec } from "vega-lite";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { renderPng } from "../../../src/report/charts/png.js";
import { renderSvg } from "../../../src/report/charts/render.js";
import { tracePlot } from "../../../src/report/charts/trace-plot.js";
import type { PlottedTrace } from "../../../src/report/trace-figures/index.js";
import { HOSTILE_NAMES } from "../builder.js";
import { tagsOf } from "../markup.js";

const plotted = (name: string, rates: readonly number[]): PlottedTrace => ({
  name,
  overTime: { bin: 1, bins: Float64Array.from(rates) },
  ascending: Float64Array.from(rates).sort(),
  correlation: [
    { lag: 0, value: 1 },
    { lag: 1, value: -0.2 },
  ],
});
const various = Array.from({ length: 50 }, (_, index) => 1e6 * (1 + (index % 7)));

describe("the plot of traces", () => {
  it("has the capacity of each over time, and two panels for all", async () => {
    const spec = tracePlot([plotted("a", various), plotted("b", various)]) as unknown as {
      vconcat: { title?: { text: string } }[];
    };
    expect(spec.vconcat.map(({ title }) => title?.text)).toEqual(["a", "b", undefined]);
    const svg = await renderSvg(spec as unknown as TopLevelSpec, "traces");
    for (const text of ["time (s)", "Mbit/s", "share of time", "autocorrelation", "1/e"])
      expect(svg).toContain(text);
    expect(() => tagsOf(svg)).not.toThrow();
  });

  it("has no course over time for sets", () => {
    const { overTime: _, ...set } = plotted("set", various);
    expect((tracePlot([set]) as unknown as { vconcat: unknown[] }).vconcat).toHaveLength(1);
  });

  it("draws as many points of a long trace as can be seen, with all that lies between", async () => {
    const long = Array.from({ length: 100_000 }, (_, index) => (index === 77_777 ? 9e6 : 1e6));
    const svg = await renderSvg(tracePlot([plotted("long", long)]), "long");
    expect(svg.length).toBeLessThan(60_000);
    const [panel] = (
      tracePlot([plotted("long", long)]) as unknown as { vconcat: [{ data: { values: unknown[] } }] }
    ).vconcat;
    expect(panel.data.values).toHaveLength(601);
    expect(panel.data.values).toContainEqual(expect.objectContaining({ low: 1, high: 9 }));
  });

  it.each([
    ["constant", times(30, 2e6)],
    ["without capacity", times(30, 0)],
    ["of one bin", [1e6]],
  ])("draws a trace %s", async (name, rates) => {
    const trace = { ...plotted(name, rates), correlation: [] };
    const svg = await renderSvg(tracePlot([trace]), "little");
    expect(() => tagsOf(svg)).not.toThrow();
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("shows hostile names as text", async () => {
    const svg = await renderSvg(tracePlot(HOSTILE_NAMES.map((name) => plotted(name, various))), "hostile");
    const tags = new Set(tagsOf(svg).map((tag) => tag.name));
    for (const tag of tags)
      expect(["svg", "g", "path", "line", "rect", "text", "defs", "clipPath", "tspan"]).toContain(tag);
    expect(svg).toContain("&lt;img");
  });

  it("compiles without a warning, and stacks nothing", () => {
    const warnings: unknown[] = [];
    const note = (...message: unknown[]) => {
      warnings.push(message);
      return logger;
    };
    const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
    const long = plotted("long", times(5000, 1e6));
    const { spec } = compile(tracePlot([plotted("a", various), long]), { logger: logger as never });
    expect(warnings).toEqual([]);
    expect(JSON.stringify(spec)).not.toContain('"type":"stack"');
  });
});

describe("a PNG", () => {
  it("is one, of twice as many pixels", async () => {
    const { bytes } = await renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>');
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([60, 40]);
  });
});

function times(count: number, value: number): number[] {
  return new Array<number>(count).fill(value);
}
