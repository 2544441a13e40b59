import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateReason, MetricCheck } from "../../../src/model/gate.js";
import {
  metricSentence,
  statusSentence,
  thresholdSentence,
} from "../../../src/report/gate/check-sentence.js";
import { COLUMNS } from "../builder.js";
import { CHECKS, metricCheck } from "./builder.js";

const said = (check: MetricCheck) =>
  metricSentence(check, COLUMNS.find(({ name }) => name === check.metric)!, check.policy);

describe("metricSentence", () => {
  it.each<[GateReason["kind"], string]>([
    ["identical", "bola: composite QoE as in the baseline on all 40 traces."],
    [
      "within margin",
      "bola: composite QoE fell by 0.2 [-0.1, 0.5] points (0.29 %), not worse by more than the tolerated 2 % (1.4 points).",
    ],
    [
      "beyond margin",
      "bola: composite QoE fell by 2.1 [1.8, 2.5] points (3 %), worse by more than the tolerated 2 % (1.4 points); if that is meant, write a new baseline with --update.",
    ],
    [
      "beyond margin by chance",
      "bola: composite QoE fell by 2.1 [1.8, 2.5] points (3 %): all of the interval is beyond the tolerated 2 % (1.4 points), but by permutation that may be chance (p = 0.09, corrected for all checks): inconclusive; run more traces, or widen the margin.",
    ],
    [
      "values lost",
      "bola: only 19 of the 33 traces that had sessions with a value of composite QoE have any now; look at how the sessions ended.",
    ],
    [
      "undecided",
      "bola: composite QoE fell by 0.9 [-0.1, 1.8] points (1.3 %): whether it is worse by more than the tolerated 2 % (1.4 points), 40 traces cannot tell; about 93 traces would, or a wider margin.",
    ],
    ["few traces", "bola: 8 traces cannot tell whether composite QoE became worse; run at least 10."],
    ["no value", "bola: no session has a value of composite QoE any more; look at how the sessions ended."],
    [
      "no margin",
      "bola: stall ratio rose by 0.4 [-0.1, 0.9] pp: in the baseline it is 0, of which 2 % is nothing; set gate.margins.stall_ratio to a number in the scenario.",
    ],
  ])("says of %s what it means, and what to do", (kind, expected) => {
    expect(said(CHECKS[kind])).toBe(expected);
  });

  it("leaves the number of traces out where none can be said", () => {
    const check = { ...CHECKS.undecided, reason: { kind: "undecided" } } as const;
    expect(said(check)).toMatch(/40 traces cannot tell; run more traces, or widen the margin\.$/);
  });

  it.each([
    [1, 33, "only 1 of the 33 traces that had sessions with a value of composite QoE has any now"],
    [0, 33, "none of the 33 traces that had sessions with a value of composite QoE has any now"],
    [0, 1, "the one trace that had sessions with a value of composite QoE has none any more"],
  ])("counts %d of %d traces that have values still", (traces, before, expected) => {
    const reason = { kind: "values lost", traces, before } as const;
    expect(said({ ...CHECKS["values lost"], reason })).toContain(`bola: ${expected};`);
  });

  it("gives no p-value of chance where there is none", () => {
    const check = { ...CHECKS["beyond margin by chance"], pWorse: undefined };
    expect(said(check)).toContain("tolerated 2 % (1.4 points), but that may be chance: inconclusive;");
  });

  it("gives a margin of the metric's own unit in that unit", () => {
    const check = metricCheck({
      ...{ metric: "stall_ratio", baseline: 0.02, now: 0.021, difference: 0.001 },
      ...{ interval90: [0.0004, 0.0016], margin: 0.002, marginAsGiven: 0.002 },
    });
    expect(said(check)).toBe(
      "bola: stall ratio rose by 0.10 [0.04, 0.16] pp (5 %), not worse by more than the tolerated 0.2 pp.",
    );
  });

  it("knows a value that the baseline has not, and none on either side", () => {
    const only = { baseline: undefined, difference: undefined, interval90: undefined };
    expect(said(metricCheck({ ...only, reason: { kind: "no value", in: "baseline" } }))).toBe(
      "bola: no session of the baseline has a value of composite QoE; write a new baseline with --update.",
    );
    expect(said(metricCheck({ ...only, reason: { kind: "identical" } }))).toBe(
      "bola: no session has a value of composite QoE, now as in the baseline.",
    );
  });

  it("speaks of a number that is tolerated, also where the baseline is 0", () => {
    const check = { ...CHECKS["no margin"], marginAsGiven: 0 };
    expect(said(check)).toBe(
      "bola: stall ratio rose by 0.4 [-0.1, 0.9] pp: whether it is worse by more than the tolerated 0 pp, 40 traces cannot tell; run more traces, or widen the margin.",
    );
  });

  it("holds no word of programs, whatever the figures", () => {
    const figure = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const ends = fc.tuple(figure, figure).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const figures = fc.record({
      ...{ baseline: maybe(figure), now: maybe(figure), difference: maybe(figure), interval90: maybe(ends) },
      ...{ margin: maybe(figure.map(Math.abs)), traces: fc.nat() },
      marginAsGiven: fc.oneof(fc.constant("2%"), figure.map(Math.abs)),
    });
    fc.assert(
      fc.property(figures, fc.constantFrom(...Object.values(CHECKS)), (changes, check) => {
        const text = said({ ...check, ...changes });
        expect(text).not.toMatch(/NaN|undefined|Infinity|null|\s\s|[\n\r]|\(\)/);
        expect(text).toMatch(/^bola: .*[^.]\.$/);
      }),
    );
  });

  it("names no share of a baseline that is 0 but for rounding", () => {
    const check = { ...CHECKS["within margin"], baseline: 5e-324 };
    expect(said(check)).toContain("fell by 0.2 [-0.1, 0.5] points, not worse");
  });

  it("calls a mean that did not move unchanged", () => {
    const check = metricCheck({ difference: 0, interval90: [-0.4, 0.4] });
    expect(said(check)).toContain("composite QoE did not change in the mean, not worse");
  });
});

