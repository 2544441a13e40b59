import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetricColumn } from "../../../src/model/results.js";
import type { Caution, Evidence, Finding, Verdict } from "../../../src/model/verdicts.js";
import {
  cautionSentence,
  decisionSentence,
  findingLine,
  setLine,
  tailsLine,
  verdictSentence,
} from "../../../src/report/verdicts/index.js";
import { COLUMNS, HOSTILE_NAMES } from "../builder.js";
import { CAUTIONS, EVIDENCE, evidence, NO_VALUES, verdict } from "./builder.js";

const columnOf = (wanted: string): MetricColumn => COLUMNS.find(({ name }) => name === wanted)!;
const QOE = columnOf("qoe_composite");
const SIDES = { arm: "bola", control: "ewma" };
const UNPAIRED = { ...SIDES, split: { controlPercent: 90, controlTraces: 36, armTraces: 4 } };
const splitInto = (controlTraces: number, armTraces: number) => ({
  ...SIDES,
  split: { controlPercent: 90, controlTraces, armTraces },
});
const sentence = (
  overall: Partial<Evidence>,
  column = QOE,
  changes: Partial<Omit<Verdict, "overall">> = {},
) => verdictSentence(verdict({ ...changes, overall }), column, SIDES);

describe("verdictSentence", () => {
  it.each<[Finding, string]>([
    [
      "better",
      "bola is better than ewma: composite QoE +3.2 [2.1, 4.4] points (+5.1 %), better on 34 of 40 traces and worse on 4 (p < 0.001).",
    ],
    [
      "worse",
      "bola is worse than ewma: composite QoE -3.2 [-4.4, -2.1] points (-5.1 %), worse on 34 of 40 traces and better on 4 (p < 0.001).",
    ],
    [
      "higher",
      "bola is higher than ewma: composite QoE +3.2 [2.1, 4.4] points (+5.1 %), higher on 34 of 40 traces and lower on 4 (p < 0.001).",
    ],
    [
      "lower",
      "bola is lower than ewma: composite QoE -3.2 [-4.4, -2.1] points (-5.1 %), lower on 34 of 40 traces and higher on 4 (p < 0.001).",
    ],
    ["same", "bola is the same as ewma: no difference in composite QoE on any of 40 traces."],
    [
      "equivalent",
      "bola is equivalent to ewma: composite QoE +0.2 [-0.3, 0.7] points (+0.32 %); with a 90 % interval of [-0.26, 0.63], whatever difference there is is smaller than the margin of 1.25 points (2 %).",
    ],
    [
      "no difference shown",
      "No difference shown between bola and ewma: composite QoE +0.8 [-0.9, 2.5] points (+1.3 %, p = 0.52); on these 40 traces one of 2.4 points (3.8 %) or more would have been shown four times in five.",
    ],
    [
      "too few traces",
      "Too few traces to tell bola from ewma: composite QoE +3.20 points (+5.1 %) on 1 trace.",
    ],
  ])("says %s as a person would", (finding, expected) => {
    expect(sentence(EVIDENCE[finding])).toBe(expected);
  });

  it("gives shares in percentage points, and of the control's share in percent", () => {
    const fewerStalls = {
      difference: -0.008,
      interval: [-0.012, -0.004],
      relative: -0.2,
      wins: 12,
      ties: 25,
      losses: 0,
      pAdjusted: 0.0124,
    } as const;
    expect(sentence(fewerStalls, columnOf("stall_ratio"), { margin: 0.0008 })).toBe(
      "bola is better than ewma: stall ratio -0.8 [-1.2, -0.4] pp (-20 %), better on 12 of 37 traces and worse on none (p = 0.012).",
    );
  });

  it("scales bitrates by the difference, not by the mean", () => {
    const faster = { difference: 120, interval: [85, 160], interval90: [90, 155], relative: 0.061 } as const;
    expect(sentence(faster, columnOf("mean_bitrate_kbps"), { margin: 39 })).toContain(
      "mean bitrate +120 [85, 160] kbit/s (+6.1 %)",
    );
  });

  it("says both where it is better, but by less than the margin", () => {
    const slightly = {
      difference: 0.5,
      interval: [0.2, 0.8],
      interval90: [0.25, 0.75],
      relative: 0.008,
    } as const;
    expect(sentence(slightly)).toMatch(
      /^bola is better than ewma, though by less than the margin of 1\.25 points \(2 %\): composite QoE \+0\.5 /,
    );
  });

  it("says why nothing is shown where the interval alone would show it", () => {
    const unlucky = { ...EVIDENCE["no difference shown"], interval: [0.1, 1.5], pAdjusted: 0.08 } as const;
    expect(sentence({ ...unlucky, p: 0.02 })).toBe(
      "No difference shown between bola and ewma: composite QoE +0.8 [0.1, 1.5] points (+1.3 %, p = 0.08), which chance may explain where so many figures are compared.",
    );
    expect(sentence({ ...unlucky, p: 0.08 })).toBe(
      "No difference shown between bola and ewma: composite QoE +0.8 [0.1, 1.5] points (+1.3 %, p = 0.08); the interval excludes 0, but the permutation test does not confirm it.",
    );
  });

  it("counts no traces as won or lost where nothing was paired", () => {
    expect(sentence({ wins: 0, ties: 0, losses: 0 })).toBe(
      "bola is better than ewma: composite QoE +3.2 [2.1, 4.4] points (+5.1 %, p < 0.001).",
    );
  });

  it("has no share where the control's mean is 0, and no figures where there are no values", () => {
    expect(sentence({ relative: undefined })).toContain("+3.2 [2.1, 4.4] points, better on");
    expect(sentence(NO_VALUES)).toBe(
      "Nothing can be said of bola beside ewma: no session that counts has a value of composite QoE under both, as where all sessions of one failed.",
    );
  });

  it("shows no end of an interval as 0 that is not", () => {
    const tiny = { ...EVIDENCE.equivalent, interval90: [-0.0004, 0.003] } as const;
    expect(sentence(tiny, QOE, { margin: 39 })).toContain("with a 90 % interval of [-0.0004, 0.0030],");
    const none = { ...EVIDENCE.equivalent, interval90: [0, 0] } as const;
    expect(sentence(none, QOE, { margin: 39 })).toContain("with a 90 % interval of [0, 0],");
  });
});

