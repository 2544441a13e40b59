import type { TraceInterval } from "../../model/trace.js";
import type { TraceColumns } from "./format.js";

/** Gathers intervals that are checked, and alike in what they have, into columns that grow as they come. */
export class TraceColumnsBuilder {
  readonly #durations = new GrowingColumn();
  readonly #bandwidths = new GrowingColumn();
  readonly #latencies = new GrowingColumn();
  readonly #losses = new GrowingColumn();

  push({ duration, bandwidth, latency, loss }: TraceInterval): void {
    this.#durations.push(duration);
    this.#bandwidths.push(bandwidth);
    if (latency !== undefined) this.#latencies.push(latency);
    if (loss !== undefined) this.#losses.push(loss);
  }

  finish(): TraceColumns {
    return {
      durations: this.#durations.toArray(),
      bandwidths: this.#bandwidths.toArray(),
      ...(this.#latencies.length > 0 && { latencies: this.#latencies.toArray() }),
      ...(this.#losses.length > 0 && { losses: this.#losses.toArray() }),
    };
  }
}

/** Numbers, 8 bytes each, in an array that doubles when it is full. */
class GrowingColumn {
  length = 0;
  #values = new Float64Array(64);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = new Float64Array(2 * this.length);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length++] = value;
  }

  toArray(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}
