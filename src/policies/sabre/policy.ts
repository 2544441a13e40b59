import type { Estimator, LatencyEstimator } from "../../estimators/estimator.js";
import { sabreEwma } from "../../estimators/sabre-ewma.js";
import type { Decision, Policy, PolicyContext } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { withinAllowed } from "../shared/ladder.js";
import type { SabreOptions } from "./options.js";
import { SabreReplacement } from "./replacement.js";
import type { SabreRule } from "./rule.js";

/** A decision that is written again and again. */
interface OwnDecision extends Decision {
  level: number;
  waitSeconds: Seconds;
  reason: string;
  estimate: BitsPerSecond | undefined;
}

/** A rule of Sabre's as a policy: feeds it with what was measured, and replaces segments where that is wanted. */
export function sabrePolicy(
  name: string,
  rule: SabreRule,
  options: SabreOptions,
  context: PolicyContext,
): Policy {
  const { segmentDuration } = context;
  const estimator = estimatorOf(options, context);
  const replacement =
    options.replacement === "none"
      ? undefined
      : new SabreReplacement(options.replacement, segmentDuration, options.replacementAheadSegments);
  // What other estimators make of faster downloads is not known; and replacements depend on what was played.
  const monotone = rule.monotone && options.estimator === undefined && replacement === undefined;
  const decision: OwnDecision = { level: 0, waitSeconds: 0, reason: "", estimate: undefined };
  return {
    name,
    ...(monotone && { monotone }),
    decide(o) {
      const there = replacement?.levelThere(o);
      if (there !== undefined) return { level: withinAllowed(there, o.allowed), reason: "already buffered" };
      const throughput = estimator.estimate(o.now);
      rule.choose(o, throughput, estimator.latency?.() ?? 0);
      decision.level = rule.level;
      decision.waitSeconds = rule.wait;
      decision.reason = rule.reason;
      decision.estimate = throughput;
      const replaceFrom = replacement?.find(rule.level, o);
      if (replaceFrom === undefined) return decision;
      return { ...decision, waitSeconds: 0, replaceFrom, reason: "replacement" };
    },
    onSample(sample, o) {
      const replaced = replacement?.delivered(sample.level, o) ?? false;
      rule.delivered?.(sample, o, replaced);
      estimator.add(sample);
    },
    onProgress(inFlight, o) {
      const { segment, level } = inFlight;
      if (replacement !== undefined && replacement.replacing === segment) {
        const keep = replacement.tooLate(segment, o.buffer);
        if (keep === undefined) return undefined;
        replacement.replacing = undefined;
        rule.notReplaced?.(level);
        return { abandonTo: keep };
      }
      const abandonTo = rule.abandonTo(inFlight, o, estimator.latency?.() ?? 0);
      if (abandonTo === undefined) return undefined;
      rule.abandoned?.(level, abandonTo, o.buffer);
      return { abandonTo };
    },
    ...(rule.idled && { onIdle: (seconds: Seconds) => rule.idled?.(seconds) }),
    onSeek(to) {
      replacement?.forget();
      rule.sought?.(to);
    },
  };
}

/** Latency is reckoned as 0 where an estimator knows none. */
function estimatorOf(options: SabreOptions, context: PolicyContext): Estimator & Partial<LatencyEstimator> {
  if (options.estimator) return options.estimator(context);
  return sabreEwma({
    fastHalfLife: options.fastHalfLifeSeconds,
    slowHalfLife: options.slowHalfLifeSeconds,
    segmentDuration: context.segmentDuration,
  });
}
