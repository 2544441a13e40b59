import type { Estimator } from "../../estimators/estimator.js";
import { requestThroughput } from "../../estimators/sample-throughput.js";
import type { Sample } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/**
 * RobustMPC's prediction (Yin et al., SIGCOMM 2015; as in Pensieve's mpc.py): an estimate, divided by 1 + the largest
 * of its latest relative errors, so that it is about the least to be expected. The error of a download is
 * |estimate - actual| / actual, where the estimate is the one, not divided, that was made after the download before,
 * and the actual throughput that of the whole request, latency included. The first download's error is 0, for nothing
 * was foretold.
 */
export class RobustPrediction implements Estimator {
  private readonly estimator: Estimator;
  private readonly errors: Float64Array;
  private seen = 0;
  private foretold: BitsPerSecond | undefined;

  /** @param errorCount how many errors are remembered; 1 or more */
  constructor(estimator: Estimator, errorCount: number) {
    this.estimator = estimator;
    this.errors = new Float64Array(errorCount);
  }

  add(sample: Sample): void {
    const { estimator, errors, foretold } = this;
    const actual = requestThroughput(sample);
    if (actual !== undefined && actual > 0) {
      errors[this.seen++ % errors.length] = foretold === undefined ? 0 : Math.abs(foretold - actual) / actual;
    }
    estimator.add(sample);
    this.foretold = estimator.estimate(sample.end);
  }

  estimate(now?: Seconds): BitsPerSecond | undefined {
    const estimate = this.estimator.estimate(now);
    return estimate === undefined ? undefined : estimate / (1 + this.largestError());
  }

  private largestError(): number {
    // Places without an error hold 0, which is not larger than any.
    let largest = 0;
    for (let i = 0; i < this.errors.length; i++) largest = Math.max(largest, this.errors[i]!);
    return largest;
  }
}
