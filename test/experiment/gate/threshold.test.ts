import { describe, expect, it } from "vitest";
import { TARGET_SETS } from "../../../src/experiment/gate/targets.js";
import { checkThreshold, parseThreshold } from "../../../src/experiment/gate/threshold.js";
import { SESSION_COLUMNS } from "../../../src/metrics/catalogue.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { handMadeResults } from "../../support/results.js";

/** What throws at once, as what is awaited. */
const promised = async (work: () => unknown): Promise<unknown> => work();

/** Delays of 0, 1, ... 20 s under one arm, ten times that under the other; one session of it starved. */
const results = handMadeResults({
  sets: { a: 21 },
  arms: {
    bola: (n) => ({ delay_s: n, stall_s: n, played_s: 100 }),
    "bb: fast": (n) => ({ delay_s: 10 * n, score: undefined, status: n === 0 ? "starved" : "completed" }),
  },
});
const figuresOf = (text: string) =>
  checkThreshold(results, parseThreshold(text, results, "--threshold")).map(({ value }) => value);

describe("a threshold's figure", () => {
  it.each([
    ["delay_s<5", [10, 100]],
    ["delay_s.mean<5", [10, 100]],
    ["delay_s.median<5", [10, 100]],
    ["delay_s.min<5", [0, 0]],
    ["delay_s.max<5", [20, 200]],
    ["delay_s.p95<5", [19, 190]],
    ["delay_s.p99_5 < 5", [19.9, 199]],
    ["errors<0.1%", [0, 1 / 21]],
    ["score>0", [0, undefined]],
  ])("%s", (text, values) => {
    figuresOf(text).forEach((value, arm) => {
      if (values[arm] === undefined) expect(value).toBeUndefined();
      else expect(value).toBeCloseTo(values[arm]!, 9);
    });
  });

  it("of a ratio is the ratio of sums, and its percentiles are those of sessions", () => {
    expect(figuresOf("stall_ratio<1")[0]).toBeCloseTo(210 / (2100 + 210), 12);
    expect(figuresOf("stall_ratio.max<1")[0]).toBe(0);
  });
});

describe("a threshold", () => {
  const outcomes = (text: string) =>
    checkThreshold(results, parseThreshold(text, results, "--threshold")).map(({ outcome }) => outcome);

  it("holds or not, with or without its limit", () => {
    expect(outcomes("delay_s<10")).toEqual(["fail", "fail"]);
    expect(outcomes("delay_s<=10")).toEqual(["pass", "fail"]);
    expect(outcomes("delay_s>10")).toEqual(["fail", "pass"]);
    expect(outcomes("delay_s >= 1e1")).toEqual(["pass", "pass"]);
    expect(outcomes("errors<5%")).toEqual(["pass", "pass"]);
  });

  it("fails where no session has a value", () => expect(outcomes("score>=0")).toEqual(["pass", "fail"]));

  it("may be of one policy, whose name may hold a colon", () => {
    const [check, ...others] = checkThreshold(
      results,
      parseThreshold("bb: fast: delay_s.max<=200", results, "--threshold"),
    );
    expect(others).toEqual([]);
    expect(check).toMatchObject({ policy: "bb: fast", threshold: "delay_s.max<=200", outcome: "pass" });
  });

  it.each([
    [
      "stall_ratio",
      'expected a threshold such as stall_ratio.p95<0.005 or completion>80%, got "stall_ratio"',
    ],
    ["stal_ratio<1", 'expected a metric of the results, got "stal_ratio". Did you mean "stall_ratio"?'],
    ["delay_s.p101<1", 'expected mean, median, min, max or p95 and the like, got "p101"'],
    ["delay_s.avg<1", 'expected mean, median, min, max or p95 and the like, got "avg"'],
    ["errors.p95<1", "expected errors alone, got errors.p95"],
    ["bela: delay_s<1", 'expected a policy of the results, got "bela"'],
  ])("%s is none", async (text, message) => {
    const error = await inputErrorOf(promised(() => parseThreshold(text, results, "--threshold")));
    expect(error.message).toContain(message);
  });
});

it("target sets are limits on columns that every run has", () => {
  const columns = SESSION_COLUMNS.map(({ read, ...column }) => column);
  for (const { thresholds } of Object.values(TARGET_SETS))
    for (const text of thresholds)
      expect(parseThreshold(text, { columns, arms: [] }, "targets").text).toBe(text);
});
