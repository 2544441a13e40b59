import type { AdditiveQoe } from "../../model/metrics.js";
import type { Seconds } from "../../units.js";
import type { Course, Place } from "./course.js";
import { Front } from "./front.js";

/** A way to have come to where some of the segments have arrived with which playback starts. */
export interface Opening {
  readonly level: number;
  /** When the last of them arrived; of ways that were merged, the earliest ... */
  readonly clock: Seconds;
  /** ... and the latest. */
  readonly latest: Seconds;
  /** Quality less changes. */
  readonly gained: number;
  readonly before: Opening | undefined;
}

/** Openings that are told apart, of one number of segments. */
const MOST = 4096;

/**
 * The ways to the first frame.
 *
 * Requests before it go out at once, unless startup is as dear as stalling: where it is cheaper, holding them back
 * would put off playback to a better part of the trace for next to nothing, and the best plan would be to wait for
 * that. So an earlier opening is no better than a later one, and all are kept; where they become too many, those with
 * similar clocks are merged, each at its best.
 */
export function openings(course: Course, qoe: AdditiveQoe, firstLevel: number | undefined): Opening[] {
  const { startsWith, levels } = course;
  const first = firstLevel === undefined ? undefined : Math.min(firstLevel, levels - 1);
  let now: Opening[] = [];
  for (let segment = 0; segment < startsWith; segment++) {
    const next: Opening[] = [];
    for (let level = 0; level < levels; level++) {
      if (segment === 0 && first !== undefined && level !== first) continue;
      for (const before of segment === 0 ? [undefined] : now) {
        const opening = extended(course, qoe, segment, level, before);
        if (opening) next.push(opening);
      }
    }
    now = thinned(next, qoe);
  }
  return now;
}

/** The levels of an opening, in order. */
export function levelsOf(opening: Opening | undefined): number[] {
  const levels: number[] = [];
  for (let each = opening; each; each = each.before) levels.push(each.level);
  return levels.reverse();
}

/**
 * What a way has gained when playback starts, if all waiting since play was pressed is charged at `stallCost`: the
 * startup delay is then charged too much, or too little, which is made up for here.
 */
export function gainedAtStart(
  { clock, latest, gained }: Opening,
  { stallCost, startupCost }: AdditiveQoe,
): number {
  const saved = stallCost - startupCost;
  return gained + (saved > 0 ? saved * latest : saved * clock);
}

function extended(
  course: Course,
  qoe: AdditiveQoe,
  segment: number,
  level: number,
  before: Opening | undefined,
): Opening | undefined {
  const { clock = 0, latest = 0, gained = 0 } = before ?? {};
  const end = arrival(course, segment, level, course.requestAtStart(segment, clock, latest > clock, false));
  if (end === undefined) return undefined;
  const last =
    latest > clock ? arrival(course, segment, level, course.path.latestFirstByte(clock, latest)) : end;
  const change = before === undefined ? 0 : qoe.changeCost(segment, before.level, level);
  const gain = qoe.quality(segment, level) - change;
  return { level, clock: end, latest: last ?? Number.POSITIVE_INFINITY, gained: gained + gain, before };
}

function arrival(course: Course, segment: number, level: number, firstByte: Seconds): Seconds | undefined {
  const place: Place = { clock: 0, moving: false, since: 0, shown: 0 };
  return course.receive(segment, level, firstByte, place, false) ? place.clock : undefined;
}

function thinned(all: Opening[], { startupCost, stallCost }: AdditiveQoe): Opening[] {
  const byLevel = new Map<number, Opening[]>();
  for (const opening of all) byLevel.set(opening.level, [...(byLevel.get(opening.level) ?? []), opening]);
  const most = Math.ceil(MOST / byLevel.size);
  return Array.from(byLevel.values()).flatMap((group) => {
    group.sort((a, b) => a.clock - b.clock || b.gained - a.gained);
    const kept = startupCost >= stallCost ? unbeaten(group) : group;
    return kept.length > most ? merged(kept, most) : kept;
  });
}

/** Where requests may be held back, an earlier opening can do all that a later one can. */
function unbeaten(rising: readonly Opening[]): Opening[] {
  const front = new Front();
  return rising.filter(({ gained }) => front.add(0, gained, 0));
}

function merged(rising: readonly Opening[], most: number): Opening[] {
  const size = Math.ceil(rising.length / most);
  return Array.from({ length: Math.ceil(rising.length / size) }, (_, cell) => {
    const members = rising.slice(cell * size, (cell + 1) * size);
    const best = members.reduce((a, b) => (b.gained > a.gained ? b : a));
    const latest = Math.max(...members.map((member) => member.latest));
    return { ...best, clock: members[0]!.clock, latest };
  });
}
