import { describe, expect, it } from "vitest";
import type { MetricSummary, Summary } from "../../src/model/results.js";
import { comparisonOf } from "../../src/report/comparison.js";
import {
  contrastLabel,
  findingIn,
  findingOf,
  headlineColumns,
  leadingMetric,
  sessionsInWords,
  shownDifference,
} from "../../src/report/figures.js";
import { ANALYTICS, COLUMNS, everyFinding, results } from "./builder.js";

describe("findingOf", () => {
  const higher = { better: "higher" } as const;
  it.each([
    [[1, 2], "higher", "better"],
    [[-2, -1], "higher", "worse"],
    [[1, 2], "lower", "worse"],
    [[-2, -1], "lower", "better"],
    [[1, 2], "neither", "higher"],
    [[-2, -1], "neither", "lower"],
    [[-1, 1], "higher", "no difference shown"],
    [[0, 1], "higher", "no difference shown"],
    [[0, 0], "higher", "same"],
    [[0, 0], "neither", "same"],
  ] as const)("reads %s where %s is better as %s", (interval, better, finding) => {
    expect(findingOf({ interval }, { better })).toBe(finding);
  });

  it("says nothing without an interval", () => {
    expect(findingOf({ interval: undefined }, higher)).toBe("too few traces");
  });
});

describe("findingIn", () => {
  const { summary } = everyFinding();
  const column = (wanted: string) => COLUMNS.find(({ name }) => name === wanted)!;

  it("is what was concluded, of a metric that was compared", () => {
    const contrast = { policy: "equivalent", control: "ewma" };
    expect(findingIn(summary, contrast, column("qoe_linear"))).toBe("equivalent");
    expect(findingIn({ ...summary, verdicts: [] }, contrast, column("qoe_linear"))).toBe(
      "no difference shown",
    );
  });

  it("is what the interval says, of the others", () => {
    const contrast = { policy: "worse", control: "ewma" };
    expect(findingIn(summary, contrast, column("media_s"))).toBe("lower");
  });

  it("is of the very contrast", () => {
    expect(findingIn(summary, { policy: "better", control: "same" }, column("qoe_linear"))).toBe(
      "too few traces",
    );
  });
});

describe("contrastLabel", () => {
  const contrasts = [
    { policy: "a", control: "b" },
    { policy: "a", control: "c" },
    { policy: "d", control: "c" },
  ];
  it("names the control too where an arm has several", () => {
    const labels = contrasts.map((contrast) => contrastLabel(contrast, contrasts, (name) => `<${name}>`));
    expect(labels).toEqual(["<a> against <b>", "<a> against <c>", "<d>"]);
  });
});

describe("shownDifference", () => {
  const { summary } = results({ policies: ["ewma", "buffer"] });
  const withPair = (mean: number, interval: readonly [number, number]): Summary => ({
    ...summary,
    differences: [{ policy: "buffer", control: "ewma", metric: "played_s", n: 9, mean, interval }],
  });

  const contrast = { policy: "buffer", control: "ewma" };

  it("takes what is left of rounding for no difference", () => {
    const noisy = withPair(2e-13, [1e-13, 3e-13]);
    expect(shownDifference(noisy, contrast, "played_s")).toEqual({ mean: 0, interval: [0, 0] });
  });

  it("leaves a difference as it is, however small its mean", () => {
    const small = withPair(1e-13, [-0.01, 0.01]);
    expect(shownDifference(small, contrast, "played_s")).toEqual(small.differences[0]);
    expect(shownDifference(small, contrast, "stall_s")).toBeUndefined();
  });
});

describe("headlines", () => {
  it("are what the experiment is about, in its order, and the first of them leads", () => {
    const about = { columns: COLUMNS, compared: ["stall_s", "qoe_linear", "no_such_metric"] };
    expect(headlineColumns(about).map(({ name }) => name)).toEqual(["stall_s", "qoe_linear"]);
    expect(leadingMetric(about)?.name).toBe("stall_s");
    expect(leadingMetric({ columns: COLUMNS, compared: [] })).toBe(COLUMNS[0]);
    expect(leadingMetric({ columns: [], compared: [] })).toBeUndefined();
  });
});

