import { distance } from "fastest-levenshtein";

/** A known name is what was meant if less than this share of the letters differs. */
const LARGEST_SHARE = 0.5;
/** A beginning shorter than this fits too many names to tell which was meant. */
const SHORTEST_BEGINNING = 3;
/** More than one edit, so that "segment" is "segments" and not "segmentSeconds". */
const EDITS_TO_COMPLETE = 1.5;
/** Longer ones are no names, and would take long to compare. */
const LONGEST_NAME = 200;

/** The known name that was most likely meant by `name`; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (candidate.length > LONGEST_NAME) continue;
    const edits = editsBetween(wanted, candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  const longest = Math.max(wanted.length, best?.length ?? 0);
  return least < longest * LARGEST_SHARE ? best : undefined;
}

/** Edits, but letters in another order are one edit, and a beginning ("maxBuffer") is little more. */
function editsBetween(wanted: string, candidate: string): number {
  if (sorted(wanted) === sorted(candidate)) return wanted === candidate ? 0 : 1;
  const begins = wanted.length >= SHORTEST_BEGINNING && candidate.startsWith(wanted);
  return Math.min(distance(wanted, candidate), begins ? EDITS_TO_COMPLETE : Number.POSITIVE_INFINITY);
}

const sorted = (word: string) => [...word].sort().join("");

/** What to do about an unknown name: take the nearest known one, or one of those listed. */
export function suggestion(name: string, known: readonly string[]): string {
  return nearestHint(name, known).hint ?? `Known are ${known.join(", ")}`;
}

/** The same where the message lists the known names already: no hint where none is near. */
export function nearestHint(name: string, known: readonly string[]): { readonly hint?: string } {
  const near = nearest(name, known);
  return near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` };
}
