import { expect, it } from "vitest";
import { analyticsTable, ANALYTICS as FIGURES } from "../../src/report/analytics.js";
import { ANALYTICS, results } from "./builder.js";

it("has a row for every figure, and in it a value for every arm in order", () => {
  const { summary } = results({ policies: ["ewma", "bola"] });
  const arms = summary.arms.map((arm, place) => ({
    ...arm,
    analytics: { ...ANALYTICS, sessions: 10 * (place + 1) },
  }));
  const rows = analyticsTable({ arms });
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(ANALYTICS).sort());
  expect(rows.find(({ name }) => name === "sessions")!.values).toEqual([10, 20]);
  expect(rows.find(({ name }) => name === "smoothnessScore")!.values).toEqual([undefined, undefined]);
});

it("tells its figures apart by their labels", () => {
  expect(new Set(FIGURES.map(({ label }) => label)).size).toBe(FIGURES.length);
});
