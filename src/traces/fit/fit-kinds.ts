import type { Models } from "../../inputs/generators/index.js";
import type { LatencyModel } from "../../inputs/generators/latency.js";
import type { FitKind } from "../../model/trace-fit.js";
import { fittedAr1 } from "./autoregression.js";
import type { BinnedTraces } from "./binned-traces.js";
import { fittedHmm, fittedMarkov } from "./hidden-markov.js";
import { fittedLatentGaussian } from "./latent-gaussian.js";

/** What is known of the traces, and the seed of the chance that fitting takes. */
export interface ToFit {
  readonly measured: BinnedTraces;
  /** Of the traces' values; see `normal-scores.ts`. */
  readonly scores: readonly Float64Array[];
  readonly latency: LatencyModel;
  readonly seed: number;
}

/** A kind of generator with its parameters. */
type Fitted = {
  readonly [Kind in keyof Models]: { readonly kind: Kind; readonly model: Models[Kind] };
}[keyof Models];

/** How each kind is fitted. A Markov chain over classes of values is written as a hidden one. */
export const FITS: { readonly [Kind in FitKind]: (known: ToFit) => Fitted } = {
  "latent-gaussian": (known) => ({ kind: "latent-gaussian", model: fittedLatentGaussian(known) }),
  ar1: ({ measured, latency }) => ({ kind: "ar1", model: fittedAr1(measured, latency.medianMs) }),
  markov: ({ measured, latency }) => ({ kind: "hmm", model: fittedMarkov(measured, latency.medianMs) }),
  hmm: ({ measured, latency }) => ({ kind: "hmm", model: fittedHmm(measured, latency.medianMs) }),
};
