import { InputError } from "../../errors.js";
import { randomStream } from "../../random.js";
import { type NamedTrace, recordingsOf } from "./recordings.js";

/** What the search never sees: a share of each trace set, or whole sets. */
export type HoldOut =
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "sets"; readonly sets: readonly string[] };

/** Places of traces, ascending: none is on both sides. */
export interface Split {
  readonly training: readonly number[];
  readonly heldOut: readonly number[];
  /** What to know of it; whole sentences. */
  readonly notes: readonly string[];
}

export interface SplitOptions {
  readonly seed: number;
  readonly holdOut: HoldOut;
  /** See {@link recordingsOf}. */
  readonly together?: RegExp | undefined;
  /** Where the hold-out was asked for, for errors. */
  readonly where: string;
}

/**
 * Divides traces into those that a search may look at and those that it is judged by. Within each set, whole recordings
 * are held out, in an order drawn from the seed and their names, until the share is reached as nearly as they allow: at
 * least one, and never all. A set of one recording is for training alone.
 *
 * @throws InputError when one of the sides would be empty
 */
export function splitTraces(traces: readonly NamedTrace[], options: SplitOptions): Split {
  const { holdOut, where } = options;
  const { heldOut, notes } =
    holdOut.kind === "sets" ? wholeSets(traces, holdOut.sets) : sharesOfSets(traces, holdOut.share, options);
  const places = traces.map((_, place) => place);
  const training = places.filter((place) => !heldOut.has(place));
  if (training.length === 0 || heldOut.size === 0)
    throw new InputError({
      where,
      expected: "traces on both sides, to search on and to hold out",
      received: `${training.length} and ${heldOut.size}`,
      hint: "Add traces: a set needs at least two recordings to be divided",
    });
  return { training, heldOut: places.filter((place) => heldOut.has(place)), notes };
}

type Sides = { readonly heldOut: ReadonlySet<number>; readonly notes: readonly string[] };

const wholeSets = (traces: readonly NamedTrace[], sets: readonly string[]): Sides => ({
  heldOut: new Set(traces.flatMap(({ set }, place) => (sets.includes(set) ? [place] : []))),
  notes: [],
});

function sharesOfSets(traces: readonly NamedTrace[], share: number, { seed, together }: SplitOptions): Sides {
  const { recordingOf, doubtful } = recordingsOf(traces, together);
  const recordings = new Map<number, number[]>();
  recordingOf.forEach((recording, place) => {
    recordings.set(recording, [...(recordings.get(recording) ?? []), place]);
  });
  const heldOut = new Set<number>();
  const notes = doubtful.map(
    (set) =>
      `The traces of ${set} are numbered as windows of one recording; if they are, both sides have parts of it: name more recordings, or hold out whole sets.`,
  );
  // A recording belongs to the set of its first trace, wherever copies of it lie.
  for (const set of new Set(traces.map((trace) => trace.set))) {
    const own = [...recordings].filter(([first]) => traces[first]!.set === set);
    if (own.length === 1)
      notes.push(
        `No trace of ${set} is held out, for it has but one recording: what is found may not hold there.`,
      );
    if (own.length < 2) continue;
    const order = own
      .map(([first, places]) => ({ key: randomStream(seed, "tune", "split", traces[first]!.name)(), places }))
      .sort((one, other) => one.key - other.key)
      .map(({ places }) => places);
    for (const place of takenOf(order, share).flat()) heldOut.add(place);
  }
  return { heldOut, notes };
}

/** Of two recordings or more, those that come nearest to a share of their traces, taken in order. */
function takenOf(order: readonly (readonly number[])[], share: number): (readonly number[])[] {
  const all = order.reduce((sum, { length }) => sum + length, 0);
  const taken: (readonly number[])[] = [];
  let held = 0;
  for (const places of order) {
    if (held + places.length / 2 > share * all || taken.length === order.length - 1) continue;
    taken.push(places);
    held += places.length;
  }
  if (taken.length > 0) return taken;
  return [order.reduce((least, places) => (places.length < least.length ? places : least))];
}
