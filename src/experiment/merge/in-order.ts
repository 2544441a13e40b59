import { InputError } from "../../errors.js";
import { premisesOf, unlike } from "../results/premises.js";
import type { ShardPart } from "./shard-parts.js";

/** Shards that are missing, of which so many are named. */
const MOST_NAMED = 20;

/**
 * Shards in the order of their units, each once: one that was run again is the same again.
 *
 * @param units of the whole run
 * @throws InputError when they are of different runs, or do not make up a whole one
 */
export function inOrder(parts: readonly ShardPart[], units: number): ShardPart[] {
  const [first, ...others] = parts;
  for (const other of others) mustBeOfOneRun(first!, other);
  const { of } = numbersOf(first!);
  const byIndex = new Map<number, ShardPart>();
  for (const part of parts) {
    const { index } = numbersOf(part);
    const known = byIndex.get(index);
    if (known && known.journal !== part.journal) throw differentAgain(known, part);
    if (!known) byIndex.set(index, part);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) throw incomplete(missing, of);
  const ordered = [...byIndex.entries()].sort(([a], [b]) => a - b).map(([, part]) => part);
  let next = 0;
  for (const { folder, shard } of ordered) {
    if (shard.first_unit !== next || shard.end_unit < next) throw notAdjacent(folder);
    next = shard.end_unit;
  }
  if (next !== units) throw notAdjacent(ordered.at(-1)!.folder);
  return ordered;
}

function numbersOf({ folder, shard }: ShardPart): { readonly index: number; readonly of: number } {
  const [index, of] = shard.part.split("/").map(Number);
  if (!Number.isInteger(index) || !Number.isInteger(of)) throw notAdjacent(folder);
  return { index: index!, of: of! };
}

function mustBeOfOneRun(first: ShardPart, other: ShardPart): void {
  const refuse = (received: string, hint: string) => {
    const expected = `a shard of the same run as ${first.folder}`;
    throw new InputError({ where: other.folder, expected, received, hint });
  };
  const again = "Run all shards with the same command, on the same inputs, with the same abrsim";
  if (other.run.run_id !== first.run.run_id) refuse(difference(first, other), again);
  if (numbersOf(other).of !== numbersOf(first).of)
    refuse(`shard ${other.shard.part}, beside ${first.shard.part}`, "Cut the run in one number of shards");
  if (other.shard.files.join() !== first.shard.files.join())
    refuse(`one that wrote ${other.shard.files.join(" and ")}`, again);
}

/** In what another run differs, as far as its record tells. */
function difference({ run, folder }: ShardPart, { run: other }: ShardPart): string {
  if (run.abrsim !== other.abrsim) return `one of abrsim ${other.abrsim}, not ${run.abrsim}`;
  if (run.scenario.name !== other.scenario.name) return `one of the scenario ${other.scenario.name}`;
  if (run.seed !== other.seed) return `one of seed ${other.seed}, not ${run.seed}`;
  const arms = run.arms.map(({ name }) => name);
  const [line] = unlike(premisesOf(other), premisesOf(run), arms, folder);
  return line === undefined ? "one with other policies" : `one that differs (${line})`;
}

const differentAgain = (known: ShardPart, part: ShardPart): InputError =>
  new InputError({
    where: part.folder,
    expected: `the same results as ${known.folder}, which is shard ${known.shard.part} too`,
    received: "others",
    hint: "One of them was changed, or run on another version of Node: leave it out",
  });

function incomplete(missing: readonly number[], of: number): InputError {
  const named = missing.slice(0, MOST_NAMED).join(", ");
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : "";
  const be = missing.length === 1 ? "is" : "are";
  return new InputError({
    where: "abrsim merge",
    expected: `${of} shards`,
    received: `${of - missing.length}: ${named}${more} ${be} missing`,
    hint: `Run what is missing, such as --shard ${missing[0]}/${of}, and name its folder too`,
  });
}

const notAdjacent = (folder: string): InputError =>
  new InputError({
    where: folder,
    expected: "shards that follow one another",
    received: "one that does not",
    hint: "Keep run.json as abrsim run wrote it, or run the shard again",
  });
