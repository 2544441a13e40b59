import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";

/** Which session of a run a user wants; what is missing is clear where there is only one. */
export interface SessionChoice {
  /** An arm's name. */
  readonly policy?: string | undefined;
  /** `<set>/<file>`, or as much of its end as tells it from the others. */
  readonly trace?: string | undefined;
  readonly video?: string | undefined;
  readonly replicate?: number | undefined;
  readonly client?: string | undefined;
}

/** Names that a message lists; there may be thousands. */
const MOST_LISTED = 12;

/**
 * The one of several that a user means.
 *
 * @param flag as on the command line, for messages
 * @throws InputError where it is none of them, or it takes saying which
 */
export function chosen(flag: string, wanted: string | undefined, names: readonly string[]): string {
  if (wanted === undefined) {
    const [only, ...more] = names;
    if (only !== undefined && more.length === 0) return only;
    throw new InputError({
      where: flag,
      expected: `one of ${listed(names)}`,
      received: "nothing",
      hint: `Say which with ${flag}`,
    });
  }
  if (names.includes(wanted)) return wanted;
  const fitting = names.filter((name) => isEndOf(wanted, name));
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1)
    throw new InputError({
      where: flag,
      expected: "one that fits",
      received: `${excerpt(wanted)}, which may be ${listed(fitting)}`,
      hint: "Write more of the name",
    });
  throw new InputError({
    where: flag,
    expected: `one of ${listed(names)}`,
    received: excerpt(wanted),
    ...nearestHint(wanted, names),
  });
}

/** "4g-03" and "4g-03.csv" are ends of "4g/4g-03.csv", "3.csv" is not. */
function isEndOf(wanted: string, name: string): boolean {
  return [name, name.replace(/\.[^./]*$/, "")].some(
    (whole) => whole === wanted || whole.endsWith(`/${wanted}`),
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(", ");
  return names.length > MOST_LISTED ? `${shown} and ${names.length - MOST_LISTED} more` : shown;
}

/** The replicate that is meant: the first, where nobody says. */
export function chosenReplicate(wanted: number | undefined, first: number, count: number): number {
  const last = first + count - 1;
  const replicate = wanted ?? first;
  if (replicate >= first && replicate <= last) return replicate;
  throw new InputError({
    where: "--replicate",
    expected: first === last ? `${first}, the only one` : `a replicate from ${first} to ${last}`,
    received: `${replicate}`,
  });
}
