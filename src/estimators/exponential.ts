/**
 * e to the power of a number that is not over 0, the same to the last bit wherever it runs. `Math.exp` is what each engine
 * makes of it: in the last bit, one of ten results of Chromium's differs from Node.js 20's. The steps are those of fdlibm's
 * `e_exp.c` (Sun Microsystems; a rational approximation after Remez, wrong by less than a unit in the last place), and so
 * are the results, which are Node.js 20's too.
 *
 * Its constants are in it because engines look up those of a module: estimators call it twice for every download.
 */
export function exponential(exponent: number): number {
  // Below this, a power of e is 0.
  const x = exponent > -750 ? exponent : -750;
  const halvings = (0.5 - x * Math.LOG2E) | 0;
  // ln 2 in two parts: the high one has few enough digits for its multiples to be exact.
  const high = x + halvings * 0.6931471803691238;
  const low = -halvings * 1.9082149292705877e-10;
  const rest = high - low;
  const t = rest * rest;
  const c =
    rest -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  let power = 1 - (low - (rest * c) / (2 - c) - high);
  for (let halving = 0; halving < halvings; halving++) power *= 0.5;
  return power;
}
