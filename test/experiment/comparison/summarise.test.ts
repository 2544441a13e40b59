import { describe, expect, it } from "vitest";
import { summarisePlan as summarise } from "../../../src/experiment/comparison/summarise-plan.js";
import { columnsOf } from "../../../src/experiment/plan.js";
import { MemoryTable, type ResultTable } from "../../../src/experiment/result-table.js";
import type { SessionStatus } from "../../../src/model/session.js";
import { arm, group, plan, trace } from "../plans.js";

const usual = columnsOf(plan()).map((column) => column.name);

/** A table whose sessions have the given values by column, all others 0. */
function tableOf(
  units: readonly (readonly { readonly status?: SessionStatus; readonly [column: string]: unknown }[])[],
  columns: readonly string[] = usual,
): ResultTable {
  const table = new MemoryTable({ units: units.length, seats: units[0]!.length, columns: columns.length });
  units.forEach((sessions, unit) => {
    sessions.forEach(({ status = "completed", ...values }, place) => {
      const figures = columns.map((name) => {
        const value = name in values ? values[name] : 0;
        return typeof value === "number" ? value : Number.NaN;
      });
      table.put(unit, place, status, figures);
    });
  });
  return table;
}

const metric = (summary: ReturnType<typeof summarise>, policy: string, name: string) =>
  summary.arms.find((each) => each.policy === policy)!.metrics.find((each) => each.metric === name)!;
const difference = (summary: ReturnType<typeof summarise>, name: string) =>
  summary.differences.find((each) => each.metric === name)!;

