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
  const bySet = Object.entries(weights).map(([key, weight]): [string, number] => {
    const set = sets.find((name) => name === key) ?? sets.find((name) => namesFolder(key, name));
    if (set === undefined)
      throw unknownName({ where: where(key), kind: "trace set", received: key, known: sets });
    return [set, weight];
  });
  return Object.fromEntries(bySet);
}

/** Whether a path leads to the folder of this name, or to files in it. */
function namesFolder(path: string, name: string): boolean {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "");
  return parts.at(-1) === name || parts.at(-2) === name;
}
