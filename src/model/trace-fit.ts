import type { Seconds } from "../units.js";
import type { Interval } from "./interval.js";

/** The kinds of generator that can be fitted to measured traces. */
export const FIT_KINDS = ["latent-gaussian", "ar1", "markov", "hmm"] as const;
export type FitKind = (typeof FIT_KINDS)[number];

/** What a generator was fitted to, and how well it agrees with traces that it was not fitted to. */
export interface TraceFit {
  readonly kind: FitKind;
  readonly bin: Seconds;
  readonly seed: number;
  /** Names of the traces that it was fitted to. */
  readonly fittedTo: readonly string[];
  /** Names of the traces that it was not shown. */
  readonly heldOut: readonly string[];
  /** How many traces were generated for the comparison. */
  readonly generated: number;
  readonly figures: readonly FitFigure[];
  readonly cautions: readonly FitCaution[];
}

/** A figure of a set of traces, measured and generated; undefined where a set has none. */
export interface FitFigure {
  /** For programs: "mean_kbps", "autocorrelation_5s". */
  readonly name: string;
  /** For people, without its unit. */
  readonly label: string;
  /** "bit/s"; "%" of a share; "" of a pure number. */
  readonly unit: "bit/s" | "%" | "";
  readonly fittedTo: number | undefined;
  readonly heldOut: number | undefined;
  readonly generated: number | undefined;
  /** Where the figure of as many traces like those held out lies, with 95 % confidence. */
  readonly band: Interval | undefined;
  /** The same where the traces that the generator was fitted to are taken for a sample too, which they are. */
  readonly widerBand: Interval | undefined;
}

/** What to bear in mind. */
export type FitCaution =
  /** A half of few traces, from which intervals come out too narrow. */
  | { readonly kind: "few-traces"; readonly half: "fitted to" | "held out"; readonly traces: number }
  /** Traces of too few bins. */
  | { readonly kind: "too-short"; readonly traces: number; readonly bins: number }
  /** No trace says it, so a usual one was put. */
  | { readonly kind: "latency-unknown"; readonly latency: Seconds };

/** Whether a figure lies in a band; undefined where there is nothing to compare. */
export function isWithin(value: number | undefined, band: Interval | undefined): boolean | undefined {
  return value === undefined || band === undefined ? undefined : band[0] <= value && value <= band[1];
}