describe("verdictSentence of an unpaired design", () => {
  const said = (overall: Partial<Evidence>, sides = UNPAIRED) =>
    verdictSentence(verdict({ overall: { wins: 0, ties: 0, losses: 0, ...overall } }), QOE, sides);
  const { better, same, equivalent } = EVIDENCE;
  const noTally = { wins: 0, ties: 0, losses: 0 };

  it.each<[Partial<Evidence>, string]>([
    [
      better,
      "bola is better than ewma: composite QoE +3.2 [2.1, 4.4] points (+5.1 %, p < 0.001), on 36 traces of ewma and 4 of bola.",
    ],
    [
      same,
      "bola is the same as ewma: no difference in composite QoE between 36 traces of ewma and 4 of bola.",
    ],
    [
      equivalent,
      "bola is equivalent to ewma: composite QoE +0.2 [-0.3, 0.7] points (+0.32 %), on 36 traces of ewma and 4 of bola; with a 90 % interval of [-0.26, 0.63], whatever difference there is is smaller than the margin of 1.25 points (2 %).",
    ],
    [
      EVIDENCE["no difference shown"],
      "No difference shown between bola and ewma: composite QoE +0.8 [-0.9, 2.5] points (+1.3 %, p = 0.52); on 36 traces of ewma and 4 of bola one of 2.4 points (3.8 %) or more would have been shown four times in five.",
    ],
    [
      { ...EVIDENCE["no difference shown"], interval: [0.1, 1.5] },
      "No difference shown between bola and ewma: composite QoE +0.8 [0.1, 1.5] points (+1.3 %, p = 0.52), on 36 traces of ewma and 4 of bola; the interval excludes 0, but the permutation test does not confirm it.",
    ],
    [
      EVIDENCE["too few traces"],
      "Too few traces to tell bola from ewma: composite QoE +3.20 points (+5.1 %) on 36 traces of ewma and 4 of bola.",
    ],
    [
      NO_VALUES,
      "Nothing can be said of bola beside ewma: not both have sessions with a value of composite QoE (on 36 traces of ewma and 4 of bola); look at how the sessions ended.",
    ],
  ])("speaks of both groups", (overall, expected) => {
    expect(said({ ...overall, ...noTally })).toBe(expected);
  });

  it("counts a group of one as one", () => {
    const overall = { ...EVIDENCE["too few traces"], ...noTally };
    expect(said(overall, splitInto(1, 1))).toContain("on 1 trace of ewma and 1 of bola.");
  });

  it("says which group is empty", () => {
    expect(said(NO_VALUES, splitInto(0, 6))).toBe(
      "Nothing can be said of bola beside ewma: no trace fell to the control.",
    );
    expect(said(NO_VALUES, splitInto(6, 0))).toBe(
      "Nothing can be said of bola beside ewma: no trace fell to bola.",
    );
  });
});

