import { bpsFromMbps, secondsFromMs } from "../../../units.js";
import { flatKind } from "../flat-kind.js";
import { BANDWIDTH_MBPS, LATENCY_MS } from "../quantities.js";

/** A link that never changes, as tools that slow a connection down make it. */
export interface Constant {
  readonly capacityMbps: number;
  readonly latencyMs: number;
}

export const constant = flatKind<Constant>({
  name: "constant",
  description: "one capacity and one latency throughout",
  source: "a control, and what throttling tools do",
  parameters: {
    capacityMbps: { meaning: "capacity", number: BANDWIDTH_MBPS },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { capacityMbps: 3, latencyMs: 50 },
  random: false,
  // Not rounded: there is nothing in it that could differ between machines.
  traces: ({ capacityMbps, latencyMs }, { duration }) => {
    return () => [{ duration, bandwidth: bpsFromMbps(capacityMbps), latency: secondsFromMs(latencyMs) }];
  },
});
