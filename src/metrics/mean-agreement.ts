import type { Agreement } from "../model/agreement.js";
import type { MeanAgreement } from "../model/fidelity.js";
import { meanOfKnown } from "./mean.js";

/**
 * What agreements come to. What some plays have no figure of is a mean over the others.
 *
 * @param agreements at least one
 */
export function meanAgreement(agreements: readonly Agreement[]): MeanAgreement {
  const segments = total(agreements.map((one) => one.segments));
  const bias = (figure: (one: Agreement) => number | undefined) => meanOfKnown(agreements.map(figure));
  const error = (figure: (one: Agreement) => number | undefined) =>
    meanOfKnown(agreements.map(figure).map((value) => value && Math.abs(value)));
  return {
    plays: agreements.length,
    segments,
    levelAgreement: total(agreements.map((one) => one.agreeing)) / segments,
    meanLevelDifference: bias((one) => one.meanLevelDifference),
    bitrateBias: bias((one) => one.bitrateError),
    stallBias: bias((one) => one.stallError) ?? 0,
    startupBias: bias((one) => one.startupError),
    switchesBias: bias((one) => one.switchesDifference) ?? 0,
    qoeBias: bias((one) => one.qoeError),
    bitrateError: error((one) => one.bitrateError),
    stallError: error((one) => one.stallError) ?? 0,
    startupError: error((one) => one.startupError),
    qoeError: error((one) => one.qoeError),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