describe("summarise", () => {
  it("means, quantiles and paired differences", () => {
    const summary = summarise(
      plan(),
      tableOf([
        [{ switches: 1 }, { switches: 2 }],
        [{ switches: 3 }, { switches: 5 }],
        [{ switches: 5 }, { switches: 8 }],
      ]),
    );
    expect(metric(summary, "bb", "switches")).toMatchObject({ n: 3, mean: 3, median: 3 });
    expect(metric(summary, "bb", "switches").p5).toBeCloseTo(1.2, 12);
    expect(metric(summary, "bb", "switches").p95).toBeCloseTo(4.8, 12);
    expect(difference(summary, "switches")).toMatchObject({
      policy: "throughput",
      control: "bb",
      n: 3,
      mean: 2,
    });
  });

  it("the stall ratio of a set is a ratio of sums, not a mean of ratios", () => {
    const summary = summarise(
      plan(),
      tableOf([
        [
          { stall_s: 10, played_s: 90, stall_ratio: 0.1 },
          { stall_s: 0, played_s: 90, stall_ratio: 0 },
        ],
        [
          { stall_s: 0, played_s: 300, stall_ratio: 0 },
          { stall_s: 4, played_s: 300, stall_ratio: 4 / 304 },
        ],
        [
          { stall_s: 0, played_s: 0, stall_ratio: 0 },
          { stall_s: 0, played_s: 0, stall_ratio: 0 },
        ],
      ]),
    );
    expect(metric(summary, "bb", "stall_ratio").mean).toBeCloseTo(10 / 400, 12);
    expect(difference(summary, "stall_ratio").mean).toBeCloseTo(4 / 394 - 10 / 400, 12);
  });

  it("takes a metric over the units in which every arm has a value", () => {
    const summary = summarise(
      plan(),
      tableOf([
        [{ startup_s: 1 }, { startup_s: 2 }],
        [{ startup_s: 100 }, { startup_s: undefined, status: "starved" }],
        [{ startup_s: 3 }, { startup_s: 6 }],
      ]),
    );
    expect(metric(summary, "bb", "startup_s")).toMatchObject({ n: 2, mean: 2 });
    expect(metric(summary, "throughput", "startup_s")).toMatchObject({ n: 2, mean: 4 });
    expect(summary.arms[1]!.counts).toEqual({ completed: 2, quit: 0, starved: 1, failed: 0 });
  });

  it("has no mean where no unit has a value in every arm", () => {
    const summary = summarise(
      plan(),
      tableOf([
        [{ startup_s: 1 }, { startup_s: undefined }],
        [{ startup_s: undefined }, { startup_s: 1 }],
        [{ startup_s: 1 }, { startup_s: undefined }],
      ]),
    );
    expect(metric(summary, "bb", "startup_s")).toEqual({ metric: "startup_s", n: 0 });
    expect(difference(summary, "startup_s").mean).toBeUndefined();
  });

  it("an interval is of traces, not of sessions: replicates of one trace do not narrow it", () => {
    const narrow = (replicates: number) => {
      const base = plan({ replicates, traces: [1, 2, 3, 4].map((n) => trace("a", String(n), [n])) });
      const units = Array.from({ length: 4 * replicates }, (_, unit) => {
        const stalled = Math.floor(unit / replicates);
        return [{ stall_s: stalled }, { stall_s: 2 * stalled }];
      });
      return metric(summarise(base, tableOf(units)), "bb", "stall_s").interval!;
    };
    expect(narrow(50)[0]).toBeCloseTo(narrow(1)[0], 9);
    expect(narrow(50)[1]).toBeCloseTo(narrow(1)[1], 9);
  });

  it("resamples within trace sets: a difference between sets is not uncertainty", () => {
    const traces = ["a", "a", "b", "b"].map((set, n) => trace(set, String(n), [1]));
    const constantWithinSets = tableOf(
      [0, 0, 50, 50].map((stalled) => [{ stall_s: stalled }, { stall_s: 0 }]),
    );
    expect(metric(summarise(plan({ traces }), constantWithinSets), "bb", "stall_s").interval).toEqual([
      25, 25,
    ]);
  });

  it("each interval is of its own arm, pair and metric", () => {
    const three = plan({
      arms: [arm("bb"), arm("middle"), arm("far")],
      compare: { control: "middle", metrics: ["qoe_linear"] },
    });
    // Around 0, 100 and 1000, apart by more than they vary; switches are ten times the stall counts.
    const units = [1, 3, 2].map((n) =>
      [0, 100, 1000].map((base, place) => {
        const count = base + n + place;
        return { stall_count: count, switches: 10 * count };
      }),
    );
    const summary = summarise(three, tableOf(units));
    const around = (interval: readonly [number, number] | undefined, value: number) => {
      expect(interval![0]).toBeLessThanOrEqual(value);
      expect(interval![1]).toBeGreaterThanOrEqual(value);
      expect(interval![1] - interval![0]).toBeLessThan(100);
    };
    for (const [policy, mean] of [
      ["bb", 2],
      ["middle", 103],
      ["far", 1004],
    ] as const) {
      around(metric(summary, policy, "stall_count").interval, mean);
      around(metric(summary, policy, "switches").interval, 10 * mean);
    }
    const pairs = summary.differences.filter((each) => each.metric === "stall_count");
    expect(pairs.map(({ policy, control, mean }) => [policy, control, mean])).toEqual([
      ["bb", "middle", -101],
      ["far", "middle", 901],
    ]);
    around(pairs[0]!.interval, -101);
    around(pairs[1]!.interval, 901);
  });

  it("counts an arm's own sessions as production analytics do, whatever other arms have, and unweighted", () => {
    const units = [1, 2, 3].map((n) => [
      { stall_s: n, watched_s: 100 },
      { stall_s: n === 1 ? undefined : 0, watched_s: n === 1 ? undefined : 100 },
    ]);
    const base = plan();
    const weighted = plan({ compare: { ...base.compare, weights: { a: 1, b: 9 } } });
    const { arms } = summarise(weighted, tableOf(units));
    expect(arms.map(({ analytics }) => analytics.stallOverWatched)).toEqual([6 / 300, 0]);
  });

  it("another seed draws other resamples", () => {
    const counts = [3.1, 4.15, 9.26, 5.35, 8.97, 9.32, 3.84, 6.26, 4.33, 8.32];
    const traces = counts.map((_, n) => trace("a", String(n), [1]));
    const table = tableOf(counts.map((n) => [{ switches: n }, { switches: 2 * n }]));
    const interval = (seed: number) =>
      metric(summarise(plan({ seed, traces }), table), "bb", "switches").interval;
    expect(interval(1)).toEqual(interval(1));
    expect(interval(2)).not.toEqual(interval(1));
  });

  it("an arm against itself differs by nothing", () => {
    const twins = plan({ arms: [arm("bb"), arm("twin")] });
    const units = [3, 1, 4].map((n) => [{ switches: n }, { switches: n }]);
    expect(difference(summarise(twins, tableOf(units)), "switches")).toMatchObject({
      mean: 0,
      interval: [0, 0],
    });
  });

  it("the same table and seed give the same intervals", () => {
    const table = tableOf([5, 9, 2].map((n) => [{ switches: n }, { switches: n + (n % 4) }]));
    expect(summarise(plan(), table)).toEqual(summarise(plan(), table));
  });

  it("an arm of clients is the mean of all their sessions, and has each client's own", () => {
    const shared = plan({ arms: [arm("bb"), group("both", "bb", "throughput")] });
    const widths = columnsOf(shared).map((column) => column.name);
    const units = [1, 2, 3].map((n) => [{ switches: 10 }, { switches: n }, { switches: 3 * n }]);
    const summary = summarise(shared, tableOf(units, widths));
    expect(metric(summary, "both", "switches")).toMatchObject({ n: 6, mean: 4 });
    expect(difference(summary, "switches")).toMatchObject({ policy: "both", mean: -6 });
    const clients = summary.arms[1]!.clients!;
    expect(clients.map(({ client }) => client)).toEqual(["bb 1", "throughput 2"]);
    expect(clients.map(({ metrics }) => metrics.find((one) => one.metric === "switches")!.mean)).toEqual([
      2, 6,
    ]);
    expect(clients[0]!.counts.completed).toBe(3);
    expect(summary.arms[0]).not.toHaveProperty("clients");
  });

  it("an arm that never has a value does not keep the others from having a mean", () => {
    const units = [1, 2].map((n) => [{ startup_s: undefined }, { startup_s: n }]);
    const summary = summarise(plan(), tableOf(units));
    expect(metric(summary, "bb", "startup_s").mean).toBeUndefined();
    expect(metric(summary, "throughput", "startup_s")).toMatchObject({ n: 2, mean: 1.5 });
    expect(difference(summary, "startup_s").mean).toBeUndefined();
  });

  it("a pair of clients beside one client is one pair, as the tests see it", () => {
    const traces = Array.from({ length: 12 }, (_, n) => trace("a", String(n), [1]));
    const base = plan({
      ...{ traces, arms: [arm("bb"), group("pair", "bb", "bb")] },
      compare: { control: "bb", metrics: ["stall_s"] },
    });
    // Traces differ by far more than arms: 1 s worse on each.
    const units = traces.map((_, n) => [
      { stall_s: 40 * n },
      { stall_s: 40 * n + 1 },
      { stall_s: 40 * n + 1 },
    ]);
    const { verdicts } = summarise(
      base,
      tableOf(
        units,
        columnsOf(base).map(({ name }) => name),
      ),
    );
    expect(verdicts[0]!.overall).toMatchObject({ difference: 1, finding: "worse", losses: 12 });
    expect(verdicts[0]!.overall.p).toBeCloseTo(2 / 2 ** 12, 12);
  });
});
