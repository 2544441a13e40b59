import { describe, expect, it } from "vitest";
import {
  abandonmentProblem,
  DECISION_KEYS,
  decisionProblem,
  policyProblem,
  shownValue,
} from "../../src/model/policy-problems.js";

describe("decisionProblem", () => {
  it.each([
    [undefined, "decide() returned nothing: expected { level } with a level from 0 to 3"],
    [null, "decide() returned null: expected { level } with a level from 0 to 3"],
    [2, "decide() returned 2: expected { level } with a level from 0 to 3"],
    [
      Promise.resolve({ level: 1 }),
      "decide() returned a promise: expected { level } at once, so decide cannot be async",
    ],
    [{}, "decide() returned no level: expected an integer from 0 to 3"],
    [{ level: "1" }, 'decide() returned level "1": expected an integer from 0 to 3'],
    [{ level: 1.5 }, "decide() returned level 1.5: expected an integer from 0 to 3"],
    [{ level: 4 }, "decide() returned level 4: expected an integer from 0 to 3"],
    [{ level: -1 }, "decide() returned level -1: expected an integer from 0 to 3"],
    [
      { level: 0, waitSeconds: "3" },
      'decide() returned waitSeconds "3": expected a number of seconds from 0 to 86400',
    ],
    [
      { level: 0, waitSeconds: 86_401 },
      "decide() returned waitSeconds 86401: expected a number of seconds from 0 to 86400",
    ],
    [
      { level: 0, replaceFrom: null },
      "decide() returned replaceFrom null: expected a media time of 0 seconds or more",
    ],
    [{ level: 0, reason: {} }, "decide() returned reason an object: expected a text"],
    [
      { level: 0, estimate: Number.POSITIVE_INFINITY },
      "decide() returned estimate Infinity: expected a number of bits per second, 0 or more",
    ],
  ])("of %j", (answer, problem) => {
    expect(decisionProblem(answer, 4)).toBe(problem);
  });

  it("is none of a legal decision, parts left out or not", () => {
    const whole = { level: 3, waitSeconds: 86_400, replaceFrom: 0, reason: "", estimate: 0 };
    expect(decisionProblem(whole, 4)).toBeUndefined();
    expect(decisionProblem({ level: 0, waitSeconds: undefined, estimate: undefined }, 4)).toBeUndefined();
    expect(Object.keys(whole)).toEqual(DECISION_KEYS);
  });
});

describe("abandonmentProblem", () => {
  it.each([
    [3, "onProgress() returned 3: expected { abandonTo } with a level from 0 to 3, or nothing"],
    [
      Promise.resolve(),
      "onProgress() returned a promise: expected { abandonTo } with a level from 0 to 3, or nothing, at once",
    ],
    [{}, "onProgress() returned no abandonTo: expected an integer from 0 to 3"],
    [{ abandonTo: "0" }, 'onProgress() returned abandonTo "0": expected an integer from 0 to 3'],
    [{ abandonTo: 4 }, "onProgress() returned abandonTo 4: expected an integer from 0 to 3"],
    [{ abandonTo: 3 }, undefined],
    [undefined, undefined],
  ])("of %j", (answer, problem) => {
    expect(abandonmentProblem(answer, 4)).toBe(problem);
  });
});

describe("policyProblem", () => {
  const decide = () => ({ level: 0 });
  it.each([
    [undefined, "the factory returned nothing: expected a policy, { decide }"],
    ["bb", 'the factory returned "bb": expected a policy, { decide }'],
    [Promise.resolve({ decide }), "the factory returned a promise: it cannot be async"],
    [{}, "the factory returned a policy without decide: expected a function"],
    [{ decide: 3 }, "the factory returned a policy whose decide is 3: expected a function"],
    [{ decide, onIdle: {} }, "the factory returned a policy whose onIdle is an object: expected a function"],
    [{ decide }, undefined],
  ])("of %j", (policy, problem) => {
    expect(policyProblem(policy)).toBe(problem);
  });
});

it.each([
  [Object.create(null), "an object"],
  [[1, 2], "an array"],
  [3n, "3n"],
  [Symbol("s"), "Symbol(s)"],
  ["x".repeat(50), `"${"x".repeat(40)}"`],
])("shownValue has words for anything: %#", (value, words) => {
  expect(shownValue(value)).toBe(words);
});
