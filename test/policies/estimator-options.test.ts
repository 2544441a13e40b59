import { describe, expect, it } from "vitest";
import type { EstimatorFactory } from "../../src/estimators/estimator.js";
import { estimators } from "../../src/estimators/registry.js";
import { checkOptions } from "../../src/policies/check-options.js";
import {
  estimatorsChosen,
  readEstimatorChoice,
  withEstimators,
} from "../../src/policies/estimator-options.js";
import { policies } from "../../src/policies/registry.js";
import { contextWith, ladder, observationWith, tell } from "./stage.js";

const takers = policies.filter(({ kinds }) => kinds["estimator"] === "estimator");

describe("readEstimatorChoice", () => {
  it("reads a name, and a name with options", () => {
    expect(readEstimatorChoice("harmonic-mean")).toEqual({ use: "harmonic-mean", options: {} });
    expect(readEstimatorChoice({ use: "harmonic-mean", sampleCount: 3 })).toEqual({
      use: "harmonic-mean",
      options: { sampleCount: 3 },
    });
  });

  it.each([[5], [null], [undefined], [{ sampleCount: 3 }], [{ use: 3 }], [["harmonic-mean"]], [() => 0]])(
    "reads nothing from %j",
    (written) => {
      expect(readEstimatorChoice(written)).toBeUndefined();
    },
  );
});

describe("withEstimators", () => {
  it("gives the options themselves where none chooses an estimator", () => {
    const made: EstimatorFactory = () => ({ add() {}, estimate: () => 1 });
    for (const options of [{}, { sampleCount: 3 }, { estimator: undefined }, { estimator: made }])
      expect(withEstimators("hysteresis", options)).toBe(options);
    const text = { startName: "sliding-mean" };
    expect(withEstimators("buffer", text)).toBe(text);
  });

  it("replaces what is chosen by a factory, and nothing else", () => {
    const options = { sampleCount: 3, estimator: { use: "sliding-mean", sampleCount: 2 } };
    const { estimator, ...rest } = withEstimators("hysteresis", options) as Record<string, unknown>;
    expect(rest).toEqual({ sampleCount: 3 });
    const made = (estimator as EstimatorFactory)({ segmentDuration: 4 });
    for (const bits of [1000, 3000, 5000]) made.add({ start: 0, firstByte: 0, end: 1, bits, level: 0 });
    expect(made.estimate()).toBe(4000);
    expect(options.estimator).toEqual({ use: "sliding-mean", sampleCount: 2 });
  });

  it("knows no other estimators than the registry's", () => {
    expect(() => withEstimators("hysteresis", { estimator: "constructor" })).toThrow(RangeError);
  });
});

describe("estimatorsChosen", () => {
  it("names what the options choose", () => {
    expect(estimatorsChosen("hysteresis", { estimator: "sabre-ewma" })).toEqual(["sabre-ewma"]);
    expect(estimatorsChosen("hysteresis", { estimator: { use: "sabre-ewma" } })).toEqual(["sabre-ewma"]);
    expect(estimatorsChosen("hysteresis", { sampleCount: 3 })).toEqual([]);
    expect(estimatorsChosen("nobody", { estimator: "sabre-ewma" })).toEqual([]);
  });
});

describe("checkOptions of an estimator", () => {
  const check = (estimator: unknown) => checkOptions("hysteresis", { estimator });
  const known = estimators.map(({ name }) => name);

  it("accepts every estimator with its defaults, and a factory", () => {
    for (const { name, defaults } of estimators) {
      expect(check(name)).toBeUndefined();
      expect(check({ use: name, ...defaults })).toBeUndefined();
    }
    expect(check(() => ({ add() {}, estimate: () => 1 }))).toBeUndefined();
    expect(check(undefined)).toBeUndefined();
  });

  it("names the estimators for an unknown one, and the place", () => {
    const problem = { kind: "unknown estimator", name: "mean", known };
    expect(check("mean")).toEqual({ ...problem, path: ["estimator"] });
    expect(check({ use: "mean" })).toEqual({ ...problem, path: ["estimator", "use"] });
    expect(check("constructor")).toMatchObject({ kind: "unknown estimator" });
  });

  it("names the estimator's options for one that it lacks", () => {
    expect(check({ use: "sliding-mean", sampels: 3 })).toEqual({
      kind: "unknown option",
      option: "sampels",
      known: ["sampleCount", "measure"],
      within: { option: "estimator", estimator: "sliding-mean" },
    });
  });

  it("refuses an option of the wrong kind", () => {
    expect(check({ use: "sliding-mean", sampleCount: 0 })).toEqual({
      kind: "wrong value",
      option: "sampleCount",
      expected: "a whole number of 1 or more",
      received: 0,
      within: { option: "estimator", estimator: "sliding-mean" },
    });
    expect(check({ use: "sliding-mean", measure: "guess" })).toMatchObject({
      expected: "one of request, transfer",
    });
  });

  it.each([[5], [null], [{ sampleCount: 3 }], [[]]])("refuses %j", (received) => {
    expect(check(received)).toEqual({
      kind: "wrong value",
      option: "estimator",
      expected: "an estimator: its name, or { use: name, ...its options }",
      received,
    });
  });

  it("takes no estimator where a policy has no such option", () => {
    expect(checkOptions("bb", { estimator: "sliding-mean" })).toMatchObject({ kind: "unknown option" });
  });
});

describe.each(takers)("$name", ({ name, factory }) => {
  const levels = ladder(300, 600, 1200, 2400);

  it.each(estimators)("composes with $name", ({ name: estimator }) => {
    const options = withEstimators(name, { estimator });
    const policy = factory(options, contextWith(levels, { random: () => 0.5 }));
    for (const lastLevel of [undefined, 0, 1]) {
      const { level } = policy.decide(observationWith(levels, { lastLevel }));
      expect(levels[level]).toBeDefined();
      tell(policy, levels, [900, 1000, 1100]);
    }
  });
});
