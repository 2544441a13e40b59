/** The values that are an answer, not NaN, in their order. Moved together in place, which is far quicker than `filter`. */
export function answersOf(values: Float64Array): Float64Array {
  let answers = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    values[answers] = value;
    if (!Number.isNaN(value)) answers++;
  }
  return values.subarray(0, answers);
}
