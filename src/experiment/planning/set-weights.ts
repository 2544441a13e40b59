import { InputError } from "../../errors.js";
import { unknownName } from "../scenario/index.js";

/**
 * Weights of trace sets by the sets' names. A set may be named as results name it (`4g`) or as a scenario's list of
 * traces does (`traces/4g`, `../traces/4g/*.csv`).
 *
 * @param where of the weight of a key, for messages
 * @throws InputError for a set that there is not
 */
export function setWeights(
  weights: Readonly<Record<string, number>>,
  sets: readonly string[],
  where: (key: string) => string,
): Record<string, number> {
  const bySet = new Map<string, number>();
  for (const [key, weight] of Object.entries(weights)) {
    const set = setNamed(key, sets);
    if (set === undefined)
      throw unknownName({ where: where(key), kind: "trace set", received: key, known: sets });
    if (bySet.has(set))
      throw new InputError({
        where: where(key),
        expected: "each trace set once",
        received: `${set} again`,
        hint: "Give one weight to each set",
      });
    bySet.set(set, weight);
  }
  return Object.fromEntries(bySet);
}

/** The set itself, or else the one whose folder a path ends in, or whose files it names. */
function setNamed(key: string, sets: readonly string[]): string | undefined {
  const parts = key.split(/[\\/]+/).filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  const folder = /[*?[{]|\.\w+$/.test(last) ? parts.at(-2) : undefined;
  const named = (name: string | undefined) => sets.find((set) => set === name);
  return named(key) ?? named(last) ?? named(folder);
}
