import { describe, expect, it } from "vitest";
import { baselineOf } from "../../../src/experiment/gate/baseline.js";
import { gate } from "../../../src/experiment/gate/gate.js";
import { planExperiment } from "../../../src/experiment/plan-experiment.js";
import type { ResultsFolder } from "../../../src/experiment/results/read-results.js";
import { resultsOfPlan } from "../../../src/experiment/results/results-of-plan.js";
import { run } from "../../../src/experiment/run.js";
import { ROOT } from "../../support/root.js";

const TRIES = 200;
const METRICS = ["qoe_linear", "qoe_composite", "stall_ratio", "startup_s"];
const rules = { margins: Object.fromEntries(METRICS.map((metric) => [metric, "2%"])), thresholds: [] };

/** An arm on a dozen shipped links, each from three places that the seed draws. */
async function ran(seed: number): Promise<ResultsFolder> {
  const { plan, record } = await planExperiment("scenarios/quickstart.yaml", {
    cwd: ROOT,
    flags: {
      seed: String(seed),
      replicates: "3",
      policies: ["bb"],
      traces: ["traces/4g/4g-0[1-6].csv", "traces/3g-commute/3g-commute-0[1-6].csv"],
    },
  });
  const table = await run(plan, { jobs: 1, segments: false });
  return {
    folder: "results",
    run: { ...record, path: "results/run.json", node: process.version, counts: {}, failures: [] },
    results: resultsOfPlan(plan, table),
  };
}

describe("an arm beside itself under other seeds", () => {
  it(`passes or is inconclusive and never fails, in ${TRIES} tries`, { timeout: 300_000 }, async () => {
    const baseline = baselineOf(await ran(1), METRICS);
    const outcomes = { pass: 0, fail: 0, inconclusive: 0 };
    for (let seed = 2; seed < TRIES + 2; seed++)
      outcomes[gate(await ran(seed), rules, { path: "baseline.json", baseline }).outcome]++;
    expect(outcomes.fail).toBe(0);
    expect(outcomes.pass + outcomes.inconclusive).toBe(TRIES);
  });

  it("passes under the same seed, with the same words", async () => {
    const baseline = { path: "baseline.json", baseline: baselineOf(await ran(1), METRICS) };
    const [one, other] = [gate(await ran(1), rules, baseline), gate(await ran(1), rules, baseline)];
    expect(one.outcome).toBe("pass");
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });
});
