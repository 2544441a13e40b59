/**
 * The value in the file's unit, as the shortest decimal that reads back equal; of the few values that none reads back to,
 * the nearest. Multiplying by 1000 may leave a speck (0.029 s would be 29.000000000000004 ms), so the value is first tried
 * without its last digits.
 *
 * @param write from the unit inside to the file's
 * @param read the other way round, as the format's reader does
 */
export function converted(
  value: number,
  write: (value: number) => number,
  read: (written: number) => number,
): number {
  const exact = write(value);
  // What people and programs mostly write, and ten times as quick to find.
  const plain = Math.round(exact * 1e6) / 1e6;
  if (read(plain) === value) return plain;
  for (const digits of [15, 16]) {
    const rounded = Number(exact.toPrecision(digits));
    if (read(rounded) === value) return rounded;
  }
  return exact;
}
