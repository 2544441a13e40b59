import { InputError } from "../../errors.js";
import type { TraceInterval } from "../../model/trace.js";
import type { TraceColumns } from "./format.js";

/** Gathers intervals whose values are checked into columns that grow as they come. */
export class TraceColumnsBuilder {
  readonly #where: string;
  readonly #durations = new GrowingColumn();
  readonly #bandwidths = new GrowingColumn();
  readonly #latencies = new GrowingColumn();
  readonly #losses = new GrowingColumn();

  /** @param where how messages name the file */
  constructor(where: string) {
    this.#where = where;
  }

  /** @throws InputError when this interval lacks a latency or a loss that others have, or the other way round */
  push({ duration, bandwidth, latency, loss }: TraceInterval, line: number): void {
    this.#pushOptional(this.#latencies, latency, "latency", line);
    this.#pushOptional(this.#losses, loss, "loss", line);
    this.#durations.push(duration);
    this.#bandwidths.push(bandwidth);
  }

  /** @throws InputError when nothing was pushed */
  finish(): TraceColumns {
    if (this.#durations.length === 0) {
      throw new InputError({
        where: this.#where,
        expected: "a trace of at least one interval",
        received: "none",
        hint: "Check that the file is complete",
      });
    }
    return {
      durations: this.#durations.toArray(),
      bandwidths: this.#bandwidths.toArray(),
      ...(this.#latencies.length > 0 && { latencies: this.#latencies.toArray() }),
      ...(this.#losses.length > 0 && { losses: this.#losses.toArray() }),
    };
  }

  #pushOptional(column: GrowingColumn, value: number | undefined, what: string, line: number): void {
    const rows = this.#durations.length;
    const othersHave = column.length > 0;
    if (rows > 0 && othersHave !== (value !== undefined)) {
      throw new InputError({
        where: `${this.#where}:${line}`,
        expected: `a ${what} in every row or in none`,
        received: othersHave ? "a row without one" : "a row with one",
        hint: `Fill in or remove the ${what} column`,
      });
    }
    if (value !== undefined) column.push(value);
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
