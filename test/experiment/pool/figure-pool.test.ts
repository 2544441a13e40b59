import { expect, it } from "vitest";
import { designOfPlan } from "../../../src/experiment/comparison/design.js";
import { tableFigures } from "../../../src/experiment/comparison/table-figures.js";
import type { Plan } from "../../../src/experiment/plan.js";
import { figuresFromThreads } from "../../../src/experiment/pool/figure-pool.js";
import { resultsOfPlan } from "../../../src/experiment/results/results-of-plan.js";
import { arm, group, plan, qoe } from "../plans.js";
import { withRun } from "../with-run.js";

it.each<[string, Plan]>([
  ["two arms", plan({ replicates: 30, qoe: qoe("linear", "composite") })],
  ["clients on one link", plan({ replicates: 5, arms: [arm("bb"), group("both", "bb", "throughput")] })],
  ["weighted sets", { ...plan({ replicates: 5 }), compare: { ...plan().compare, weights: { a: 3 } } }],
])("threads read off a table what this thread does, to the bit: %s", (_, simulated) =>
  withRun(simulated, async (run) => {
    const design = designOfPlan(simulated);
    const { table, identityOf, ...groups } = resultsOfPlan(simulated, run.table);
    const read = await figuresFromThreads({ stored: run.whereabouts, groups, design, jobs: 2 });
    expect(read).toEqual(tableFigures({ table, ...groups }, design));
  }),
);
