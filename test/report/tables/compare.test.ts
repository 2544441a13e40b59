import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Summary } from "../../../src/model/results.js";
import { COMPARE_TABLES, TABLES } from "../../../src/report/tables/index.js";
import { everyFinding, HOSTILE_NAMES, results } from "../builder.js";

const { summary } = results({ policies: ["ewma", "bola"], sessions: 40 });
const every = everyFinding().summary;
const hostile = results({ policies: HOSTILE_NAMES, scenario: HOSTILE_NAMES[0] }).summary;
const alone: Summary = { ...summary, contrasts: [], differences: [], verdicts: [] };
const unpaired: Summary = {
  ...summary,
  split: { controlPercent: 90, controlTraces: 36, armTraces: 4 },
  weights: { "4g": 3, "[x](y)": 0.5 },
};

describe.each(Object.entries(COMPARE_TABLES))("comparison as %s", (format, render) => {
  it("is the same every time and ends in a line feed", () => {
    expect(render(every)).toBe(render(every));
    expect(render(every).endsWith("\n")).toBe(true);
  });

  it("copes with one arm alone, with metrics of no column, and with nothing at all", () => {
    expect(() => render(alone)).not.toThrow();
    expect(() => render({ ...summary, columns: [] })).not.toThrow();
    expect(() => render({ ...alone, arms: [], sessions: 0, traces: 0 })).not.toThrow();
    expect(() => render(results({ sessions: 1 }).summary)).not.toThrow();
  });

  it("never shows what a program would", () => {
    const text = [summary, every, hostile, alone, results({ sessions: 1 }).summary].map((one) => render(one));
    expect(text.join("")).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("names every finding that there is, and as data every caution", () => {
    const text = render(every);
    for (const { overall, cautions } of every.verdicts) {
      expect(text).toContain(overall.finding.split(" ")[0]);
      if (format === "csv" || format === "json")
        for (const { kind } of cautions) expect(text).toContain(kind);
    }
  });
});

describe("comparison in the terminal", () => {
  it("says after the tables of `run` all that was concluded of each contrast", () => {
    const text = COMPARE_TABLES.table(summary, { width: 120 });
    expect(text.slice(text.indexOf("bola against ewma"))).toBe(`bola against ewma
  bola is worse than ewma: composite QoE -1.8 [-2.2, -1.3] points (-2.5 %), worse on 35 of 40 traces and better on 5
    (p < 0.001).
  Keep ewma: bola is worse in composite QoE (-2.5 %, p < 0.001).
  5th percentile of sessions +1.6 [0.6, 2.6] points, 95th -3.2 [-4.2, -2.2] points
  by trace set
    3g-commute: worse, -1.7 [-2.3, -1.1] points (-2.4 %, p < 0.001) on 20 traces
    4g: worse, -1.8 [-2.5, -1.2] points (-2.6 %, p < 0.001) on 20 traces
  other metrics
    linear QoE: better, +11.5 [9.8, 13.2] Σ Mbit/s (+22 %, p < 0.001)
    mean bitrate: better, +79 [23, 135] kbit/s (+4.5 %, p = 0.006)
    stall ratio: worse, +0.62 [0.53, 0.71] pp (+29 %, p < 0.001)
    stall time: no difference shown, -0.1 [-0.4, 0.2] s (-1.2 %, p = 0.69)
    switches: better, -0.5 [-0.8, -0.1] (-3.1 %, p = 0.009)
    startup delay: worse, +0.21 [0.18, 0.23] s (+16 %, p < 0.001)
`);
    const tables = TABLES.table(summary, { width: 120 });
    expect(text.startsWith(tables.slice(0, tables.indexOf("bola is worse")))).toBe(true);
  });

  it.each([80, 100, 120])("keeps what is said within %d columns", (width) => {
    const text = COMPARE_TABLES.table(every, { width });
    const lines = text.slice(text.indexOf("better against ewma")).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it("says each caution once of a contrast", () => {
    const arm = { policy: "better", control: "ewma" };
    const few = { kind: "few traces", traces: 8, needed: 10 } as const;
    const verdicts = every.verdicts
      .filter(({ policy }) => policy === arm.policy)
      .map((verdict) => ({ ...verdict, cautions: [few] }));
    const text = COMPARE_TABLES.table({ ...every, verdicts }, { width: 200 });
    expect(text.match(/! Only 8 traces/g)).toHaveLength(1);
  });

  it("says of several metrics at once what is to be minded of them alike", () => {
    const held = { kind: "interval held" } as const;
    const cautions = (metric: string) => (["qoe_linear", "stall_s"].includes(metric) ? [held] : []);
    const verdicts = summary.verdicts.map((one) => ({ ...one, cautions: cautions(one.metric) }));
    const text = COMPARE_TABLES.table({ ...summary, verdicts }, { width: 200 });
    expect(text).toContain("! So few traces tell anything about linear QoE and stall time that the interval");
    expect(text.match(/So few traces/g)).toHaveLength(1);
  });

  it("speaks of no tails where no trace differs", () => {
    const text = COMPARE_TABLES.table(every, { width: 200 });
    expect(text).toContain("Keep ewma: same makes no difference in composite QoE.\n  by trace set\n");
    expect(text.match(/percentile of sessions/g)).toHaveLength(7);
  });

  it("leads with the first metric that was asked for", () => {
    const text = COMPARE_TABLES.table(summary, { width: 120, metrics: ["stall_s", "qoe_linear"] });
    expect(text).toContain("\n  No difference shown between bola and ewma: stall time");
    expect(text).not.toContain("startup delay");
  });

  it("names each arm's own control where two folders are compared", () => {
    const { summary: both } = results({ policies: ["bola in a", "bola in b"] });
    const text = COMPARE_TABLES.table({ ...both, control: "reports/a" }, { width: 120 });
    expect(text).toContain("Difference to reports/a\n");
    expect(text).toContain("\nbola in b against bola in a\n");
  });

  it("says that sets are weighted, and that nothing was paired", () => {
    const text = COMPARE_TABLES.table(unpaired, { width: 300 });
    expect(text).toContain(
      "means and differences weighted by trace set (4g 3, [x](y) 0.5), not paired: 36 traces (90 %) for the control, 4 traces for the other policy;",
    );
  });
});

describe("comparison as Markdown", () => {
  it("says what was concluded beneath the tables", () => {
    const text = COMPARE_TABLES.markdown(every);
    expect(text.match(/^#### /gm)).toHaveLength(8);
    expect(text).toContain(
      "#### equivalent against ewma\n\n**equivalent is equivalent to ewma: composite QoE +0.2",
    );
    expect(text).toMatch(/^> \*\*Mind:\*\* Only 8 traces/m);
  });

  it("has as many cells in every row as in its heading, and no markup of names", () => {
    const text = COMPARE_TABLES.markdown({ ...hostile, weights: { "[x](http://y)": 2 } });
    for (const block of text.split("\n\n")) {
      const rows = block.split("\n").filter((line) => line.startsWith("|"));
      expect(new Set(rows.map((row) => row.replace(/\\./g, "").split("|").length)).size).toBeLessThanOrEqual(
        1,
      );
    }
    expect(text).not.toMatch(/<img|<script|http:\/\/|[^\\]\[x\]/);
  });
});

describe("comparison as LaTeX", () => {
  it("has a table of the evidence, as many cells in every row as columns", () => {
    const text = COMPARE_TABLES.latex(hostile);
    const tables = text.split("\\begin{table}").slice(1);
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const columns = /\\begin\{tabular\}\{([lr]+)\}/.exec(table)![1]!.length;
      const rows = table.split("\n").filter((line) => line.endsWith(" \\\\"));
      for (const row of rows) expect(row.split(/(?<!\\)&/)).toHaveLength(columns);
    }
    expect(COMPARE_TABLES.latex(summary)).toContain(
      "bola & ewma & stall ratio (pp) & +0.62 {[}0.53, 0.71{]} & +29 \\% & \\textless{} 0.001 & 1/1/38 & +2.11 & 0.131 & worse \\\\",
    );
  });
});

describe("comparison as CSV", () => {
  const rows = parse(COMPARE_TABLES.csv(every), { columns: true }) as Record<string, string>[];

  it("has a row for every verdict and for every set of it", () => {
    const sets = every.verdicts.reduce((sum, one) => sum + one.sets.length, 0);
    expect(rows).toHaveLength(every.verdicts.length + sets);
    expect(rows.filter(({ scope }) => scope === "set").map(({ trace_set }) => trace_set)).toContain("4g");
  });

  it("holds the evidence in full precision", () => {
    const one = every.verdicts.find(({ policy, metric }) => policy === "better" && metric === "stall_ratio")!;
    const row = rows.find(
      ({ policy, metric, scope }) => policy === "better" && metric === "stall_ratio" && scope === "all",
    )!;
    const { overall, tails } = one;
    expect(row).toMatchObject({ control: "ewma", finding: "better", decision: "roll out", trace_set: "" });
    const numbers = (...names: string[]) => names.map((name) => Number(row[name]));
    expect(numbers("pairs", "traces", "wins", "ties", "losses")).toEqual([40, 40, 34, 2, 4]);
    expect(numbers("difference", "relative", "effect_size", "detectable", "margin")).toEqual([
      ...[overall.difference, overall.relative, overall.effectSize, overall.detectable, one.margin],
    ]);
    expect(numbers("difference_ci95_low", "difference_ci95_high")).toEqual(overall.interval);
    expect(numbers("difference_ci90_low", "difference_ci90_high")).toEqual(overall.interval90);
    expect(numbers("p", "p_adjusted", "p_wilcoxon")).toEqual([0.0001, 0.0003, 0.0002]);
    expect(numbers("p5_difference", "p95_difference_ci95_high")).toEqual([
      tails[0]!.difference,
      tails[1]!.interval![1],
    ]);
  });

  it("leaves missing cells empty, and keeps names as they are", () => {
    const same = rows.find(({ policy, scope }) => policy === "same" && scope === "all")!;
    expect([same["p"], same["effect_size"]]).toEqual(["", ""]);
    const names = parse(COMPARE_TABLES.csv(hostile), { columns: true }) as Record<string, string>[];
    expect(new Set(names.map(({ policy }) => policy))).toEqual(new Set(HOSTILE_NAMES.slice(1)));
  });
});
