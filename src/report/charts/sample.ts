/** Values of some sessions, as a distribution is drawn from them. */
export interface Sample {
  /** Ascending: all of them, or of very many so many at even ranks, the least and the greatest among them. */
  readonly sorted: ArrayLike<number>;
  /** How many sessions have a value, where not all of their values are kept. */
  readonly sessions?: number;
}

/** Values that are kept of a sample: fifty times as many as a curve has points, and no more however long the experiment. */
export const MOST_VALUES = 10_000;

/** A sample of at most {@link MOST_VALUES} values: exact below that; of more, no share is off by more than 1 in 10,000. */
export function sampleOf(sorted: Float64Array): Sample {
  const { length } = sorted;
  if (length <= MOST_VALUES) return { sorted };
  const kept = Float64Array.from(
    { length: MOST_VALUES },
    (_, place) => sorted[rankOf(place, MOST_VALUES, length)]!,
  );
  return { sorted: kept, sessions: length };
}

/** How many sessions a sample stands for. */
export const sizeOf = ({ sorted, sessions }: Sample): number => sessions ?? sorted.length;

/** How many sessions are known to have at most the value at a place of the sample. */
export const countAt = (sample: Sample, place: number): number =>
  place < 0 ? 0 : rankOf(place, sample.sorted.length, sizeOf(sample)) + 1;

/** The rank among all of what is kept at a place: both count from 0, and both ends are kept. */
function rankOf(place: number, kept: number, all: number): number {
  return kept === 1 ? 0 : Math.round((place * (all - 1)) / (kept - 1));
}