describe("decisionSentence", () => {
  const decided = (finding: Finding, relative = 0.0512) => {
    const overall = { ...EVIDENCE[finding], relative };
    const decision = finding === "better" && relative > 0.02 ? "roll out" : "keep";
    return decisionSentence(verdict({ overall, decision }), QOE, SIDES);
  };

  it.each<[Finding, number, string]>([
    [
      "better",
      0.0512,
      "Roll out bola: over 2 % better than ewma in composite QoE, and significantly (+5.1 %, p < 0.001).",
    ],
    ["better", 0.012, "Keep ewma: bola is better in composite QoE, but not by over 2 % (+1.2 %, p < 0.001)."],
    ["worse", -0.0512, "Keep ewma: bola is worse in composite QoE (-5.1 %, p < 0.001)."],
    [
      "higher",
      0.0512,
      "Keep ewma: bola is higher in composite QoE, which is neither better nor worse (+5.1 %, p < 0.001).",
    ],
    ["same", 0, "Keep ewma: bola makes no difference in composite QoE."],
    ["equivalent", 0.0032, "Keep ewma: bola is equivalent in composite QoE (+0.32 %, p = 0.61)."],
    ["no difference shown", 0.0128, "Keep ewma: no difference in composite QoE is shown (+1.3 %, p = 0.52)."],
    ["too few traces", 0.0512, "Keep ewma: too few traces to tell bola from it in composite QoE (+5.1 %)."],
  ])("of %s by %d gives its reason", (finding, relative, expected) => {
    expect(decided(finding, relative)).toBe(expected);
  });

  it("does not roll out on the sessions that are left", () => {
    const cautions = [{ kind: "sessions lost", lost: 21, controlLost: 0, sessions: 40 }] as const;
    expect(decisionSentence(verdict({ decision: "keep", cautions }), QOE, SIDES)).toBe(
      "Keep ewma: bola is better in composite QoE, but only in the sessions that are left (+5.1 %, p < 0.001).",
    );
  });

  it("says where nothing tells the two apart", () => {
    const nothing = verdict({ decision: "keep", overall: NO_VALUES });
    expect(decisionSentence(nothing, QOE, SIDES)).toBe(
      "Keep ewma: nothing tells bola from it in composite QoE.",
    );
    expect(decisionSentence(nothing, QOE, splitInto(0, 6))).toBe("Keep ewma: no trace fell to the control.");
  });
});

