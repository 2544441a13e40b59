/** The values of all series, one after the other. */
export function joined(series: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(series.reduce((total, { length }) => total + length, 0));
  let filled = 0;
  for (const values of series) {
    all.set(values, filled);
    filled += values.length;
  }
  return all;
}
