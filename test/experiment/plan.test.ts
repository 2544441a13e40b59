import { describe, expect, it } from "vitest";
import {
  columnsOf,
  identityOf,
  seatsByArm,
  seatsOf,
  sessionCount,
  unitAt,
  unitCount,
  usualMetrics,
  videoPlace,
} from "../../src/experiment/plan.js";
import { arm, group, plan, video } from "./plans.js";

const wide = plan({
  replicates: 2,
  videos: [video("v", 3), video("w", 3)],
  arms: [arm("both", "bb", [0, 1]), arm("one", "bb", [1])],
});

const alone = (arm: number) => ({ arm, player: 0 });

describe("units of a plan", () => {
  it("are every trace, position and replicate once, replicates first", () => {
    const units = Array.from({ length: unitCount(wide) }, (_, index) => unitAt(wide, index));
    expect(units).toHaveLength(3 * 2 * 2);
    expect(units.slice(0, 5)).toEqual([
      { trace: 0, position: 0, replicate: 0 },
      { trace: 0, position: 0, replicate: 1 },
      { trace: 0, position: 1, replicate: 0 },
      { trace: 0, position: 1, replicate: 1 },
      { trace: 1, position: 0, replicate: 0 },
    ]);
    expect(new Set(units.map((unit) => JSON.stringify(unit))).size).toBe(units.length);
  });

  it("pair arms by the position of their videos; an arm without one takes no part", () => {
    expect(videoPlace(wide, alone(0), unitAt(wide, 0))).toBe(0);
    expect(videoPlace(wide, alone(1), unitAt(wide, 0))).toBe(1);
    expect(videoPlace(wide, alone(1), unitAt(wide, 2))).toBeUndefined();
    expect(sessionCount(wide)).toBe(3 * 2 * (2 + 1));
  });

  it("identify their sessions", () => {
    expect(identityOf(wide, alone(1), unitAt(wide, 5))).toEqual({
      scenario: "test",
      policy: "one",
      traceSet: "a",
      trace: "a/2",
      video: "w",
      replicate: 1,
      seed: 3,
    });
    expect(() => identityOf(wide, alone(1), unitAt(wide, 2))).toThrow(RangeError);
  });
});

describe("an arm of several clients", () => {
  const shared = plan({ arms: [arm("alone"), group("both", "bb", "throughput")] });

  it("has a seat and a session for each", () => {
    expect(seatsOf(shared)).toEqual([
      { arm: 0, player: 0 },
      { arm: 1, player: 0 },
      { arm: 1, player: 1 },
    ]);
    expect(seatsByArm(shared)).toEqual([[0], [1, 2]]);
    expect(sessionCount(shared)).toBe(3 * 3);
  });

  it("names the client in each session's identity, and only there", () => {
    expect(identityOf(shared, { arm: 1, player: 1 }, unitAt(shared, 0))).toMatchObject({
      policy: "both",
      client: "throughput 2",
    });
    expect(identityOf(shared, { arm: 0, player: 0 }, unitAt(shared, 0))).not.toHaveProperty("client");
  });

  it("brings the column of fairness, before the QoE models", () => {
    const names = columnsOf(shared).map((column) => column.name);
    expect(names.slice(-3)).toEqual(["jain_bitrate", "qoe_composite", "qoe_linear"]);
    expect(columnsOf(plan()).map((column) => column.name)).not.toContain("jain_bitrate");
  });
});

describe("usualMetrics", () => {
  it("are the QoE models, the figures that explain them, and what mechanisms and clients bring", () => {
    expect(usualMetrics(plan())).toEqual([
      ...[
        "qoe_composite",
        "qoe_linear",
        "mean_bitrate_kbps",
        "stall_ratio",
        "stall_s",
        "switches",
        "startup_s",
      ],
    ]);
    const priced = arm("priced");
    const settings = { ...priced.players[0]!.settings, cost: { usdPerGB: 1 } };
    const arms = [{ ...priced, players: [{ ...priced.players[0]!, settings }] }, group("both", "bb", "bb")];
    expect(usualMetrics(plan({ arms })).slice(-3)).toEqual(["cost_usd", "cost_usd_per_hour", "jain_bitrate"]);
  });
});

describe("columnsOf", () => {
  it("are the session's metrics, then a column a QoE model", () => {
    const names = columnsOf(plan()).map((column) => column.name);
    expect(names[0]).toBe("startup_s");
    expect(names.slice(-2)).toEqual(["qoe_composite", "qoe_linear"]);
  });
});
