import { excerpt, InputError } from "../../errors.js";
import { QOE_MODELS } from "../../metrics/qoe/index.js";
import type { QoeModel } from "../../model/metrics.js";
import { describeThrown } from "../../model/policy-problems.js";
import { importDefault, locateError, type PolicyBundle } from "../user-policy/index.js";

/** What abrsim reads of a model of a user's own. */
export type UserQoeModel = Required<Pick<QoeModel, "name" | "unit" | "better">> & Pick<QoeModel, "score">;

const MODEL = "a default export with name, unit and score";
const EXAMPLE = 'export default { name: "mine", unit: "points", score({ metrics, played }) { return ...; } }';

/** Names a column everywhere; no dot, which parts a column from its quantile in thresholds. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,49}$/;
/** Text that terminals, tables and CSV can show. */
const UNIT = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,50}$/u;

/**
 * Runs a bundled file and takes its model: the default export. Needs neither the disk nor the bundler, so that any
 * thread can do it.
 *
 * @throws InputError when the file throws, or its default export is not a model
 */
export async function importQoeModel(bundle: PolicyBundle): Promise<UserQoeModel> {
  const where = bundle.label;
  const exported = await importDefault(bundle, "QoE model");
  if (typeof exported !== "object" || exported === null) {
    const received = exported === undefined ? "no default export" : excerpt(exported);
    throw new InputError({ where, expected: MODEL, received, hint: `Write: ${EXAMPLE}` });
  }
  const { name, unit, better, score } = partsOf(exported, bundle);
  const wrong = (key: string, expected: string, received: unknown, hint?: string): never => {
    throw new InputError({
      where: `${where}, ${key}`,
      expected,
      received: excerpt(received),
      ...(hint !== undefined && { hint }),
    });
  };
  if (typeof score !== "function")
    return wrong("score", "a function of a session that returns a number", score, `Write: ${EXAMPLE}`);
  if (typeof name !== "string" || !NAME.test(name))
    return wrong(
      "name",
      "a letter, then letters, digits, hyphens and underscores, at most 50",
      name,
      "It names the column qoe_<name>",
    );
  if (QOE_MODELS.some((model) => model.name === name))
    return wrong("name", "a name that no model of abrsim's has", name, "Give it another one");
  if (typeof unit !== "string" || !UNIT.test(unit))
    return wrong("unit", "a unit in words, at most 50 characters", unit);
  if (better !== "higher" && better !== "lower") return wrong("better", '"higher" or "lower"', better);
  return { name, unit, better, score: (input) => (exported as QoeModel).score(input) };
}

/** What it says of itself; a getter may throw. */
function partsOf(exported: object, bundle: PolicyBundle): Partial<Record<keyof UserQoeModel, unknown>> {
  try {
    const { name, unit, better = "higher", score } = exported as Partial<Record<keyof QoeModel, unknown>>;
    return { name, unit, better, score };
  } catch (thrown) {
    throw new InputError({
      where: locateError(thrown, bundle) ?? bundle.label,
      expected: MODEL,
      received: `an error: ${describeThrown(thrown)}`,
    });
  }
}
