import { expect, it } from "vitest";
import { designOfPlan } from "../../../src/experiment/comparison/design.js";
import { tableFigures } from "../../../src/experiment/comparison/table-figures.js";
import { readFigures } from "../../../src/experiment/folder/read-figures.js";
import { resultsOfPlan } from "../../../src/experiment/results/results-of-plan.js";
import { plan, qoe, video } from "../plans.js";
import { withRun } from "../with-run.js";

it("asks threads where a table is large, and they say the same", () => {
  const large = plan({ replicates: 34_000, videos: [video("v", 3)], qoe: qoe("linear") });
  return withRun(large, async (run) => {
    const design = designOfPlan(large);
    const results = resultsOfPlan(large, run.table);
    expect(run.table.statuses.length).toBeGreaterThan(200_000);
    expect(await readFigures(results, design, run, 2)).toEqual(tableFigures(results, design));
  });
});
