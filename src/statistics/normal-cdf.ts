/** Beyond this the continued fraction is the faster of the two expansions. */
const TAIL = 2;
/** Enough for full precision from TAIL on; it needs fewer the farther out it goes. */
const FRACTION_DEPTH = 120;

/** The density of the standard normal distribution at z. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * The probability that a standard normal variable is at most z. A power series around 0 (Abramowitz & Stegun,
 * "Handbook of Mathematical Functions", 26.2.11) and a continued fraction in the tails (26.2.14), so that small
 * probabilities keep their relative precision too.
 */
export function normalCdf(z: number): number {
  if (z < -TAIL) return tail(-z);
  if (z > TAIL) return 1 - tail(z);
  let term = z;
  let series = z;
  for (let odd = 3; Math.abs(term) > Math.abs(series) * (Number.EPSILON / 4); odd += 2) {
    term *= (z * z) / odd;
    series += term;
  }
  return 0.5 + series * normalDensity(z);
}

/** The probability above z, for z over {@link TAIL}. */
function tail(z: number): number {
  let fraction = z;
  for (let depth = FRACTION_DEPTH; depth > 0; depth--) fraction = z + depth / fraction;
  return normalDensity(z) / fraction;
}
