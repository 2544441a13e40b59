import { exponential } from "./exponential.js";

/**
 * The bias-corrected average that Sabre, hls.js, Shaka Player, dash.js and rx-player share: values count by their
 * weight and fade by half over a given weight. For each value v of weight w, with a = 0.5^(w / halfLife):
 * e = a x e + (1 - a) x v, starting from 0. Dividing by 1 - 0.5^(sum of weights / halfLife) takes that 0 out again,
 * so the first value is the first average. Pure arithmetic: any unit.
 */
export class WeightedEwma {
  /** Natural logarithm of what a weight of 1 keeps. */
  private readonly fading: number;
  private biased = 0;
  /** How much of the 0 at the start is left: 0.5^(sum of weights / halfLife). */
  private startLeft = 1;
  private lastWeight = 0;
  /** What a value of `lastWeight` keeps of the average before it. */
  private lastKept = 1;

  /** @param halfLife over 0; in the unit of the weights */
  constructor(halfLife: number) {
    this.fading = -Math.LN2 / halfLife;
  }

  /** @param weight over 0 */
  add(weight: number, value: number): void {
    // Remembered because equal weights are common and exponentials dear.
    if (weight !== this.lastWeight) {
      this.lastWeight = weight;
      this.lastKept = exponential(this.fading * weight);
    }
    const kept = this.lastKept;
    this.biased = kept * this.biased + (1 - kept) * value;
    this.startLeft *= kept;
  }

  /** NaN before the first value. (Undefined would be kept in memory, and looked at each time; a number is in a register.) */
  average(): number {
    return this.biased / (1 - this.startLeft);
  }
}
