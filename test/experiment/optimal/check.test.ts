import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { checkOptimum, refuseNotAdditive } from "../../../src/experiment/optimal/check.js";
import type { KeyPath } from "../../../src/experiment/scenario/index.js";
import { arm, group, plan, qoe } from "../plans.js";

const where = (key: KeyPath) => `file: ${key.join(".")}`;
const problemOf = (check: () => void): string => {
  try {
    check();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "none";
};

describe("optima are refused in one line", () => {
  it("where no QoE model is a sum over segments, with each one's reason", () => {
    const message = problemOf(() => checkOptimum(plan({ qoe: qoe("composite") }), where));
    expect(message).toBe(
      "file: qoe: expected a QoE model that is a sum over segments, got composite (it divides stall time by the time played, caps each term and counts stalls). Take one that is, such as linear",
    );
  });

  it("where a model that is no sum was asked for by name", () => {
    expect(problemOf(() => refuseNotAdditive(["linear", "composite"], "--qoe"))).toMatch(
      /^--qoe: .* got composite \(/,
    );
    expect(problemOf(() => refuseNotAdditive(["linear", "./mine.ts"], "--qoe"))).toMatch(
      /^--qoe: .* got \.\/mine\.ts \(of a model of one's own that is not known\)/,
    );
    expect(problemOf(() => refuseNotAdditive(["linear", "no-such"], "--qoe"))).toBe("none");
  });

  it("where clients share a link", () => {
    const message = problemOf(() => checkOptimum(plan({ arms: [arm("a"), group("b", "bb", "bb")] }), where));
    expect(message).toMatch(/^file: policies.1: expected an arm whose optimum can be found, got clients \(/);
  });

  it("where a setting is not covered, naming it", () => {
    const one = arm("a");
    const [player] = one.players;
    const settings = { ...player!.settings, viewer: { leaveAt: 3 } };
    const arms = [{ ...one, players: [{ ...player!, settings }] }];
    expect(problemOf(() => checkOptimum(plan({ arms }), where))).toMatch(
      /^file: policies.0: .* got viewer.leaveAt \(.*\)\. Leave that out, or the arm$/,
    );
  });

  it("and not where some model is a sum and all players are covered", () => {
    expect(problemOf(() => checkOptimum(plan(), where))).toBe("none");
  });
});
