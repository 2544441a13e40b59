import { describe, expect, it } from "vitest";
import { checkPolicy } from "../../../src/experiment/planning/check-policy.js";

const where = (...key: string[]) => `s.yaml:3: ${key.join(".")}`;
const check = (use: string, options: object = {}) => checkPolicy({ use, options: { ...options } }, where);

describe("checkPolicy", () => {
  it("accepts a policy of the library, an estimator by name, and any policy file", () => {
    check("hysteresis", { sampleCount: 3, estimator: "harmonic-mean" });
    check("hysteresis", { estimator: { use: "harmonic-mean", sampleCount: 3 } });
    check("./mine.ts", { anything: "goes" });
  });

  it.each([
    [
      "hysteresys",
      {},
      's.yaml:3: use: expected a known policy or the path of a policy file, got "hysteresys"',
    ],
    [
      "hysteresis",
      { sampels: 3 },
      's.yaml:3: options.sampels: expected an option of hysteresis, got "sampels"',
    ],
    [
      "hysteresis",
      { sampleCount: 0 },
      "s.yaml:3: options.sampleCount: expected a whole number of 1 or more, got 0",
    ],
    [
      "hysteresis",
      { estimator: "harmonic-maen" },
      's.yaml:3: options.estimator: expected a known estimator, got "harmonic-maen". Did you mean "harmonic-mean"?',
    ],
    [
      "hysteresis",
      { estimator: { use: "harmonic-maen" } },
      's.yaml:3: options.estimator.use: expected a known estimator, got "harmonic-maen". Did you mean "harmonic-mean"?',
    ],
    [
      "hysteresis",
      { estimator: { use: "harmonic-mean", sampleCuont: 3 } },
      's.yaml:3: options.estimator.sampleCuont: expected an option of harmonic-mean, got "sampleCuont". Did you mean "sampleCount"?',
    ],
    [
      "hysteresis",
      { estimator: { use: "harmonic-mean", sampleCount: 1.5 } },
      "s.yaml:3: options.estimator.sampleCount: expected a whole number of 1 or more, got 1.5",
    ],
    [
      "hysteresis",
      { estimator: { sampleCount: 3 } },
      's.yaml:3: options.estimator: expected an estimator: its name, or { use: name, ...its options }, got {"sampleCount":3}',
    ],
  ])("of %s with %j says where, what and what instead", (use, options, message) => {
    expect(() => check(use, options)).toThrow(message);
  });
});
