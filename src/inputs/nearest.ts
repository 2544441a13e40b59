import { distance } from "fastest-levenshtein";

/** The candidate that `name` is most likely a misspelling or a part of; undefined when none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(2, name.length * 0.4);
  for (const candidate of candidates) {
    const edits = editsBetween(name.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest || (edits === fewest && nearest === undefined)) [nearest, fewest] = [candidate, edits];
  }
  return nearest;
}

/** A name that is the beginning of another ("latency" of "latency_ms") is one slip away from it. */
function editsBetween(name: string, candidate: string): number {
  const begins = name.length >= 3 && candidate.startsWith(name);
  return begins ? 1 : distance(name, candidate);
}

/** A hint that names the nearest candidate, or all of them when none is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? `Use one of ${candidates.join(", ")}` : `Did you mean ${nearest}?`;
}
