import type { Observation } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { RequestProgress, RxPlayerRequestOptions } from "./request.js";

export interface RxPlayerNetworkOptions extends RxPlayerRequestOptions {
  /** `lowLatencyMode`: requests wait for media to be made, so their course says nothing of the network. */
  readonly lowLatencyMode: boolean;
  /** `ABR_STARVATION_GAP`: at this buffer level starvation begins. */
  readonly starvationGapSeconds: Seconds;
  /** `OUT_OF_STARVATION_GAP`: at this buffer level it ends. */
  readonly outOfStarvationGapSeconds: Seconds;
  /** `ABR_STARVATION_DURATION_DELTA`: there is none if no more media than this is left to download. */
  readonly starvationDurationDeltaSeconds: Seconds;
  /** `ABR_STARVATION_FACTOR`: the share of the estimate to reckon with in starvation. */
  readonly starvationFactor: number;
  /** `ABR_REGULAR_FACTOR`: the share of the estimate to reckon with otherwise. */
  readonly regularFactor: number;
  /** In starvation a request is looked at once it has lasted so many durations of its segment: */
  readonly minRequestDurations: number;
  /** but not less than this, */
  readonly minRequestSeconds: Seconds;
  /** nor more than this. These and what follows are constants of rx-player's NetworkAnalyzer. */
  readonly maxRequestSeconds: Seconds;
  /**
   * It is then taken at its own bandwidth if that means so much rebuffering. rx-player compares seconds with 2500,
   * meant as milliseconds it seems: hardly any request is.
   */
  readonly emergencyRebufferingSeconds: Seconds;
  /** Otherwise it is too slow if it has lasted so many durations of its segment, */
  readonly slowRequestDurations: number;
  /** and this. */
  readonly slowRequestSeconds: Seconds;
  /** The share of its bitrate, at most, that a request too slow is taken for. */
  readonly slowRequestFactor: number;
  /** A request is not worth waiting for if it lasts so many times longer than was left at the last report, */
  readonly urgentDelayFactor: number;
  /** or if it does not end so long before the buffer does. */
  readonly urgentMarginSeconds: Seconds;
}

/** What is known when the network is judged. */
export interface NetworkSituation {
  readonly o: Observation;
  /** Of the level that is being loaded, or was last; undefined at first. */
  readonly currentBitrate: BitsPerSecond | undefined;
  readonly request: RequestProgress | undefined;
  /** Media in that request. */
  readonly requestDuration: Seconds;
}

/** rx-player's NetworkAnalyzer, without the estimator: starvation, requests that are too slow, what is urgent. */
export class NetworkAnalyzer {
  private readonly options: RxPlayerNetworkOptions;
  private starving = false;

  constructor(options: RxPlayerNetworkOptions) {
    this.options = options;
  }

  /** The share of an estimate to reckon with. */
  get factor(): number {
    return this.starving ? this.options.starvationFactor : this.options.regularFactor;
  }

  /** Enters or leaves starvation. */
  observe({ buffer, segment, live }: Observation): void {
    const { options } = this;
    const left = segment.remaining * segment.duration;
    if (live === undefined && left <= options.starvationDurationDeltaSeconds) this.starving = false;
    else if (this.starving) this.starving = buffer < options.outOfStarvationGapSeconds;
    else this.starving = buffer <= options.starvationGapSeconds;
  }

  /**
   * What to reckon with instead of the estimate, in starvation, because the request under way is too slow.
   *
   * @param last the estimate that was last reckoned with
   */
  emergency(situation: NetworkSituation, last: BitsPerSecond | undefined): BitsPerSecond | undefined {
    const { options } = this;
    const { o, request, currentBitrate, requestDuration } = situation;
    if (!this.starving || options.lowLatencyMode || request === undefined) return undefined;
    const elapsed = o.now - request.start;
    const soonest = Math.max(options.minRequestDurations * requestDuration, options.minRequestSeconds);
    if (elapsed < Math.min(soonest, options.maxRequestSeconds)) return undefined;

    const bandwidth = request.bandwidth();
    const remaining = bandwidth === undefined ? undefined : request.remaining(bandwidth);
    if (remaining !== undefined && request.sinceReport(o.now) <= remaining) {
      const rebuffering = remaining - o.buffer / o.playbackRate;
      if (rebuffering > options.emergencyRebufferingSeconds) return bandwidth;
    }

    const patience = options.slowRequestDurations * requestDuration + options.slowRequestSeconds;
    if (currentBitrate === undefined || elapsed <= patience / o.playbackRate) return undefined;
    const reduced = currentBitrate * Math.min(options.slowRequestFactor, requestDuration / elapsed);
    return last === undefined || reduced < last ? reduced : undefined;
  }

  /** Whether to switch to this bitrate without waiting for the request under way. */
  isUrgent(bitrate: BitsPerSecond, { o, currentBitrate, request }: NetworkSituation): boolean {
    const { options } = this;
    if (currentBitrate === undefined) return true;
    if (bitrate >= currentBitrate) return false;
    const bandwidth = request?.bandwidth();
    if (options.lowLatencyMode || request === undefined || bandwidth === undefined) return true;
    const remaining = request.remaining(bandwidth);
    if (request.sinceReport(o.now) > remaining * options.urgentDelayFactor) return true;
    return remaining - o.buffer / o.playbackRate > -options.urgentMarginSeconds;
  }
}
