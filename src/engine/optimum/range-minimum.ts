/** The least of any range of a list that repeats without end, in constant time: a sparse table. */
export class RangeMinimum {
  private readonly length: number;
  /** `rows[p][i]` is the least of the 2^p values from i on. */
  private readonly rows: Float64Array[];

  constructor(values: Float64Array) {
    this.length = values.length;
    this.rows = [values];
    for (let width = 1; 2 * width <= values.length; width *= 2) {
      const half = this.rows.at(-1)!;
      this.rows.push(
        Float64Array.from({ length: values.length - 2 * width + 1 }, (_, i) =>
          Math.min(half[i]!, half[i + width]!),
        ),
      );
    }
  }

  /** @param from a place, counting on through the repetitions; at most `to`, which is included */
  least(from: number, to: number): number {
    const { length } = this;
    if (to - from + 1 >= length) return this.within(0, length - 1);
    const first = from - Math.floor(from / length) * length;
    const last = first + (to - from);
    if (last < length) return this.within(first, last);
    return Math.min(this.within(first, length - 1), this.within(0, last - length));
  }

  private within(from: number, to: number): number {
    const power = 31 - Math.clz32(to - from + 1);
    const row = this.rows[power]!;
    return Math.min(row[from]!, row[to - (1 << power) + 1]!);
  }
}
