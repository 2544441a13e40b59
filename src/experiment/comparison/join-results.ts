import { InputError } from "../../errors.js";
import type { Contrast } from "../../model/results.js";
import { MemoryTable } from "../result-table.js";
import { premisesOf, unlike } from "../results/premises.js";
import type { ResultsFolder } from "../results/read-results.js";
import type { ResultArm, Results } from "../results/results.js";

/** Two results folders as one: the policies of the second beside those of the first. */
export interface JoinedResults {
  readonly results: Results;
  readonly contrasts: readonly Contrast[];
  /** What differs and may: one line each. */
  readonly notes: readonly string[];
}

/**
 * Joins two runs policy by policy, the first being the control.
 *
 * @throws InputError when they have no policy in common, or when something else than policies and seed differs
 */
export function joinResults(first: ResultsFolder, second: ResultsFolder): JoinedResults {
  const pairs = pairsOf(first, second);
  mustBeAlike(first, second, pairs);
  const columns = second.results.columns.filter(({ name }) =>
    first.results.columns.some((column) => column.name === name),
  );
  const sides = [first, second].map(({ results }) => ({
    results,
    places: columns.map(({ name }) => results.columns.findIndex((column) => column.name === name)),
  }));
  const names = pairs.map(({ old, now }) => ({
    control: nameIn(old, first.folder),
    policy: nameIn(now, second.folder),
  }));

  const arms: ResultArm[] = [];
  const sources: { readonly side: number; readonly seat: number }[] = [];
  const add = (side: number, arm: string, name: string) => {
    const { seats, clients } = sides[side]!.results.arms.find((one) => one.name === arm)!;
    arms.push({ name, clients, seats: seats.map((seat) => sources.push({ side, seat }) - 1) });
  };
  pairs.forEach(({ old, now }, index) => {
    add(0, old, names[index]!.control);
    add(1, now, names[index]!.policy);
  });
  const { units } = second.results.table;
  const table = new MemoryTable({ units, seats: sources.length, columns: columns.length });
  sources.forEach(({ side, seat }, place) => {
    const { results, places } = sides[side]!;
    for (let unit = 0; unit < units; unit++)
      table.statuses[unit * sources.length + place] =
        results.table.statuses[unit * results.table.seats + seat]!;
    places.forEach((column, index) => {
      const from = results.table.column(column);
      const to = table.column(index);
      for (let unit = 0; unit < units; unit++)
        to[unit * sources.length + place] = from[unit * results.table.seats + seat]!;
    });
  });
  const nameOf = new Map(arms.flatMap(({ name, seats }) => seats.map((seat) => [seat, name] as const)));
  return {
    results: {
      ...second.results,
      arms,
      columns,
      table,
      identityOf(unit, place) {
        const { side, seat } = sources[place]!;
        return { ...sides[side]!.results.identityOf(unit, seat), policy: nameOf.get(place)! };
      },
    },
    contrasts: names,
    notes: notesOf(first, second),
  };
}

const nameIn = (policy: string, folder: string) => `${policy} in ${folder}`;

/** Arms of one name; where there is but one on each side, these, whatever their names. */
function pairsOf(
  first: ResultsFolder,
  second: ResultsFolder,
): { readonly old: string; readonly now: string }[] {
  const [olds, nows] = [first, second].map(({ results }) => results.arms.map(({ name }) => name)) as [
    string[],
    string[],
  ];
  const common = nows.filter((name) => olds.includes(name)).map((name) => ({ old: name, now: name }));
  if (common.length > 0) return common;
  if (olds.length === 1 && nows.length === 1) return [{ old: olds[0]!, now: nows[0]! }];
  throw new InputError({
    where: second.folder,
    expected: `a policy that ${first.folder} has too: ${olds.join(", ")}`,
    received: nows.join(", "),
    hint: "Give the arms the same name in both scenarios",
  });
}

function mustBeAlike(
  first: ResultsFolder,
  second: ResultsFolder,
  pairs: readonly { readonly old: string; readonly now: string }[],
): void {
  const then = premisesOf(first.run);
  const renamed = Object.fromEntries(pairs.map(({ old, now }) => [now, then.arms[old]!]));
  const lines = unlike(
    premisesOf(second.run),
    { ...then, arms: renamed },
    pairs.map(({ now }) => now),
    first.folder,
  );
  const [line, ...more] = lines;
  if (line === undefined) return;
  throw new InputError({
    where: second.folder,
    expected: `the same traces, videos and settings as in ${first.folder}`,
    received: more.length === 0 ? line : `${line}, and ${more.length} more differences`,
    hint: "Only policies may differ; run the scenario again on the same inputs",
  });
}

/** Things that may differ and that a reader has to know of. */
export function notesOf(first: ResultsFolder, second: ResultsFolder): string[] {
  const notes: string[] = [];
  const differ = (what: string, old: string | number, now: string | number) => {
    if (old !== now) notes.push(`${what}: ${old} in ${first.folder}, ${now} in ${second.folder}`);
  };
  differ("seed", first.run.seed, second.run.seed);
  differ("abrsim", first.run.abrsim, second.run.abrsim);
  differ("Node", first.run.node, second.run.node);
  return notes;
}
