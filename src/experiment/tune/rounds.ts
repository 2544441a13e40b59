import { randomStream } from "../../random.js";

/** How far a round goes: these many candidates, on the first of the training traces, each so often. */
export interface Round {
  readonly candidates: number;
  readonly traces: number;
  readonly replicates: number;
}

/** What is left after a round of halving: one in so many. */
export const ETA = 3;
/** With fewer traces no difference could be shown, and halving would draw lots. */
const FEWEST_TRACES = 6;

/** One round, in which everyone meets everything. */
export function oneRound(candidates: number, traces: number, replicates: number): Round[] {
  return [{ candidates, traces, replicates }];
}

/**
 * Successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization",
 * AISTATS 2016) with eta 3, laid out as one bracket of Hyperband (Li et al., JMLR 2018): each round keeps a third of the
 * candidates and has three times the sessions of each, the last one all. Sessions are taken on more traces first, and
 * only then with more replicates, for replicates of a trace are not independent. There are as many rounds as keep one
 * candidate, and leave the first a trace of each set, and six in all.
 */
export function halvingRounds(size: {
  readonly candidates: number;
  readonly traces: number;
  readonly replicates: number;
  readonly sets: number;
}): Round[] {
  const { candidates, traces, replicates, sets } = size;
  const least = Math.min(traces, Math.max(FEWEST_TRACES, sets));
  const all = traces * replicates;
  let rounds = 1;
  while (ETA ** rounds <= candidates && Math.ceil(all / ETA ** rounds) >= least) rounds++;
  return Array.from({ length: rounds }, (_, round) => {
    const sessions = Math.ceil(all / ETA ** (rounds - 1 - round));
    return {
      candidates: Math.max(1, Math.floor(candidates / ETA ** round)),
      traces: Math.min(traces, sessions),
      replicates: Math.ceil(sessions / traces),
    };
  });
}

/**
 * An order of traces in which every beginning has of each set what the whole has, as nearly as it can: each set's traces
 * in an order drawn from the seed and their names, spread evenly.
 *
 * @returns places of traces
 */
export function stratifiedOrder(
  traces: readonly { readonly name: string; readonly set: string }[],
  seed: number,
): number[] {
  const spread: { readonly place: number; readonly key: number }[] = [];
  for (const set of new Set(traces.map((trace) => trace.set))) {
    const own = traces
      .flatMap((trace, place) =>
        trace.set === set ? [{ place, key: randomStream(seed, "tune", "order", trace.name)() }] : [],
      )
      .sort((one, other) => one.key - other.key);
    own.forEach(({ place }, rank) => {
      spread.push({ place, key: (rank + 0.5) / own.length });
    });
  }
  return spread
    .sort((one, other) => one.key - other.key || one.place - other.place)
    .map(({ place }) => place);
}
