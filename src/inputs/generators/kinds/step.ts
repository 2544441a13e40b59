import { flatKind } from "../flat-kind.js";
import { patternTrace, step as stepping } from "../patterns.js";
import { BANDWIDTH_MBPS, LATENCY_MS, SECONDS } from "../quantities.js";

/** Capacity that changes once. */
export interface Step {
  readonly beforeMbps: number;
  readonly afterMbps: number;
  /** Missing: in the middle of the trace. */
  readonly atSeconds?: number;
  readonly latencyMs: number;
}

export const step = flatKind<Step>({
  name: "step",
  description: "one capacity, then another",
  source: "a test signal of control theory",
  parameters: {
    beforeMbps: { meaning: "capacity at first", number: BANDWIDTH_MBPS },
    afterMbps: { meaning: "capacity from then on", number: BANDWIDTH_MBPS },
    atSeconds: {
      meaning: "when it changes, in whole seconds; missing: in the middle of the trace",
      number: SECONDS,
    },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { beforeMbps: 5, afterMbps: 0.8, latencyMs: 50 },
  random: false,
  traces: ({ beforeMbps, afterMbps, atSeconds, latencyMs }, { duration }) => {
    return () =>
      patternTrace({ capacity: stepping(beforeMbps, afterMbps, atSeconds) }, { duration, latencyMs });
  },
});
