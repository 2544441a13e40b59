import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planExperiment, runExperiment, summarise } from "../../src/index.js";
import { CLAIMS } from "./claims/index.js";
import { outcomesOf } from "./claims/outcome.js";
import { claimsPage } from "./claims/page.js";
import { ROOT, runShown } from "./shown/harness.js";

/*
 * docs/claims.md is made by running the scenarios. Where it drifts, make it again, and read whether its words still
 * hold: `npx vitest run test/docs/claims.test.ts --update`
 */
it("docs/claims.md says what the scenarios show", { timeout: 400_000 }, async () => {
  const tested = [];
  for (const claim of CLAIMS)
    tested.push({ claim, outcomes: outcomesOf(await runShown(claim.scenario), claim) });
  await expect(claimsPage(tested)).toMatchFileSnapshot("../../docs/claims.md");
});

it("every scenario of a claim is on the page", () => {
  const files = readdirSync(join(ROOT, "scenarios/claims")).filter((file) => file.endsWith(".yaml"));
  expect(CLAIMS.map(({ scenario }) => scenario).sort()).toEqual(
    files.map((file) => `scenarios/claims/${file}`).sort(),
  );
});

describe.each(CLAIMS.map((claim) => ({ claim, scenario: claim.scenario })))(
  "$scenario",
  ({ claim, scenario }) => {
    it("is named as its file, and says at the top what it asks", async () => {
      const { plan } = await runShown(scenario);
      expect(scenario).toBe(`scenarios/claims/${plan.scenario}.yaml`);
      expect(readFileSync(join(ROOT, scenario), "utf8")).toMatch(/^# /);
    });

    it("has the arms that the page describes", async () => {
      const { plan } = await runShown(scenario);
      expect(plan.arms.map(({ name }) => name)).toEqual(Object.keys(claim.arms));
    });

    it("runs without warnings, and no session fails or starves", async () => {
      const { warnings, summary } = await runShown(scenario);
      expect(warnings).toEqual([]);
      for (const { counts } of summary.arms) expect(counts).toMatchObject({ failed: 0, starved: 0 });
    });
  },
);

it("a family's figures are those of a run on its links alone", { timeout: 60_000 }, async () => {
  const claim = CLAIMS.find(({ scenario }) => scenario.endsWith("buffer-targets.yaml"))!;
  const family = outcomesOf(await runShown(claim.scenario), claim).find(({ set }) => set === "broadband-sd")!;
  const flags = { traces: ["traces/broadband-sd"] };
  const { plan } = await planExperiment(join(ROOT, claim.scenario), { cwd: ROOT, flags });
  const alone = summarise(plan, await runExperiment(plan, { jobs: 1, segments: false }));
  const { measure, differences } = claim.tables[0]!;
  for (const pair of differences!) {
    const expected = alone.differences.find(
      ({ policy, metric }) => policy === pair.arm && metric === "qoe_composite",
    )!;
    const { mean, interval } = family.difference(pair, measure);
    expect(mean).toBeCloseTo(expected.mean!, 9);
    expect(interval![0]).toBeCloseTo(expected.interval![0], 9);
    expect(interval![1]).toBeCloseTo(expected.interval![1], 9);
  }
});

describe("the arms of buffer-targets", () => {
  it("differ in nothing but the maximum buffer", async () => {
    const { plan } = await runShown("scenarios/claims/buffer-targets.yaml");
    const settings = plan.arms.map(({ players }) => players[0]!.settings);
    expect(settings.map(({ player }) => player.maxBuffer)).toEqual([20, 30, 40]);
    const rest = settings.map((each) => ({ ...each, player: { ...each.player, maxBuffer: 0 } }));
    expect(rest[1]).toEqual(rest[0]);
    expect(rest[2]).toEqual(rest[0]);
  });
});

describe("the videos of segment-duration", () => {
  it("hold the same bits", async () => {
    const { plan } = await runShown("scenarios/claims/segment-duration.yaml");
    const totals = plan.videos.map(({ sizes }) => sizes.reduce((sum, levels) => sum + levels[0]!, 0));
    expect(plan.videos).toHaveLength(3);
    for (const total of totals) expect(total).toBeCloseTo(300 * 300_000, 3);
  });
});
