import type { NetworkSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { CapacityCursor } from "./capacity.js";

type LatencySettings = Pick<NetworkSettings, "rtt" | "latencyRule">;

/** When the first bit comes of a request that goes out now, if nothing but the path delays it. */
export function pathLatencyEnd(
  settings: LatencySettings,
  capacity: CapacityCursor,
  now: Seconds,
  horizon: Seconds,
): Seconds {
  if (settings.rtt === undefined && settings.latencyRule === "along trace")
    return capacity.latencyEnd(now, now + horizon);
  return now + pathRoundTrip(settings, capacity, now);
}

/** What a round trip takes at this moment, which is what TCP goes by: the setting, or the trace's latency, or none. */
export function pathRoundTrip(settings: LatencySettings, capacity: CapacityCursor, now: Seconds): Seconds {
  return settings.rtt ?? capacity.latencyAt(now) ?? 0;
}
