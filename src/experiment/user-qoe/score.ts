import { excerpt, InputError } from "../../errors.js";
import type { QoeInput } from "../../model/metrics.js";
import { describeThrown } from "../../model/policy-problems.js";
import { locateError, type PolicyBundle } from "../user-policy/index.js";
import type { UserQoeModel } from "./import.js";

/** A score beyond this is none: sums over sessions would no longer be numbers. */
const MOST = 1e100;

/**
 * What a model of a user's own says of a session. A model that fails at one session is not to be believed at any other,
 * so that no score is left out for it.
 *
 * @param named the session in words, asked for only to complain
 * @throws InputError when the model throws, or answers with what is no score
 */
export function scoreOf(
  model: UserQoeModel,
  input: QoeInput,
  bundle: PolicyBundle,
  named: () => string,
): number | undefined {
  const fault = (where: string, received: string): InputError =>
    new InputError({
      where,
      expected: `a number or undefined as QoE ${model.name} of ${named()}`,
      received,
    });
  let score: unknown;
  try {
    score = model.score(sealed(input));
  } catch (thrown) {
    throw fault(locateError(thrown, bundle) ?? bundle.label, `an error: ${describeThrown(thrown)}`);
  }
  if (score === undefined || (typeof score === "number" && Math.abs(score) <= MOST)) return score;
  throw fault(bundle.label, score instanceof Promise ? "a promise" : excerpt(score));
}

/** The same for a model that may write to what it is given: later sessions and other models do not see it. */
function sealed({ metrics, played, video, ...rest }: QoeInput): QoeInput {
  return Object.freeze({
    ...rest,
    metrics: Object.freeze({ ...metrics }),
    played: Object.freeze(played.map((segment) => Object.freeze({ ...segment }))),
    video: Object.freeze({
      ...video,
      durations: video.durations.slice(),
      sizes: Object.freeze(video.sizes.map((row) => row.slice())),
    }),
  });
}
