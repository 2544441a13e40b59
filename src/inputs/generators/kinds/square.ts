import { flatKind } from "../flat-kind.js";
import { patternTrace, squareWave } from "../patterns.js";
import { BANDWIDTH_MBPS, LATENCY_MS, SECONDS } from "../quantities.js";

/** Capacity that alternates between two values, each for half a period. */
export interface Square {
  readonly highMbps: number;
  readonly lowMbps: number;
  readonly periodSeconds: number;
  readonly latencyMs: number;
}

export const square = flatKind<Square>({
  name: "square",
  description: "a square wave: high for half of each period, low for the other",
  source: "a test signal of control theory",
  parameters: {
    highMbps: { meaning: "capacity in the first half", number: BANDWIDTH_MBPS },
    lowMbps: { meaning: "capacity in the second half", number: BANDWIDTH_MBPS },
    periodSeconds: {
      meaning: "length of both; the change is at a whole second",
      number: { ...SECONDS, min: 2 },
    },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { highMbps: 5, lowMbps: 0.5, periodSeconds: 40, latencyMs: 50 },
  random: false,
  traces: ({ highMbps, lowMbps, periodSeconds, latencyMs }, { duration }) => {
    const capacity = squareWave(highMbps, lowMbps, periodSeconds);
    return () => patternTrace({ capacity }, { duration, latencyMs });
  },
});
