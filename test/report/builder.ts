/** Makes results to render: small, seeded, and with every shape that the report must cope with. */
import { SESSION_COLUMNS } from "../../src/metrics/catalogue.js";
import type { Analytics } from "../../src/model/analytics.js";
import type {
  ArmSummary,
  ChangedSession,
  Contrast,
  Interval,
  MetricColumn,
  PairedDifference,
  Summary,
  Timeline,
} from "../../src/model/results.js";
import type { SessionIdentity } from "../../src/model/session.js";
import type { Evidence, Finding, Verdict } from "../../src/model/verdicts.js";
import { randomStream } from "../../src/random.js";
import type { Distribution } from "../../src/report/charts/cdf.js";
import type { ReportData } from "../../src/report/html/data.js";
import { CAUTIONS, EVIDENCE } from "./verdicts/builder.js";

/** Names that have broken reports before. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="alert(1)">',
  "</script><script>alert(1)</script>",
  "../../etc/passwd",
  "x".repeat(10_000),
  "smile 😀 汉字",
  "esc\u001b[31mred\u202egnp",
  "a|b*c_d`e`[f](http://g)&amp;\"'%$#{}~^\\",
] as const;

export const QOE_COLUMNS: readonly MetricColumn[] = [
  { name: "qoe_composite", label: "composite QoE", unit: "points", better: "higher" },
  { name: "qoe_linear", label: "linear QoE", unit: "Σ Mbit/s", better: "higher" },
];

export const COLUMNS: readonly MetricColumn[] = [
  ...SESSION_COLUMNS.map(({ name, label, unit, better, ratioOf }) => ({
    name,
    label,
    unit,
    better,
    ...(ratioOf && { ratioOf }),
  })),
  ...QOE_COLUMNS,
];

export function identity(changes: Partial<SessionIdentity> = {}): SessionIdentity {
  return {
    scenario: "quickstart",
    policy: "ewma",
    traceSet: "3g-commute",
    trace: "3g-commute/bus-1.csv",
    video: "nine-levels",
    replicate: 0,
    seed: 7,
    ...changes,
  };
}

/** Made up, with one figure that has no answer. */
export const ANALYTICS: Analytics = {
  sessions: 100,
  neverStarted: 2,
  stallOverPlayed: 0.021,
  stallOverWatched: 0.02,
  seekOverWatched: 0,
  stallsPerMinute: 0.55,
  stallsPerHour: 33,
  startupP50Seconds: 1.2,
  startupP95Seconds: 3.4,
  meanBitrateKbps: 1840,
  completed: 0.97,
  meanCompletion: 0.98,
  failedOrStarved: 0.03,
  startupScore: 85.1,
  smoothnessScore: undefined,
};

/** What the experiment is about. */
export const COMPARED = [
  "qoe_composite",
  "qoe_linear",
  "mean_bitrate_kbps",
  "stall_ratio",
  "stall_s",
  "switches",
  "startup_s",
];

/** Typical sizes of the metrics, so that rendered figures look like real ones. */
const TYPICAL: Readonly<Record<string, readonly [mean: number, spread: number]>> = {
  startup_s: [1.4, 0.8],
  stall_s: [6.2, 9],
  stall_count: [1.8, 2],
  stall_ratio: [0.021, 0.03],
  played_s: [190, 12],
  media_s: [190, 12],
  watched_s: [198, 15],
  completion: [0.98, 0.05],
  mean_bitrate_kbps: [1840, 900],
  switches: [14, 8],
  switch_kbps: [9200, 5000],
  upswitches: [7, 4],
  downswitches: [7, 4],
  downloaded_bytes: [43e6, 2e7],
  wasted_bytes: [6e5, 8e5],
  requests: [49, 2],
  abandoned: [0.6, 1],
  mean_buffer_s: [17, 6],
  qoe_composite: [71, 14],
  qoe_linear: [52, 40],
};

export interface BuilderOptions {
  readonly policies?: readonly string[];
  readonly sessions?: number;
  readonly scenario?: string;
}

/** The sets that the traces of made-up results lie in, by turns. */
export const TRACE_SETS = ["3g-commute", "4g"] as const;

export interface Results {
  readonly summary: Summary;
  /** The sorted values that it summarises. */
  readonly distributions: readonly Distribution[];
}

