import type { OptionKind, OptionKinds } from "../model/options.js";
import type { EstimatorFactory } from "./estimator.js";

/** An estimator of the library, and what there is to know about it before it is made. */
export interface EstimatorEntry {
  /** As in scenario files. */
  readonly name: string;
  /** Binds options, in the units that their names end in; those left out, or undefined, take their defaults. */
  create(options: object): EstimatorFactory;
  /** Every option with its published value. */
  readonly defaults: object;
  /** What each option may be. */
  readonly kinds: Readonly<Record<string, OptionKind>>;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Where the estimator is published. */
  readonly citation: string;
}

/** An entry whose parts agree on the type of their options. */
export interface EstimatorEntryOf<Options extends object> extends EstimatorEntry {
  create(options: Partial<Options>): EstimatorFactory;
  readonly defaults: Options;
  readonly kinds: OptionKinds<Options> & EstimatorEntry["kinds"];
}
