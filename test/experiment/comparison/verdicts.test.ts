import { describe, expect, it } from "vitest";
import { againstControl, type ComparisonDesign } from "../../../src/experiment/comparison/design.js";
import { summarise } from "../../../src/experiment/comparison/summarise.js";
import type { Verdict } from "../../../src/model/verdicts.js";
import { randomStream } from "../../../src/random.js";
import { type HandMade, handMadeResults } from "../../support/results.js";

/** A number from -1 to 1 that looks like chance and is the same each time. */
const noise = (...names: (string | number)[]) => 2 * randomStream("noise", ...names)() - 1;

function verdictOf(made: HandMade, design: Partial<ComparisonDesign> = {}): Verdict {
  const results = handMadeResults(made);
  const control = results.arms[0]!.name;
  const contrasts = againstControl(results.arms, control);
  const summary = summarise(results, { metrics: ["score"], control, contrasts, ...design });
  expect(summary.verdicts).toHaveLength(contrasts.length * (design.metrics ?? ["score"]).length);
  return summary.verdicts[0]!;
}

/** Two arms whose scores differ by `effect`, give or take `spread`, on traces that differ by far more. */
const pair = (effect: number, spread: number, traces = 40): HandMade => ({
  sets: { a: traces },
  arms: {
    old: (trace) => ({ score: 100 + 20 * noise("trace", trace) }),
    new: (trace) => ({ score: 100 + 20 * noise("trace", trace) + effect + spread * noise("arm", trace) }),
  },
});

describe("a verdict", () => {
  it("is better where the arm is, with its evidence", () => {
    const verdict = verdictOf(pair(4, 3));
    const { overall } = verdict;
    expect(verdict).toMatchObject({ policy: "new", control: "old", metric: "score", decision: "roll out" });
    expect(overall).toMatchObject({ finding: "better", pairs: 40, traces: 40 });
    expect(overall.difference).toBeCloseTo(4, 0);
    expect(overall.relative).toBeCloseTo(overall.difference! / 100, 2);
    expect(overall.wins + overall.ties + overall.losses).toBe(40);
    expect(overall.wins).toBeGreaterThan(35);
    expect(overall.p).toBeLessThan(0.001);
    expect(overall.pWilcoxon).toBeLessThan(0.001);
    expect(overall.effectSize).toBeGreaterThan(1);
    expect(overall.interval![0]).toBeGreaterThan(0);
    expect(overall.interval90![0]).toBeGreaterThan(overall.interval![0]);
    expect(verdict.margin).toBeCloseTo(2, 0);
  });

  it("is worse where the arm is", () => expect(verdictOf(pair(-4, 3)).overall.finding).toBe("worse"));

  it("of a metric where less is better goes the other way, and so do wins", () => {
    const slower: HandMade = {
      sets: { a: 20 },
      arms: {
        old: (trace) => ({ delay_s: 2 + noise(trace) }),
        new: (trace) => ({ delay_s: 3 + noise(trace) + 0.1 * noise("n", trace) }),
      },
    };
    const { overall } = verdictOf(slower, { metrics: ["delay_s"] });
    expect(overall).toMatchObject({ finding: "worse", wins: 0, losses: 20 });
  });

  it("of a metric without direction is higher or lower", () => {
    const more: HandMade = {
      sets: { a: 20 },
      arms: { old: (n) => ({ bytes: 100 + n }), new: (n) => ({ bytes: 200 + n + noise(n) }) },
    };
    expect(verdictOf(more, { metrics: ["bytes"] })).toMatchObject({
      decision: "keep",
      overall: { finding: "higher", wins: 20 },
    });
  });

  it("is not to roll out for a shown difference of 2 % or less", () => {
    const verdict = verdictOf(pair(1.5, 1));
    expect(verdict).toMatchObject({ overall: { finding: "better" }, decision: "keep" });
  });

  it("says the same where no trace differs, and rounding is no difference", () => {
    const alike = pair(0, 0);
    expect(verdictOf(alike).overall).toMatchObject({ finding: "same", interval: [0, 0], ties: 40 });
    expect(verdictOf(pair(1e-11, 0)).overall).toMatchObject({ finding: "same", difference: 0 });
  });

  it("says equivalent where whatever there is lies within the margin, and what margin that is", () => {
    const small = pair(0, 1);
    expect(verdictOf(small).overall.finding).toBe("equivalent");
    expect(verdictOf(small, { margins: { score: 0.01 } }).overall.finding).toBe("no difference shown");
  });

  it("says what could have been shown where nothing is", () => {
    const { overall } = verdictOf(pair(0, 30));
    expect(overall.finding).toBe("no difference shown");
    // (1.96 + 0.84) standard errors of 30 x uniform(-1, 1) over 40 traces.
    expect(overall.detectable).toBeCloseTo(2.8 * (30 / Math.sqrt(3) / Math.sqrt(40)), -1);
  });

  it("is never more than that there are too few traces where there is one", () =>
    expect(verdictOf(pair(50, 0, 1)).overall).toMatchObject({
      finding: "too few traces",
      interval: undefined,
    }));

  it("counts replicates as one trace, not as many", () => {
    const once = verdictOf(pair(4, 3, 12)).overall;
    const often = verdictOf({ ...pair(4, 3, 12), replicates: 30 }).overall;
    expect(often).toMatchObject({ pairs: 360, traces: 12, p: once.p });
    expect(often.interval![0]).toBeCloseTo(once.interval![0], 9);
  });

  it("corrects for all that is compared: one of many arms that stands out by chance does not", () => {
    const single = verdictOf(pair(0.55, 4)).overall;
    expect(single.p).toBeLessThan(0.05);
    const crowd = Object.fromEntries(
      Array.from({ length: 19 }, (_, n) => [
        `other ${n}`,
        (trace: number) => ({ score: 100 + 20 * noise("trace", trace) + 4 * noise("crowd", n, trace) }),
      ]),
    );
    const { arms, ...rest } = pair(0.55, 4);
    const many = verdictOf({ ...rest, arms: { ...arms, ...crowd } }).overall;
    expect(many.p).toBe(single.p);
    expect(many.pAdjusted).toBeGreaterThan(0.05);
    expect(many.finding).not.toBe("better");
  });
});