describe("cautionSentence", () => {
  it.each<[Caution["kind"], string]>([
    [
      "few traces",
      "Only 8 traces: what holds on so few may not hold on others; run at least 10 before you decide.",
    ],
    [
      "few traces differ",
      "Only 3 of 40 traces show any difference in composite QoE, and the result hangs on them: add traces of the same kind before you decide.",
    ],
    [
      "opposite sets",
      "Trace sets contradict each other in composite QoE: better on 3g-commute, worse on 4g; the mean over all hides that, so decide for each set, or weight the sets like your own audience (gate.weights).",
    ],
    [
      "sessions lost",
      "21 of 40 sessions of bola failed or starved, and none of ewma: the figures are those of the sessions that are left, so do not roll out on them.",
    ],
    [
      "part of the traces",
      "Judged on 4 of 12 traces in composite QoE: on the others not every policy has a value; look at how the sessions there ended.",
    ],
    [
      "interval held",
      "So few traces tell anything about composite QoE that the interval is a guess: add traces before you decide.",
    ],
    [
      "mean and ranks disagree",
      "Mean and ranks disagree about composite QoE (p = 0.21 by permutation, p = 0.004 by Wilcoxon): most traces lean one way, and a few large differences blur the mean; look at the sessions that changed most before you decide.",
    ],
  ])("says of %s what to do", (kind, expected) => {
    expect(cautionSentence(CAUTIONS.find((caution) => caution.kind === kind)!, [QOE.label], SIDES)).toBe(
      expected,
    );
  });

  it("tells a mean that a few traces make from one that they blur", () => {
    const caution = { kind: "mean and ranks disagree", p: 0.01, pWilcoxon: 0.2 } as const;
    expect(cautionSentence(caution, [QOE.label], SIDES)).toContain(
      "a few traces with large differences make the mean",
    );
  });

  it("counts what the control lost, and one as one", () => {
    const caution = { kind: "sessions lost", lost: 1, controlLost: 0, sessions: 1 } as const;
    const said = (changes: object) => cautionSentence({ ...caution, ...changes }, [QOE.label], SIDES);
    expect(said({})).toBe("1 of 1 session of bola failed or starved, and none of ewma: do not roll it out.");
    expect(said({ lost: 9, controlLost: 3, sessions: 40 })).toMatch(/^9 of 40 sessions .*, and 3 of ewma: /);
  });

  it("says that no trace is left to judge on", () => {
    const caution = { kind: "part of the traces", traces: 0, all: 12 } as const;
    expect(cautionSentence(caution, [QOE.label], SIDES)).toBe(
      "No trace (of 12) has a value of composite QoE under every policy: look at how the sessions ended.",
    );
  });

  it("speaks of both groups where nothing was paired", () => {
    const caution = { kind: "few traces", traces: 4, needed: 10 } as const;
    expect(cautionSentence(caution, [QOE.label], UNPAIRED)).toBe(
      "Only 36 traces of ewma and 4 of bola: what holds on so few may not hold on others; run at least 10 of each before you decide.",
    );
  });

  it("names several metrics at once", () => {
    expect(cautionSentence({ kind: "interval held" }, ["stalls", "stall time"], SIDES)).toContain(
      "anything about stalls and stall time that",
    );
  });

  it("names no more sets than fit", () => {
    const many = Array.from({ length: 9 }, (_, nth) => `s${nth}`);
    const caution = { kind: "opposite sets", better: many, worse: ["a", "b"] } as const;
    expect(cautionSentence(caution, [QOE.label], SIDES)).toContain(
      "better on s0, s1, s2, s3, s4 and 4 more, worse on a and b;",
    );
  });
});

