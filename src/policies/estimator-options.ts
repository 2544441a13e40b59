import type { EstimatorFactory } from "../estimators/estimator.js";
import { findEstimator } from "../estimators/registry.js";
import { findPolicy } from "./registry.js";

/** An estimator as data, as scenarios write it. */
export interface EstimatorChoice {
  /** The estimator's name. */
  readonly use: string;
  /** Its options; those left out at their published values. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Reads `harmonic-mean` and `{ use: harmonic-mean, sampleCount: 5 }`; undefined for anything else. */
export function readEstimatorChoice(written: unknown): EstimatorChoice | undefined {
  if (typeof written === "string") return { use: written, options: {} };
  if (typeof written !== "object" || written === null) return undefined;
  const { use, ...options } = written as Record<string, unknown>;
  return typeof use === "string" ? { use, options } : undefined;
}

/** The names of the estimators that a policy's options choose, in order. */
export function estimatorsChosen(policy: string, options: object): readonly string[] {
  return choicesIn(policy, options).map(([, { use }]) => use);
}

/**
 * A policy's options with each estimator that is given as data replaced by its factory, so that the policy's factory
 * can take them. The options themselves, where there is nothing to replace.
 *
 * @throws RangeError when the library has no such estimator, which {@link checkOptions} rules out
 */
export function withEstimators<Options extends object>(policy: string, options: Options): Options {
  const choices = choicesIn(policy, options);
  if (choices.length === 0) return options;
  const made = choices.map(([option, choice]) => [option, factoryOf(choice)] as const);
  return { ...options, ...Object.fromEntries(made) };
}

function choicesIn(policy: string, options: object): [option: string, EstimatorChoice][] {
  const kinds = findPolicy(policy)?.kinds ?? {};
  return Object.entries(options).flatMap(([option, written]): [string, EstimatorChoice][] => {
    const choice = kinds[option] === "estimator" ? readEstimatorChoice(written) : undefined;
    return choice === undefined ? [] : [[option, choice]];
  });
}

function factoryOf({ use, options }: EstimatorChoice): EstimatorFactory {
  const entry = findEstimator(use);
  if (entry === undefined) throw new RangeError(`no estimator ${use}`);
  return entry.create(options);
}
