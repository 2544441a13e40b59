import { describe, expect, it } from "vitest";
import { contract } from "../../../src/contract/index.js";
import { checkPolicyRules } from "../../../src/experiment/policy-check/check.js";
import { type PolicyOnTrial, policyOnTrial } from "../../../src/experiment/policy-check/subject.js";
import { checkWholeSessions } from "../../../src/experiment/policy-check/whole-sessions.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { always } from "../../support/plain.js";

const bases = { base: ".", cwd: "." };
const onTrial = (factory: PolicyFactory, oracle = false): PolicyOnTrial => ({
  label: "suspect",
  options: {},
  subject: { factory, oracle },
  usedAtLoad: new Map(),
  locate: () => undefined,
});

describe("checkPolicyRules", () => {
  it("tries every rule of the contract, the code, and whole sessions", async () => {
    const checked = [...checkPolicyRules(await policyOnTrial("bb", {}, bases), { runs: 5, seed: 1 })];
    expect(checked.map(({ rule }) => rule)).toEqual([
      ...contract.map(({ name }) => name),
      "self-contained",
      "sessions",
    ]);
    expect(checked.filter(({ status }) => status === "broken")).toEqual([]);
  });

  it("a broken rule names a seed and a path that try it alone, in that session", () => {
    const policy = onTrial(always(3));
    const [legal] = checkPolicyRules(policy, { runs: 50, seed: 4 });
    expect(legal).toMatchObject({ rule: "legal", status: "broken", replay: { seed: 4 } });
    const again = [...checkPolicyRules(policy, { runs: 1, ...legal!.replay! })];
    expect(again).toEqual([legal]);
  });

  it("levels beyond what the player allows are against advice: it takes the nearest that it allows", () => {
    const top: PolicyFactory = (_, { levels }) => ({
      name: "top",
      decide: () => ({ level: levels.length - 1 }),
    });
    const checked = [...checkPolicyRules(onTrial(top), { runs: 50, seed: 4 })];
    const others = checked.filter(({ status }) => status !== "kept" && status !== "not claimed");
    expect(others).toMatchObject([{ rule: "allowed", status: "against advice", replay: { seed: 4 } }]);
  });

  it.each([
    ["nonsense", /--path: expected a path as a broken rule gives it.*Copy it/],
    ["legl:0:1", /got legl:0:1\. Did you mean "legal"\?/],
    ["legal:0:99999:0", /got legal:0:99999:0\. Copy it/],
  ])("a path such as %s is refused", (path, message) => {
    expect(() => [...checkPolicyRules(onTrial(always(0)), { runs: 1, seed: 1, path })]).toThrow(message);
  });
});

describe("policyOnTrial", () => {
  it("makes estimators of their names", async () => {
    const { subject } = await policyOnTrial("ewma", { estimator: "sliding-mean" }, bases);
    expect(subject.options).toMatchObject({ estimator: expect.any(Function) });
  });

  it("tells oracles the future", async () => {
    expect((await policyOnTrial("bb", {}, bases)).subject.oracle).toBe(false);
    expect((await policyOnTrial("oracle-mpc", {}, bases)).subject.oracle).toBe(true);
  });

  it.each([
    [
      "bbb",
      {},
      /policy: expected a known policy or the path of a policy file, got "bbb"\. Did you mean "bb"\?/,
    ],
    ["bb", { reservoir: -1 }, /options\.reservoir: expected a number of 0 or more, got -1/],
    ["./none.ts", {}, /\.\/none\.ts: expected a policy file, got nothing of that name/],
  ])("refuses %s with %j", async (use, options, message) => {
    await expect(policyOnTrial(use, options, bases)).rejects.toThrow(message);
  });
});

describe("whole sessions", () => {
  it("are played to their end by a policy that decides anything", () => {
    expect(checkWholeSessions(onTrial(always(0))).status).toBe("kept");
  });

  it.each<[string, PolicyFactory, RegExp, RegExp]>([
    [
      "throws late",
      () => ({
        name: "p",
        decide(o) {
          if (o.segment.index > 40) throw new Error("late");
          return { level: 0 };
        },
      }),
      /^failed at segment 41: decide\(\) threw Error: late$/,
      /^suspect on trace 3g-commute\/3g-commute-01\.csv, 5 levels in segments of 2 s$/,
    ],
    [
      "abandons for ever",
      () => ({
        name: "p",
        decide: (o) => ({ level: o.allowed[1] }),
        onProgress: () => ({ abandonTo: 0 }),
      }),
      /^left the session starved/,
      /, abandonment on$/,
    ],
  ])("are broken by a policy that %s", (_, factory, problem, session) => {
    const checked = checkWholeSessions(onTrial(factory));
    expect(checked.status).toBe("broken");
    expect(checked.problem).toMatch(problem);
    expect(checked.session?.[0]).toMatch(session);
  });
});