describe("sessionsInWords", () => {
  it("names the statuses that occur", () => {
    expect(sessionsInWords({ completed: 97, quit: 0, starved: 1, failed: 2 })).toBe(
      "97 completed, 1 starved, 2 failed",
    );
    expect(sessionsInWords({ completed: 0, quit: 0, starved: 0, failed: 0 })).toBe("none");
  });
});

describe("comparisonOf", () => {
  const figure = (mean: number | undefined): MetricSummary => ({
    metric: "stall_s",
    n: 9,
    mean,
    median: mean,
    p5: mean,
    p95: mean,
    interval: undefined,
  });
  const summaryOf = (...means: readonly (number | undefined)[]): Summary => ({
    ...results().summary,
    control: "arm 0",
    arms: means.map((mean, arm) => ({
      policy: `arm ${arm}`,
      analytics: ANALYTICS,
      counts: { completed: 9, quit: 0, starved: 0, failed: 0 },
      metrics: [figure(mean)],
    })),
    contrasts: [],
    differences: [],
    verdicts: [],
  });
  const best = (summary: Summary) =>
    comparisonOf(summary, ["stall_s"]).rows.map(({ cells }) => cells[0]!.best);

  it("marks the best in the direction that is better, and all that share it", () => {
    expect(best(summaryOf(2, 1, 3))).toEqual([false, true, false]);
    expect(best(summaryOf(1, 1, 3))).toEqual([true, true, false]);
  });

  it("marks none where all are alike, alone or missing", () => {
    expect(best(summaryOf(1, 1))).toEqual([false, false]);
    expect(best(summaryOf(1))).toEqual([false]);
    expect(best(summaryOf(undefined, 1))).toEqual([false, false]);
  });

  it("shows all figures of a column on one scale with like decimals", () => {
    const { rows, columns } = comparisonOf(results().summary, ["mean_bitrate_kbps", "stall_ratio"]);
    expect(columns.map(({ heading }) => heading)).toEqual(["mean bitrate (Mbit/s)", "stall ratio (%)"]);
    expect(columns[1]!.differenceHeading).toBe("stall ratio (pp)");
    for (const { cells } of rows) expect(cells[0]!.text).toMatch(/^\d\.\d\d \[\d\.\d\d, \d\.\d\d\]$/);
  });

  it("gives a column the decimals that keep one of its intervals from ending in 0", () => {
    const wide = { ...figure(0.14), interval: [0.01, 0.6] } as const;
    const narrow = { ...figure(0.034), interval: [0.003, 0.136] } as const;
    const summary = summaryOf(1, 1);
    const arms = summary.arms.map((arm, index) => ({
      ...arm,
      metrics: [{ ...(index === 0 ? wide : narrow), metric: "stall_ratio" }],
    }));
    const { rows } = comparisonOf({ ...summary, arms }, ["stall_ratio"]);
    expect(rows.map(({ cells }) => cells[0]!.text)).toEqual(["14.0 [1.0, 60.0]", "3.4 [0.3, 13.6]"]);
  });

  it("compares two folders policy by policy: each arm has its own control, and the folder is called the control", () => {
    const { summary } = results({ policies: ["bola in a", "bola in b", "bb in a", "bb in b"] });
    const contrasts = ["bola", "bb"].map((name) => ({ policy: `${name} in b`, control: `${name} in a` }));
    const differences = contrasts.map((contrast, place) => ({
      ...contrast,
      ...{ metric: "stall_s", n: 9, mean: place + 1, interval: [place, place + 2] as const },
    }));
    const folders = { ...summary, control: "a", contrasts, differences, verdicts: [] };
    const comparison = comparisonOf(folders, ["stall_s"]);
    expect(comparison.control).toBe("a");
    expect(comparison.rows.map(({ isControl }) => isControl)).toEqual([true, false, true, false]);
    expect(comparison.differences).toEqual([
      { ...contrasts[0], cells: [{ text: "+1.0 [0.0, 2.0]", finding: "no difference shown" }] },
      { ...contrasts[1], cells: [{ text: "+2.0 [1.0, 3.0]", finding: "worse" }] },
    ]);
  });

  it("passes over metrics that were not measured", () => {
    expect(comparisonOf(results().summary, ["nonsense", "stall_s"]).columns).toHaveLength(1);
  });
});
