import type { LatentGaussian } from "./latent-gaussian.js";
import type { LeoSatellite } from "./leo.js";
import type { Pattern } from "./patterns.js";
import type { SemiMarkov } from "./semi-markov.js";

/** A family of traces: what it is, and the data that its kind of generator works from. */
export type TraceFamily = {
  /** Also the name of its folder and the beginning of its files' names. */
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** One line: what it is calibrated to or modelled on. */
  readonly source: string;
} & (
  | { readonly kind: "latent-gaussian"; readonly model: LatentGaussian }
  | { readonly kind: "semi-markov"; readonly model: SemiMarkov }
  | { readonly kind: "leo"; readonly model: LeoSatellite }
  | { readonly kind: "patterns"; readonly patterns: readonly Pattern[]; readonly latencyMs: number }
);