describe("lines", () => {
  it("give a finding in short", () => {
    expect(findingLine(verdict(), QOE)).toBe(
      "composite QoE: better, +3.2 [2.1, 4.4] points (+5.1 %, p < 0.001)",
    );
    expect(setLine({ set: "4g", evidence: EVIDENCE.same }, QOE)).toBe("4g: same on 40 traces");
    expect(setLine({ set: "4g", evidence: EVIDENCE["no difference shown"] }, QOE)).toBe(
      "4g: no difference shown, +0.8 [-0.9, 2.5] points (+1.3 %, p = 0.52) on 40 traces",
    );
  });

  it("say that there is no value, on however many traces", () => {
    const nothing = { ...NO_VALUES, traces: 20 };
    expect(findingLine(verdict({ overall: nothing }), QOE)).toBe("composite QoE: no value under both");
    expect(setLine({ set: "4g", evidence: nothing }, QOE)).toBe("4g: no value under both");
  });

  it("give the sessions that fare worst", () => {
    const tails = [
      { probability: 0.05, difference: 4.1, interval: [1.2, 7.9] },
      { probability: 0.1, difference: undefined, interval: undefined },
      { probability: 0.93, difference: -3, interval: undefined },
    ] as const;
    expect(tailsLine(verdict({ tails }), QOE)).toBe(
      "5th percentile of sessions +4 [1, 8] points, 93rd -3 points",
    );
    expect(tailsLine(verdict({ tails: [] }), QOE)).toBeUndefined();
  });
});

describe("sentences of any figures", () => {
  const figure = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
  );
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const interval = fc.tuple(figure, figure).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const p = fc.double({ min: 0, max: 1, noNaN: true });
  const anyEvidence = fc.record({
    ...{ pairs: fc.nat(), traces: fc.nat(), difference: maybe(figure), relative: maybe(figure) },
    ...{ interval: maybe(interval), interval90: maybe(interval), p: maybe(p), pAdjusted: maybe(p) },
    ...{ pWilcoxon: maybe(p), wins: fc.nat(), ties: fc.nat(), losses: fc.nat() },
    ...{ effectSize: maybe(figure), detectable: maybe(figure.map(Math.abs)) },
    finding: fc.constantFrom<Finding>(...(Object.keys(EVIDENCE) as Finding[])),
  });
  const name = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string());

  it("hold no word of programs, double space or line break, and end as sentences do", () => {
    fc.assert(
      fc.property(
        fc.record({ overall: anyEvidence, margin: maybe(figure.map(Math.abs)) }),
        fc.constantFrom(...COLUMNS),
        name,
        fc.option(fc.tuple(fc.nat(), fc.nat())),
        ({ overall, margin }, column, set, groups) => {
          const it = verdict({
            ...{ overall, margin, decision: "keep", sets: [{ set, evidence: overall }] },
            tails: [{ probability: 0.05, difference: overall.difference, interval: overall.interval }],
          });
          const sides = groups === null ? SIDES : splitInto(...groups);
          const whole = [
            ...[verdictSentence(it, column, sides), decisionSentence(it, column, sides)],
            ...CAUTIONS.map((caution) => cautionSentence(caution, [column.label], sides)),
          ];
          const lines = [findingLine(it, column), tailsLine(it, column) ?? ""];
          for (const text of [...whole, ...lines]) expect(text).not.toMatch(UNFIT);
          for (const text of whole) expect(text).toMatch(/[^.]\.$/);
          expect(setLine({ set: "4g", evidence: overall }, column)).not.toMatch(UNFIT);
          expect(setLine({ set, evidence: overall }, column)).not.toMatch(BREAKS);
        },
      ),
    );
  });

  it("keep hostile names of sets on the line", () => {
    for (const hostile of HOSTILE_NAMES) {
      const caution = { kind: "opposite sets", better: [hostile], worse: ["4g"] } as const;
      const text = cautionSentence(caution, [QOE.label], SIDES);
      expect(text).not.toMatch(BREAKS);
      expect(text.length).toBeLessThan(300);
    }
  });

  it("give no share of a mean that the difference is too small to tell", () => {
    const hardly = { ...EVIDENCE["no difference shown"], difference: 5e-324, relative: 1e-9 };
    expect(sentence(hardly)).toContain("one of 2.4 points or more would");
  });

  it("take shown figures from the evidence alone", () => {
    expect(sentence(evidence({ difference: 1e-7, interval: [1e-8, 1e-6], relative: 1e-9 }))).not.toMatch(
      UNFIT,
    );
  });
});

const UNFIT = /NaN|undefined|Infinity|null|\s\s|[\n\r]|p = 0[^.]|\(\)| ,/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
const BREAKS = /[\u0000-\u001f\u202e]/;