describe("sets of traces", () => {
  const opposite: HandMade = {
    sets: { fast: 15, slow: 15 },
    arms: {
      old: () => ({ score: 100 }),
      new: (trace) => ({ score: 100 + (trace < 15 ? 10 : -10) + noise(trace) }),
    },
  };
  it("have verdicts of their own beside the whole, which says where it hides opposites", () => {
    const verdict = verdictOf(opposite);
    expect(verdict.sets.map(({ set, evidence }) => [set, evidence.finding, evidence.traces])).toEqual([
      ["fast", "better", 15],
      ["slow", "worse", 15],
    ]);
    expect(verdict.overall.finding).not.toBe("better");
    expect(verdict.cautions).toContainEqual({ kind: "opposite sets", better: ["fast"], worse: ["slow"] });
  });

  it("count as much as their weights say", () => {
    const verdict = verdictOf(opposite, { weights: { fast: 3 } });
    // (3 x 10 - 1 x 10) / 4
    expect(verdict.overall.difference).toBeCloseTo(5, 0);
    expect(verdict.overall.finding).toBe("better");
  });

  it("are none where there is but one", () => expect(verdictOf(pair(1, 1)).sets).toEqual([]));
});

describe("cautions", () => {
  const kinds = ({ cautions }: Verdict) => cautions.map(({ kind }) => kind);

  it("few traces", () =>
    expect(verdictOf(pair(4, 3, 9)).cautions).toContainEqual({ kind: "few traces", traces: 9, needed: 10 }));

  it("few traces differ, as where hardly any stalls", () => {
    const stalls: HandMade = {
      sets: { a: 50 },
      arms: {
        old: () => ({ stall_s: 0, played_s: 100 }),
        new: (trace) => ({ stall_s: trace < 4 ? 10 : 0, played_s: 100 }),
      },
    };
    const verdict = verdictOf(stalls, { metrics: ["stall_ratio"] });
    expect(verdict.cautions).toContainEqual({ kind: "few traces differ", differing: 4, traces: 50 });
    // 40 s of stalls in 5,000 s of playing, not the mean of the ratios.
    expect(verdict.overall.difference).toBeCloseTo(40 / 5040, 12);
  });

  it("mean and ranks disagree, where a few large differences blur what most traces say", () => {
    const skewed: HandMade = {
      sets: { a: 40 },
      arms: {
        old: () => ({ score: 100 }),
        new: (trace) => ({ score: 100 + (trace < 3 ? -80 : 3 + noise(trace)) }),
      },
    };
    expect(kinds(verdictOf(skewed))).toContain("mean and ranks disagree");
  });

  it("none where there is nothing to mind", () => expect(kinds(verdictOf(pair(4, 3)))).toEqual([]));
});

