import type {
  Estimator,
  EstimatorContext,
  EstimatorFactory,
  LatencyEstimator,
} from "../../estimators/estimator.js";
import { HlsJsEwma, type HlsJsEwmaOptions, hlsJsEwma } from "../../estimators/hls-js-ewma.js";
import type { InFlight, Sample } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/** What hls.js asks its bandwidth estimator, asked of hls.js's own or of any other. */
export interface HlsJsMeter {
  add(sample: Sample): void;
  /** Takes in what has come of a download that is given up. */
  addPart(inFlight: InFlight, now: Seconds): void;
  /** Whether the bandwidth is more than the default. */
  measured(now: Seconds): boolean;
  bandwidth(now: Seconds): BitsPerSecond;
  /** Estimated time to first byte. */
  latency(): Seconds;
}

/** @param factory the estimator to ask instead of hls.js's own */
export function hlsJsMeter(
  options: HlsJsEwmaOptions,
  factory: EstimatorFactory | undefined,
  context: EstimatorContext,
): HlsJsMeter {
  const estimator = factory?.(context) ?? hlsJsEwma(options);
  return estimator instanceof HlsJsEwma ? ownMeter(estimator) : meterOf(estimator, options);
}

function ownMeter(estimator: HlsJsEwma): HlsJsMeter {
  return {
    add: (sample) => estimator.add(sample),
    addPart({ start, firstByte, loaded }, now) {
      const elapsed = now - start;
      if (firstByte === undefined || loaded <= 0) estimator.addLatency(elapsed);
      else estimator.addTransfer(elapsed - Math.min(estimator.latency(), firstByte - start), loaded);
    },
    measured: () => estimator.measured,
    bandwidth: () => estimator.estimate(),
    latency: () => estimator.latency(),
  };
}

function meterOf(estimator: Estimator | LatencyEstimator, options: HlsJsEwmaOptions): HlsJsMeter {
  return {
    add: (sample) => estimator.add(sample),
    addPart({ start, firstByte, loaded, level }, now) {
      if (firstByte !== undefined && loaded > 0)
        estimator.add({ start, firstByte, end: now, bits: loaded, level });
    },
    measured: (now) => estimator.estimate(now) !== undefined,
    bandwidth: (now) => estimator.estimate(now) ?? options.defaultEstimate,
    latency: () => ("latency" in estimator ? (estimator.latency() ?? options.defaultLatency) : 0),
  };
}