describe("statusSentence", () => {
  const before = { completed: 100, quit: 0, starved: 0, failed: 0 };
  it("says how the sessions ended, now and then", () => {
    const now = { ...before, completed: 97, starved: 2, failed: 1 };
    expect(statusSentence({ policy: "bola", outcome: "fail", baseline: before, now }, "bola")).toBe(
      "bola: more sessions starved or failed than in the baseline (97 completed, 2 starved, 1 failed; then 100 completed); sessions.csv says which.",
    );
    expect(statusSentence({ policy: "bola", outcome: "pass", baseline: before, now: before }, "bola")).toBe(
      "bola: no more sessions starved or failed than in the baseline (100 completed).",
    );
  });
});

describe("thresholdSentence", () => {
  const check = {
    policy: "bola",
    metric: "stall_ratio",
    outcome: "fail",
    value: 0.0061,
    limit: 0.005,
  } as const;
  const saidOf = (threshold: string, changes: object = {}) =>
    thresholdSentence({ ...check, threshold, ...changes }, threshold, "bola");

  it("says by which figure a limit is met or not", () => {
    expect(saidOf("stall_ratio.p95<0.005")).toBe("bola: stall_ratio.p95<0.005 is not met: it is 0.0061.");
    expect(saidOf("stall_ratio.p95<0.5%", { targets: "targets-003" })).toBe(
      "bola: stall_ratio.p95<0.5% (targets-003) is not met: it is 0.61 %.",
    );
    expect(saidOf("stall_ratio.p95<0.005", { value: 0, outcome: "pass" })).toBe(
      "bola: stall_ratio.p95<0.005 is met: it is 0.",
    );
    expect(saidOf("stall_ratio.p95<0.005", { value: undefined })).toBe(
      "bola: stall_ratio.p95<0.005 is not met: no session has a value.",
    );
  });

  it("never rounds a figure onto its limit", () => {
    expect(saidOf("stall_ratio<0.005", { value: 0.005001 })).toContain("it is 0.005001.");
    expect(saidOf("stall_ratio<0.5%", { value: 0.0050001 })).toContain("it is 0.50001 %.");
    expect(saidOf("stall_ratio<0.005", { value: 0.005 })).toContain("it is 0.005.");
  });
});