/** Made-up results. Intervals are of the right size, not bootstrapped. */
export function results({
  policies = ["ewma", "buffer", "bola-e"],
  sessions = 100,
  scenario = "quickstart",
}: BuilderOptions = {}): Results {
  const control = policies[0]!;
  const distributions = policies.flatMap((policy, arm) =>
    COLUMNS.map(({ name }) => ({ policy, metric: name, sorted: sample(name, arm, sessions) })),
  );
  const sortedOf = (policy: string, metric: string) =>
    distributions.find((one) => one.policy === policy && one.metric === metric)!.sorted;
  const arms: ArmSummary[] = policies.map((policy, arm) => ({
    policy,
    analytics: ANALYTICS,
    counts: { completed: sessions - 2 * arm, quit: 0, starved: arm, failed: arm },
    metrics: COLUMNS.map(({ name }) => {
      const sorted = sortedOf(policy, name);
      const { mean, interval } = meanWithInterval(sorted);
      const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
      return { metric: name, n: sorted.length, mean, interval, median: at(0.5), p5: at(0.05), p95: at(0.95) };
    }),
    sets: TRACE_SETS.map((set, place) => ({
      set,
      metrics: COMPARED.map((metric) => {
        const { mean } = meanWithInterval(ofSet(sortedOf(policy, metric), place));
        return { metric, mean };
      }),
    })),
  }));
  const pairsOf = (policy: string, metric: string) =>
    sortedOf(policy, metric).map((value, rank) => value - sortedOf(control, metric)[rank]!);
  const contrasts = policies.slice(1).map((policy) => ({ policy, control }));
  const differences: PairedDifference[] = contrasts.flatMap((contrast) =>
    COLUMNS.map(({ name }) => {
      const pairs = pairsOf(contrast.policy, name);
      return { ...contrast, metric: name, n: pairs.length, ...meanWithInterval(pairs) };
    }),
  );
  const verdicts = contrasts.flatMap((contrast) =>
    COMPARED.map((metric) =>
      verdictOn(contrast, metric, pairsOf(contrast.policy, metric), sortedOf(control, metric)),
    ),
  );
  const summary: Summary = {
    scenario,
    control,
    contrasts,
    sessions: sessions * policies.length,
    traces: Math.min(100, sessions),
    columns: COLUMNS,
    compared: COMPARED,
    arms,
    differences,
    verdicts,
  };
  return { summary, distributions };
}

/** The values on the traces of a set. */
function ofSet(values: readonly number[], set: number): number[] {
  return values.filter((_, rank) => rank % TRACE_SETS.length === set);
}

/** What pairs show, by their interval; p by the normal distribution's tail. */
function verdictOn(
  contrast: Contrast,
  metric: string,
  pairs: readonly number[],
  controls: readonly number[],
): Verdict {
  const { mean: reference } = meanWithInterval(controls);
  const margin = reference === undefined ? undefined : 0.02 * Math.abs(reference);
  const { better } = COLUMNS.find(({ name }) => name === metric)!;
  const overall = evidenceOf(pairs, better, reference, margin);
  const { difference = 0, finding } = overall;
  return {
    ...contrast,
    metric,
    margin,
    overall,
    sets: TRACE_SETS.map((set, place) => ({
      set,
      evidence: evidenceOf(ofSet(pairs, place), better, reference, margin),
    })),
    tails: [0.05, 0.95].map((probability) => {
      const at = pairs[Math.floor(probability * (pairs.length - 1))];
      return { probability, difference: at, interval: at === undefined ? undefined : [at - 1, at + 1] };
    }),
    decision: finding === "better" && Math.abs(difference) > (margin ?? 0) ? "roll out" : "keep",
    cautions: pairs.length < 10 ? [{ kind: "few traces", traces: pairs.length, needed: 10 }] : [],
  };
}

function evidenceOf(
  pairs: readonly number[],
  better: MetricColumn["better"],
  reference: number | undefined,
  margin = 0,
): Evidence {
  const { mean, interval } = meanWithInterval(pairs);
  const error = interval && (interval[1] - interval[0]) / 2 / 1.96;
  const sign = better === "lower" ? -1 : 1;
  const interval90: Interval | undefined =
    error === undefined ? undefined : [mean! - 1.645 * error, mean! + 1.645 * error];
  const z = error ? Math.abs(mean!) / error : 0;
  const p = error ? Math.exp(-0.717 * z - 0.416 * z ** 2) : undefined;
  return {
    pairs: pairs.length,
    traces: pairs.length,
    difference: mean,
    relative: mean === undefined || !reference ? undefined : mean / Math.abs(reference),
    interval,
    interval90,
    p,
    pAdjusted: p,
    pWilcoxon: p,
    wins: pairs.filter((value) => sign * value > 0).length,
    ties: pairs.filter((value) => value === 0).length,
    losses: pairs.filter((value) => sign * value < 0).length,
    effectSize: error ? mean! / error / Math.sqrt(pairs.length) : undefined,
    detectable: error && 2.8 * error,
    finding: findingOf(interval, interval90, better, margin),
  };
}

function findingOf(
  interval: Interval | undefined,
  interval90: Interval | undefined,
  better: MetricColumn["better"],
  margin: number,
): Finding {
  if (!interval || !interval90) return "too few traces";
  if (interval[0] === 0 && interval[1] === 0) return "same";
  if (interval[0] > 0 || interval[1] < 0) {
    const direction = interval[0] > 0 ? "higher" : "lower";
    if (better === "neither") return direction;
    return direction === better ? "better" : "worse";
  }
  return interval90[0] > -margin && interval90[1] < margin ? "equivalent" : "no difference shown";
}

