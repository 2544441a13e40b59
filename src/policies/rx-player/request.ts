import { WeightedEwma } from "../../estimators/weighted-ewma.js";
import type { InFlight } from "../../model/policy.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

export interface RxPlayerRequestOptions {
  /** Reports needed for a request's own bandwidth: a constant of rx-player's estimateRequestBandwidth. */
  readonly requestReports: number;
  /** Half-life of a request's own bandwidth, in seconds: a constant of the same. */
  readonly requestHalfLifeSeconds: Seconds;
}

/** A request under way, as rx-player's network analyzer knows it: since when, and how its bits came. */
export class RequestProgress {
  readonly level: number;
  readonly start: Seconds;
  private readonly options: RxPlayerRequestOptions;
  private readonly segment: number;
  private readonly throughput: WeightedEwma;
  private reports = 0;
  private loaded: Bits = 0;
  private total: Bits = 0;
  private reportedAt: Seconds = 0;

  constructor({ segment, level, start }: InFlight, options: RxPlayerRequestOptions) {
    this.segment = segment;
    this.level = level;
    this.start = start;
    this.options = options;
    this.throughput = new WeightedEwma(options.requestHalfLifeSeconds);
  }

  isOf({ segment, level, start, loaded }: InFlight): boolean {
    return this.segment === segment && this.level === level && this.start === start && this.loaded <= loaded;
  }

  /** A report counts where bits have come, the whole size is known and there are more to come, as in the player. */
  report({ loaded, total }: InFlight, now: Seconds): void {
    if (total === undefined || loaded <= this.loaded || loaded >= total) return;
    const elapsed = now - this.reportedAt;
    if (this.reports > 0 && elapsed > 0) this.throughput.add(elapsed, (loaded - this.loaded) / elapsed);
    this.reports++;
    this.loaded = loaded;
    this.total = total;
    this.reportedAt = now;
  }

  /** Of this request alone; undefined while too few reports have come. */
  bandwidth(): BitsPerSecond | undefined {
    const bandwidth = this.throughput.average();
    return this.reports >= this.options.requestReports && bandwidth >= 0 ? bandwidth : undefined;
  }

  /** From the last report to the end. */
  remaining(bandwidth: BitsPerSecond): Seconds {
    return (this.total - this.loaded) / bandwidth;
  }

  sinceReport(now: Seconds): Seconds {
    return now - this.reportedAt;
  }
}
