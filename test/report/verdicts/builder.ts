/** Makes verdicts by hand: one of every finding, and every caution. */
import type { Caution, Evidence, Finding, Verdict } from "../../../src/model/verdicts.js";

/** bola beside ewma in composite QoE on 40 traces: clearly better. */
export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    pairs: 40,
    traces: 40,
    difference: 3.2,
    relative: 0.0512,
    interval: [2.1, 4.4],
    interval90: [2.3, 4.2],
    p: 0.0001,
    pAdjusted: 0.0003,
    pWilcoxon: 0.0002,
    wins: 34,
    ties: 2,
    losses: 4,
    effectSize: 0.86,
    detectable: 1.6,
    finding: "better",
    ...changes,
  };
}

export function verdict({
  overall,
  ...changes
}: Partial<Omit<Verdict, "overall">> & { overall?: Partial<Evidence> } = {}): Verdict {
  return {
    policy: "bola",
    control: "ewma",
    metric: "qoe_composite",
    margin: 1.25,
    overall: evidence(overall),
    sets: [],
    tails: [{ probability: 0.05, difference: 4.1, interval: [1.2, 7.9] }],
    decision: "roll out",
    cautions: [],
    ...changes,
  };
}

const NOTHING: Partial<Evidence> = {
  pairs: 1,
  traces: 1,
  difference: 3.2,
  interval: undefined,
  interval90: undefined,
  p: undefined,
  pAdjusted: undefined,
  pWilcoxon: undefined,
  wins: 1,
  ties: 0,
  losses: 0,
  effectSize: undefined,
  detectable: undefined,
};

/** Evidence that shows each finding, of a metric of which more is better or, of "higher" and "lower", neither. */
export const EVIDENCE: Readonly<Record<Finding, Evidence>> = {
  better: evidence(),
  worse: evidence({
    difference: -3.2,
    relative: -0.0512,
    interval: [-4.4, -2.1],
    interval90: [-4.2, -2.3],
    wins: 4,
    losses: 34,
    effectSize: -0.86,
    finding: "worse",
  }),
  higher: evidence({ finding: "higher" }),
  lower: evidence({
    difference: -3.2,
    relative: -0.0512,
    interval: [-4.4, -2.1],
    interval90: [-4.2, -2.3],
    wins: 4,
    losses: 34,
    finding: "lower",
  }),
  same: evidence({
    difference: 0,
    relative: 0,
    interval: [0, 0],
    interval90: [0, 0],
    p: undefined,
    pAdjusted: undefined,
    pWilcoxon: undefined,
    wins: 0,
    ties: 40,
    losses: 0,
    effectSize: undefined,
    detectable: 0,
    finding: "same",
  }),
  equivalent: evidence({
    difference: 0.2,
    relative: 0.0032,
    interval: [-0.35, 0.72],
    interval90: [-0.26, 0.63],
    p: 0.47,
    pAdjusted: 0.61,
    pWilcoxon: 0.5,
    wins: 19,
    ties: 5,
    losses: 16,
    effectSize: 0.11,
    detectable: 0.75,
    finding: "equivalent",
  }),
  "no difference shown": evidence({
    difference: 0.8,
    relative: 0.0128,
    interval: [-0.9, 2.5],
    interval90: [-0.6, 2.2],
    p: 0.36,
    pAdjusted: 0.52,
    pWilcoxon: 0.4,
    wins: 21,
    ties: 3,
    losses: 16,
    effectSize: 0.14,
    detectable: 2.4,
    finding: "no difference shown",
  }),
  "too few traces": evidence({ ...NOTHING, finding: "too few traces" }),
};

/** What a contrast shows in a metric that no session has a value of. */
export const NO_VALUES: Evidence = {
  ...EVIDENCE["too few traces"],
  ...{ pairs: 0, traces: 0, difference: undefined, relative: undefined, wins: 0 },
};

/** Every caution, as it comes. */
export const CAUTIONS: readonly Caution[] = [
  { kind: "few traces", traces: 8, needed: 10 },
  { kind: "few traces differ", differing: 3, traces: 40 },
  { kind: "opposite sets", better: ["3g-commute"], worse: ["4g"] },
  { kind: "sessions lost", lost: 21, controlLost: 0, sessions: 40 },
  { kind: "part of the traces", traces: 4, all: 12 },
  { kind: "interval held" },
  { kind: "mean and ranks disagree", p: 0.21, pWilcoxon: 0.004 },
];
