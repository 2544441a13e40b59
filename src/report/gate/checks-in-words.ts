import type { GateOutcome, GateResult, MetricCheck } from "../../model/gate.js";
import type { MetricColumn } from "../../model/results.js";
import { type NameOf, sessionsInWords, withUnit } from "../figures.js";
import { displayNames, shortened } from "../names.js";
import { decimal, difference, NO_VALUE, scaled, scaleOf } from "../number-format.js";
import {
  marginInWords,
  metricSentence,
  statusSentence,
  thresholdSentence,
  thresholdValue,
} from "./check-sentence.js";

/** One check of a gate in plain text, names short and printable; for every format to escape. */
export interface CheckInWords {
  readonly policy: string;
  /** What was checked: "composite QoE", "sessions", "stall_ratio.p95<0.005". */
  readonly subject: string;
  /** The subject with its unit, where the figures have one: "composite QoE (points)". */
  readonly heading: string;
  readonly outcome: GateOutcome;
  readonly sentence: string;
  /** Figures for a table; {@link NO_VALUE} where there is none. */
  readonly baseline: string;
  readonly now: string;
  readonly difference: string;
  readonly tolerated: string;
}

/** Every check of a gate: policy by policy in the order of the results, metrics, sessions, thresholds. */
export function checksInWords(result: GateResult): CheckInWords[] {
  const { metrics, statuses, thresholds } = result;
  const policies = [...metrics, ...statuses, ...thresholds].map(({ policy }) => policy);
  const names = displayNames(policies);
  const nameOf: NameOf = (policy) => names.get(policy)!;
  return [...names.keys()].flatMap((policy) => {
    const isOwn = (check: { readonly policy: string }) => check.policy === policy;
    return [
      ...metrics.filter(isOwn).map((check) => metricInWords(check, columnOf(result, check.metric), nameOf)),
      ...statuses.filter(isOwn).map(
        (check): CheckInWords => ({
          ...{ policy: nameOf(policy), subject: "sessions", heading: "sessions", outcome: check.outcome },
          sentence: statusSentence(check, nameOf(policy)),
          ...{ baseline: sessionsInWords(check.baseline), now: sessionsInWords(check.now) },
          ...{ difference: NO_VALUE, tolerated: "no more starved or failed" },
        }),
      ),
      ...thresholds.filter(isOwn).map((check): CheckInWords => {
        const subject = shortened(check.threshold);
        return {
          ...{ policy: nameOf(policy), subject, heading: subject, outcome: check.outcome },
          sentence: thresholdSentence(check, subject, nameOf(policy)),
          ...{ baseline: NO_VALUE, now: thresholdValue(check) ?? NO_VALUE, difference: NO_VALUE },
          tolerated: check.targets ?? NO_VALUE,
        };
      }),
    ];
  });
}

function metricInWords(check: MetricCheck, column: MetricColumn, nameOf: NameOf): CheckInWords {
  const { baseline, now, difference: mean, interval90 } = check;
  const scale = scaleOf(column, [baseline, now]);
  const onScale = (value: number | undefined) => (value === undefined ? undefined : scaled(value, scale));
  const shown = (value: number | undefined) => (value === undefined ? NO_VALUE : decimal(onScale(value)!));
  const ends = interval90 && ([onScale(interval90[0])!, onScale(interval90[1])!] as const);
  return {
    policy: nameOf(check.policy),
    subject: column.label,
    heading: withUnit(column.label, scale),
    outcome: check.outcome,
    sentence: metricSentence(check, column, nameOf(check.policy)),
    baseline: shown(baseline),
    now: shown(now),
    difference: difference(onScale(mean), ends),
    tolerated: marginInWords(check, column),
  };
}

/** A metric that the results do not describe is called by its name. */
function columnOf({ columns }: GateResult, metric: string): MetricColumn {
  const column = columns.find(({ name }) => name === metric);
  return column ?? { name: metric, label: shortened(metric), unit: "", better: "neither" };
}