describe("sessions that are missing", () => {
  it("are no improvement: an arm that fails where the control does not is not to roll out", () => {
    const risky: HandMade = {
      sets: { a: 40 },
      arms: {
        old: (trace) => ({ score: 100 + noise(trace) }),
        new: (trace) =>
          trace < 20 ? { score: undefined, status: "failed" } : { score: 110 + noise("new", trace) },
      },
    };
    const verdict = verdictOf(risky);
    expect(verdict).toMatchObject({ decision: "keep", overall: { finding: "better", traces: 20 } });
    expect(verdict.cautions).toEqual([
      { kind: "sessions lost", lost: 20, controlLost: 0, sessions: 40 },
      { kind: "part of the traces", traces: 20, all: 40 },
    ]);
  });

  it("in all of an arm leave nothing to say but that they are", () => {
    const failing: HandMade = {
      sets: { a: 12 },
      arms: { old: () => ({ score: 1 }), new: () => ({ score: undefined, status: "failed" }) },
    };
    const { overall, cautions } = verdictOf(failing);
    expect(overall).toMatchObject({ finding: "too few traces", difference: undefined });
    expect(cautions).toEqual([{ kind: "sessions lost", lost: 12, controlLost: 0, sessions: 12 }]);
  });
});

it("what could have been shown is not said where nothing could: no test of five signs reaches 5 %", () => {
  expect(verdictOf(pair(1, 8, 5)).overall.detectable).toBeUndefined();
  expect(verdictOf(pair(1, 8, 6)).overall.detectable).toBeGreaterThan(0);
});

describe("an unpaired design", () => {
  it("compares the traces of one group with those of the other", () => {
    const made: HandMade = { ...pair(30, 3, 200), seed: 5 };
    const results = handMadeResults(made);
    const summary = summarise(results, {
      ...{ metrics: ["score"], control: "old", controlPercent: 90 },
      contrasts: againstControl(results.arms, "old"),
    });
    const { split, verdicts, arms } = summary;
    expect(split!.controlTraces + split!.armTraces).toBe(200);
    expect(arms.map(({ metrics }) => metrics[0]!.n)).toEqual([split!.controlTraces, split!.armTraces]);
    const { overall } = verdicts[0]!;
    expect(overall).toMatchObject({ finding: "better", pWilcoxon: undefined, wins: 0, ties: 0, losses: 0 });
    expect(overall.difference).toBeCloseTo(arms[1]!.metrics[0]!.mean! - arms[0]!.metrics[0]!.mean!, 12);
  });

  it("sees less than a paired one of the same traces", () => {
    const paired = verdictOf(pair(4, 3, 100)).overall;
    const unpaired = verdictOf(pair(4, 3, 100), { controlPercent: 50 }).overall;
    expect(unpaired.detectable).toBeGreaterThan(3 * paired.detectable!);
  });
});

it("the same results and seed give the same verdict, another seed another by a little", () => {
  expect(verdictOf(pair(1, 8))).toEqual(verdictOf(pair(1, 8)));
  const other = verdictOf({ ...pair(1, 8), seed: 2 }).overall;
  const one = verdictOf(pair(1, 8)).overall;
  expect(other.interval).not.toEqual(one.interval);
  expect(other.interval![0]).toBeCloseTo(one.interval![0], 0);
});
