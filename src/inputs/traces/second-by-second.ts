import { excerpt, InputError } from "../../errors.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { GapFilling } from "./gap-filling.js";
import type { NamedRow } from "./named-columns.js";
import { DURATION_S } from "./quantities.js";

/**
 * A trace that is logged once a second, more or less: a second with several rows has their mean, and one without a row,
 * or with none that tells its rate, is a gap.
 */
export class SecondBySecond<Column extends string> {
  readonly #trace: GapFilling;
  /** The column that says which second a row is of, for messages. */
  readonly #column: Column;
  #second: number | undefined;
  #sum: BitsPerSecond = 0;
  #known = 0;
  #line = 0;
  /** Since the last second that is known. */
  #unknown: Seconds = 0;

  constructor(trace: GapFilling, column: Column) {
    this.#trace = trace;
    this.#column = column;
  }

  /**
   * @param second a whole number
   * @param bandwidth missing where the row does not tell
   * @throws InputError when the second is before that of the row above, or longer after it than a trace may last
   */
  row(second: number, bandwidth: BitsPerSecond | undefined, row: NamedRow<Column>): void {
    if (second !== this.#second) {
      const step = this.#second === undefined ? 1 : second - this.#second;
      if (step < 1 || step > DURATION_S.max) throw this.#outOfOrder(step, row);
      this.#endSecond();
      this.#unknown += step - 1;
      this.#second = second;
    }
    if (bandwidth !== undefined) {
      this.#sum += bandwidth;
      this.#known++;
    }
    this.#line = row.line;
  }

  /** The trace is over. */
  end(): void {
    this.#endSecond();
    this.#endGap();
    this.#trace.end();
  }

  #endSecond(): void {
    if (this.#second === undefined) return;
    if (this.#known === 0) this.#unknown++;
    else {
      this.#endGap();
      this.#trace.known({ duration: 1, bandwidth: this.#sum / this.#known }, this.#line);
    }
    this.#sum = 0;
    this.#known = 0;
  }

  #endGap(): void {
    if (this.#unknown > 0) this.#trace.unknown(this.#unknown, this.#line);
    this.#unknown = 0;
  }

  #outOfOrder(step: number, row: NamedRow<Column>): InputError {
    const column = this.#column;
    return new InputError({
      where: row.where(column),
      expected: `a ${column} ${step < 1 ? "no earlier than" : `at most ${DURATION_S.max} s after`} that of the row above`,
      received: excerpt(row.text(column)),
      hint: `Sort the rows by ${column}, or part the file where another log begins`,
    });
  }
}
