import { type BitsPerSecond, mbpsFromBps, msFromSeconds, type Seconds } from "../../../units.js";

/** What a CDN is judged by. */
export interface CdnMetrics {
  readonly latency: Seconds;
  readonly throughput: BitsPerSecond;
  /** Percent. */
  readonly availability: number;
  readonly distanceKm: number;
  readonly usdPerGB: number;
}

/** The distance at which half of what nearness is worth is left. */
const FAR_KM = 1000;

/**
 * A CDN's score, 0 to 1, the higher the better (document 000, "Multi-CDN Strategy"):
 * 0.3 / (1 + ms / 100) + 0.3 min(Mbit/s / 100, 1) + 0.2 availability / 100 + 0.1 / (1 + km / 1000) + 0.1 / (1 + USD).
 */
export function cdnScore(metrics: CdnMetrics): number {
  const { latency, throughput, availability, distanceKm, usdPerGB } = metrics;
  return (
    0.3 / (1 + msFromSeconds(latency) / 100) +
    0.3 * Math.min(mbpsFromBps(throughput) / 100, 1) +
    (0.2 * availability) / 100 +
    0.1 / (1 + distanceKm / FAR_KM) +
    0.1 / (1 + usdPerGB)
  );
}
