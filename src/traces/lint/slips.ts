/**
 * What a rate is off by when its unit is mistaken, the likeliest first: kilo and mega (a factor of 1024 is too near to tell
 * apart); bytes and bits; bits and megabits; two at once.
 */
export const SLIPS = [1000, 8, 1_000_000, 8000, 8_000_000] as const;

/**
 * The slip of unit that a factor looks like, as what to multiply by: 8 or 1/8, ...
 *
 * @param tolerance of the natural logarithm
 */
export function likelySlip(factor: number, tolerance: number): number | undefined {
  const off = (slip: number) => Math.abs(Math.log(factor / slip));
  const slips = SLIPS.flatMap((slip) => [slip, 1 / slip]);
  const nearest = slips.reduce((best, slip) => (off(slip) < off(best) ? slip : best));
  return off(nearest) <= tolerance ? nearest : undefined;
}