/** Results in which every finding and every caution occurs: an arm a finding, in all its compared metrics. */
export function everyFinding(): Results {
  const findings = Object.keys(EVIDENCE) as Finding[];
  const { summary, distributions } = results({
    policies: ["ewma", ...findings.map((finding) => finding.replaceAll(" ", "-"))],
    sessions: 40,
  });
  const found = ({ policy }: Contrast) => EVIDENCE[policy.replaceAll("-", " ") as Finding];
  return {
    distributions,
    summary: {
      ...summary,
      differences: summary.differences.map((pair) => {
        const { pairs, difference, interval } = found(pair);
        return { ...pair, n: pairs, mean: difference, interval };
      }),
      verdicts: summary.verdicts.map((verdict, place) => ({
        ...verdict,
        overall: found(verdict),
        sets: TRACE_SETS.map((set, nth) => ({
          set,
          evidence: EVIDENCE[findings[(place + nth) % findings.length]!],
        })),
        decision: found(verdict).finding === "better" ? "roll out" : "keep",
        cautions: place % 2 === 0 ? [CAUTIONS[(place / 2) % CAUTIONS.length]!] : [],
      })),
    },
  };
}

function sample(metric: string, arm: number, sessions: number): number[] {
  const random = randomStream(7, metric, arm);
  const [mean, spread] = TYPICAL[metric] ?? [0, 0];
  const shift = arm * spread * (randomStream(1, metric, arm)() - 0.4) * 0.5;
  const whole = ["", "bytes"].includes(COLUMNS.find(({ name }) => name === metric)!.unit) && mean > 1;
  const values = Array.from({ length: sessions }, () => {
    const value = mean + shift + spread * (random() + random() + random() - 1.5);
    const floored = metric.startsWith("qoe_linear") ? value : Math.max(0, value);
    return whole ? Math.round(floored) : floored;
  });
  return values.sort((a, b) => a - b);
}

function meanWithInterval(values: readonly number[]): {
  mean: number | undefined;
  interval: Interval | undefined;
} {
  if (values.length < 2) return { mean: values[0], interval: undefined };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = 1.96 * Math.sqrt(variance / values.length);
  return { mean, interval: [mean - half, mean + half] };
}

/** A session of two minutes on a link that breaks down for a while. */
export function timeline(changes: Partial<SessionIdentity> = {}): Timeline {
  const random = randomStream(3, "timeline");
  const capacity = Array.from({ length: 120 }, (_, second) => ({
    time_s: second,
    kbps: Math.round((second > 50 && second < 72 ? 300 : 3000) * (0.5 + random())),
  }));
  const ladder = [400, 800, 1600, 2800];
  const requests = Array.from({ length: 28 }, (_, segment) => {
    const requested_s = segment * 4 + (segment > 14 ? 6 : 0);
    const level = segment < 2 ? 0 : segment > 12 && segment < 19 ? 1 : Math.min(3, Math.floor(segment / 2));
    return {
      segment,
      level,
      bitrate_kbps: ladder[level]!,
      requested_s,
      finished_s: requested_s + 2,
      ...(segment > 0 && { estimate_kbps: capacity[Math.min(119, requested_s)]!.kbps * 0.9 }),
    };
  });
  return {
    identity: identity(changes),
    end: 120,
    capacity,
    requests,
    shown: requests.map(({ requested_s, bitrate_kbps }) => ({
      time_s: requested_s + 2.2,
      kbps: bitrate_kbps,
    })),
    buffer: Array.from({ length: 61 }, (_, index) => ({
      time_s: index * 2,
      buffer_s:
        index < 2
          ? 0
          : Math.max(0, index < 25 ? index * 0.7 : index < 36 ? 17 - (index - 25) * 1.9 : (index - 36) * 0.8),
    })),
    stalls: [
      { from_s: 68, to_s: 72.5 },
      { from_s: 74, to_s: 75 },
    ],
    startup_s: 2.2,
  };
}

/** The first of them has both its timelines in {@link reportData}, the second neither. */
function changedSessions(control: string, policy: string): ChangedSession[] {
  return ["3g-commute/bus-1.csv", "4g/train-2.csv"].map((trace, place) => ({
    policy: identity({ policy, trace, traceSet: trace.split("/")[0]! }),
    control: identity({ policy: control, trace, traceSet: trace.split("/")[0]! }),
    metric: "qoe_composite",
    value: 61.5 - 20 * place,
    controlValue: 82.25 - 30 * place,
  }));
}

/** Everything a report shows; of other results than those of the options, if given. */
export function reportData(options: BuilderOptions = {}, made: Results = results(options)): ReportData {
  const { summary, distributions } = made;
  const [first, second] = summary.arms.map(({ policy }) => policy);
  return {
    run: {
      title: options.scenario ?? "Quickstart: three policies on commuter traces",
      seed: 7,
      version: "0.1.0",
      profile: "reference",
      videos: ["nine-levels"],
      traceSets: ["3g-commute", "4g"],
      replicates: 1,
    },
    summary,
    distributions,
    changed: second === undefined ? [] : changedSessions(first!, second),
    timelines: [timeline({ policy: first! }), timeline({ policy: second ?? first! })],
    failures: [
      {
        session: identity({ policy: second ?? first! }),
        problem: "segment 12: expected a level from 0 to 8, got 9",
        replay: `abrsim run scenarios/quickstart.yaml --policies buffer --traces traces/3g-commute/bus-1.csv --seed 7`,
      },
    ],
  };
}
