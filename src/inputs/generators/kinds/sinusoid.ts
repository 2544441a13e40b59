import { flatKind } from "../flat-kind.js";
import { patternTrace, sinusoid as swinging } from "../patterns.js";
import { BANDWIDTH_MBPS, LATENCY_MS, SECONDS } from "../quantities.js";

/** Capacity that swings about a value, and is 0 where it would be below. */
export interface Sinusoid {
  readonly centreMbps: number;
  readonly amplitudeMbps: number;
  readonly periodSeconds: number;
  readonly latencyMs: number;
}

export const sinusoid = flatKind<Sinusoid>({
  name: "sinusoid",
  description: "a sine about a value, in steps of a second; 0 where it would be below",
  source: "a test signal of control theory",
  parameters: {
    centreMbps: { meaning: "capacity that it swings about", number: BANDWIDTH_MBPS },
    amplitudeMbps: { meaning: "how far it swings", number: BANDWIDTH_MBPS },
    periodSeconds: { meaning: "length of a swing, there and back", number: { ...SECONDS, min: 2 } },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { centreMbps: 3, amplitudeMbps: 2.5, periodSeconds: 60, latencyMs: 50 },
  random: false,
  traces: ({ centreMbps, amplitudeMbps, periodSeconds, latencyMs }, { duration }) => {
    const swing = swinging(centreMbps, amplitudeMbps, periodSeconds);
    const capacity = (time: number) => Math.max(0, swing(time));
    return () => patternTrace({ capacity }, { duration, latencyMs });
  },
});
