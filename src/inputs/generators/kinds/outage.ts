import { InputError } from "../../../errors.js";
import { flatKind } from "../flat-kind.js";
import { patternTrace, pulses, window } from "../patterns.js";
import { BANDWIDTH_MBPS, LATENCY_MS, SECONDS } from "../quantities.js";

/** A steady link that fails, once or again and again. */
export interface Outage {
  readonly capacityMbps: number;
  readonly duringMbps: number;
  readonly lengthSeconds: number;
  /** From one outage to the next, each at the end of a period; missing: one, in the middle of the trace. */
  readonly periodSeconds?: number;
  readonly latencyMs: number;
}

export const outage = flatKind<Outage>({
  name: "outage",
  description: "a steady link that fails for a while, once or at the end of each period",
  source: "a test signal of control theory",
  parameters: {
    capacityMbps: { meaning: "capacity at other times", number: BANDWIDTH_MBPS },
    duringMbps: { meaning: "capacity during an outage", number: BANDWIDTH_MBPS },
    lengthSeconds: { meaning: "length of an outage, in whole seconds", number: { ...SECONDS, min: 1 } },
    periodSeconds: {
      meaning: "time from one to the next; missing: there is one, in the middle of the trace",
      number: SECONDS,
    },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { capacityMbps: 4, duringMbps: 0, lengthSeconds: 30, latencyMs: 50 },
  random: false,
  check({ lengthSeconds, periodSeconds }, fields) {
    if (periodSeconds !== undefined && periodSeconds <= lengthSeconds)
      throw new InputError({
        where: fields.where("periodSeconds"),
        expected: `longer than lengthSeconds, which is ${lengthSeconds}`,
        received: String(periodSeconds),
      });
  },
  traces: ({ capacityMbps, duringMbps, lengthSeconds, periodSeconds, latencyMs }, { duration }) => {
    const capacity =
      periodSeconds === undefined
        ? window(duringMbps, capacityMbps, lengthSeconds)
        : pulses(capacityMbps, duringMbps, periodSeconds - lengthSeconds, periodSeconds);
    return () => patternTrace({ capacity }, { duration, latencyMs });
  },
});
