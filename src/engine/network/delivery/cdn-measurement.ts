import type { CdnSettings } from "../../../model/settings/index.js";
import type { Trace } from "../../../model/trace.js";
import type { BitsPerSecond, Seconds } from "../../../units.js";

/** What a client knows, or takes for granted, of the way to a CDN. */
export interface CdnPath {
  readonly latency: Seconds;
  readonly throughput: BitsPerSecond;
}

/** The weight of a new sample; the old average has the rest, as in document 003's estimator (section 2.2). */
const NEW = 0.7;

/**
 * Latency and throughput of one CDN as answers showed them: each an exponentially weighted average of samples. The
 * document probes CDNs with requests of their own (000); a player that downloads all the time need not (ours).
 */
export class CdnMeasurement {
  private latency: Seconds | undefined;
  private throughput: BitsPerSecond | undefined;

  /** @param throughput undefined if the answer was too short to tell */
  add(latency: Seconds, throughput: BitsPerSecond | undefined): void {
    this.latency = average(this.latency, latency);
    if (throughput !== undefined) this.throughput = average(this.throughput, throughput);
  }

  /** What was measured, and what is expected of all that was not. */
  or(expected: CdnPath): CdnPath {
    return {
      latency: this.latency ?? expected.latency,
      throughput: this.throughput ?? expected.throughput,
    };
  }
}

const average = (before: number | undefined, sample: number): number =>
  before === undefined ? sample : NEW * sample + (1 - NEW) * before;

/**
 * What a client expects of a CDN before it has measured anything: the latency of the way and of the CDN together, and
 * the mean capacity of the link that leads there, or the CDN's share of it (ours: a long probe would find as much).
 *
 * @param link the CDN's own trace if it has one, else the session's
 * @param rtt of the session's network, where it does not go by the trace
 */
export function expectedPath(cdn: CdnSettings, link: Trace, rtt?: Seconds): CdnPath {
  const { latency = 0, factor = 1 } = cdn;
  const share = cdn.trace === undefined ? Math.min(factor, 1) : 1;
  return {
    latency: latency + (rtt ?? meanLatency(link)),
    throughput: (share * link.bitsPerPeriod) / link.period,
  };
}

function meanLatency({ latencies, durations, period }: Trace): Seconds {
  if (!latencies) return 0;
  let sum = 0;
  for (let row = 0; row < latencies.length; row++) sum += latencies[row]! * durations[row]!;
  return sum / period;
}
