import { describe, expect, it } from "vitest";
import { optimum } from "../../../src/experiment/optimal/optimum.js";
import { columnsOf, usualMetrics } from "../../../src/experiment/plan.js";
import { run } from "../../../src/experiment/run.js";
import { linear } from "../../../src/metrics/qoe/linear.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import { plainTrace, plainVideo } from "../../support/plain.js";
import { arm, plan } from "../plans.js";

const SETTINGS = {
  player: { startupBuffer: 4, resumeBuffer: 4, maxBuffer: 20, starvedAfter: 600 },
  network: {},
  viewer: {},
};
const SETUP = { trace: plainTrace(2), video: plainVideo({ segments: 20 }), settings: SETTINGS };

describe("the optimum of a session", () => {
  it("is the score of a session that can be looked at", () => {
    const best = optimum({ ...SETUP, qoe: "linear" });
    if (best.kind !== "found") throw new Error(best.kind);
    const { log, lower, upper, plan: levels } = best;
    const { video } = SETUP;
    expect(linear.score({ ...measureSession(log, video), log, video })).toBe(lower);
    expect(upper).toBeGreaterThanOrEqual(lower);
    expect(levels.levels).toHaveLength(20);
  });

  it("takes a model of one's own", () => {
    const best = optimum({ ...SETUP, qoe: { ...linear, name: "mine" } });
    expect(best).toMatchObject({ kind: "found" });
  });

  it("starts the trace where a replicate does", () => {
    const trace = plainTrace([
      [40, 1],
      [40, 8],
    ]);
    const of = (replicate: number) => optimum({ ...SETUP, trace, qoe: "linear", seed: 5, replicate });
    expect(of(1)).not.toEqual(of(0));
    expect(of(1)).toEqual(of(1));
  });

  it("is outside, with the reason, of a model that is no sum and of a player that is not covered", () => {
    expect(optimum({ ...SETUP, qoe: "composite" })).toEqual({
      kind: "outside",
      because:
        "composite is not a sum over segments: it divides stall time by the time played, caps each term and counts stalls",
    });
    const settings = { ...SETTINGS, viewer: { leaveAt: 3 } };
    expect(optimum({ ...SETUP, settings, qoe: "linear" })).toMatchObject({
      kind: "outside",
      because: expect.stringMatching(/^viewer.leaveAt is not covered: /),
    });
  });

  it("is out of reach where nothing arrives", () => {
    expect(optimum({ ...SETUP, trace: plainTrace(0), qoe: "linear" })).toEqual({ kind: "out of reach" });
  });

  it("is of a model that there is", () => {
    expect(() => optimum({ ...SETUP, qoe: "no-such" })).toThrow(new RangeError("no QoE model no-such"));
  });
});

describe("an experiment that asks for optima", () => {
  const asked = plan({ optimum: { effort: 1 } });

  it("has three columns more for each model that is a sum", () => {
    const names = columnsOf(asked).map(({ name }) => name);
    expect(names.slice(-3)).toEqual(["optimum_linear", "optimum_upper_linear", "regret_linear"]);
    expect(columnsOf(plan()).map(({ name }) => name)).toEqual(names.slice(0, -3));
    expect(usualMetrics(asked)).toContain("regret_linear");
    expect(usualMetrics(plan())).not.toContain("regret_linear");
  });

  it("gives arms of one player one optimum, which bounds them, and each its regret", async () => {
    const table = await run(asked, { jobs: 1, segments: false });
    const columns = columnsOf(asked).map(({ name }) => name);
    const value = (unit: number, seat: number, name: string) =>
      table.value(unit, seat, columns.indexOf(name))!;
    for (let unit = 0; unit < table.units; unit++)
      for (const seat of [0, 1]) {
        const lower = value(unit, seat, "optimum_linear");
        const achieved = value(unit, seat, "qoe_linear");
        expect(lower).toBe(value(unit, 0, "optimum_linear"));
        expect(value(unit, seat, "regret_linear")).toBe(Math.max(0, lower - achieved));
        expect(achieved).toBeLessThanOrEqual(value(unit, seat, "optimum_upper_linear") + 1e-9);
      }
  });

  it("gives arms of other players optima of their own", async () => {
    const roomy = arm("bb");
    const [player] = roomy.players;
    const tight = { ...player!.settings, player: { ...player!.settings.player, maxBuffer: 4 } };
    const arms = [roomy, { ...roomy, name: "tight", players: [{ ...player!, settings: tight }] }];
    const both = plan({ optimum: { effort: 1 }, arms });
    const table = await run(both, { jobs: 1, segments: false });
    const column = columnsOf(both).findIndex(({ name }) => name === "optimum_linear");
    expect(table.value(1, 1, column)!).toBeLessThan(table.value(1, 0, column)!);
  });
});
