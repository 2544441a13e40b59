import { harmonicMean } from "../src/estimators/harmonic-mean.js";
import type { PolicyFactory } from "../src/model/policy.js";
import { MpcSearch } from "../src/policies/mpc/search.js";
import { normalDraw, randomStream } from "../src/random.js";
import { type EnumeratedPlan, enumerateFirstLevel } from "../test/support/mpc-enumeration.js";
import { benchTrace, plainSettings, SEGMENTS } from "./inputs.js";
import type { Library } from "./library.js";

const OBJECTIVE = { rebufferPenalty: 4.3, switchPenalty: 1 };
const SIX = [300e3, 750e3, 1200e3, 1850e3, 2850e3, 4300e3];
/** A ladder as wide as Netflix's. */
const NINE = [300e3, 600e3, 1e6, 2e6, 3e6, 5e6, 8e6, 20e6, 25e6];

export interface SearchCase {
  readonly name: string;
  readonly bitrates: readonly number[];
  readonly horizon: number;
  /** Of the trace's capacity, about 2 Mbit/s. */
  readonly capacity: number;
}

export const SEARCH_CASES: readonly SearchCase[] = [
  { name: "6 levels, horizon 5", bitrates: SIX, horizon: 5, capacity: 1 },
  { name: "6 levels, horizon 5, slow link", bitrates: SIX, horizon: 5, capacity: 0.4 },
  { name: "6 levels, horizon 3", bitrates: SIX, horizon: 3, capacity: 1 },
  { name: "9 levels, horizon 5", bitrates: NINE, horizon: 5, capacity: 4 },
];

/** Too many plans to enumerate. */
export const LONG_CASES: readonly SearchCase[] = [6, 12, 20].flatMap((count) =>
  [5, 8, 12].map((horizon) => ({
    name: `${count} levels, horizon ${horizon}`,
    // From 200 kbit/s to 20 Mbit/s, in equal proportion.
    bitrates: Array.from({ length: count }, (_, level) => 200e3 * 100 ** (level / (count - 1))),
    horizon,
    capacity: 1,
  })),
);

/** Both ways of finding the best plan in the states of a session, ready to be timed. */
export interface SearchRuns {
  readonly states: number;
  branchAndBound(): void;
  enumeration(): void;
  /** States in which they choose differently: none. */
  readonly differences: number;
}

export function prepareSearch(library: Library, wanted: SearchCase): SearchRuns {
  const { find, states } = branchAndBoundOf(library, wanted);
  return {
    states: states.length,
    branchAndBound() {
      for (const state of states) find(state);
    },
    enumeration() {
      for (const state of states) enumerateFirstLevel(state);
    },
    differences: states.filter((state) => find(state) !== enumerateFirstLevel(state)).length,
  };
}

/** Each state's decision by branch and bound, to be timed by itself. */
export function longSearches(library: Library, wanted: SearchCase): (() => void)[] {
  const { find, states } = branchAndBoundOf(library, wanted);
  return states.map((state) => () => {
    find(state);
  });
}

function branchAndBoundOf(library: Library, { bitrates, horizon, capacity }: SearchCase) {
  const states = statesOf(library, bitrates, horizon, capacity);
  const search = new MpcSearch(
    bitrates.map((bitrate) => ({ bitrate })),
    horizon,
    OBJECTIVE,
  );
  search.durations.fill(4);
  const find = ({ downloads, buffer, last }: EnumeratedPlan): number => {
    search.downloads.set(downloads);
    return search.firstLevel({ steps: horizon, buffer, last });
  };
  return { find, states };
}

/** What MPC is faced with in a session of variable bitrate over a log-normal link, while the whole horizon is left. */
function statesOf(
  library: Library,
  bitrates: readonly number[],
  horizon: number,
  capacity: number,
): EnumeratedPlan[] {
  const states: EnumeratedPlan[] = [];
  const durations = new Float64Array(horizon).fill(4);
  const noting: PolicyFactory = (_, { sizeOf }) => {
    const search = new MpcSearch(
      bitrates.map((bitrate) => ({ bitrate })),
      horizon,
      OBJECTIVE,
    );
    search.durations.fill(4);
    const estimator = harmonicMean({ sampleCount: 5 });
    return {
      name: "noting",
      onSample: (sample) => estimator.add(sample),
      decide({ buffer, lastLevel: last, segment }) {
        const estimate = estimator.estimate();
        if (estimate === undefined || segment.remaining < horizon) return { level: 0 };
        const downloads = Float64Array.from(
          { length: horizon * bitrates.length },
          (_, at) =>
            sizeOf!(segment.index + Math.floor(at / bitrates.length), at % bitrates.length)! / estimate,
        );
        states.push({ bitrates, downloads, durations, buffer, last, objective: OBJECTIVE });
        search.downloads.set(downloads);
        return { level: search.firstLevel({ steps: horizon, buffer, last }) };
      },
    };
  };
  const random = randomStream(1, "bench video");
  const video = library.videoFromSegments({
    name: "bench",
    levels: bitrates.map((bitrate) => ({ bitrate })),
    segmentDuration: 4,
    durations: new Float64Array(SEGMENTS).fill(4),
    sizes: Array.from({ length: SEGMENTS }, () => {
      const scene = Math.exp(0.25 * normalDraw(random));
      return Float64Array.from(bitrates, (bitrate) => bitrate * 4 * scene);
    }),
    sizesAre: "exact",
  });
  library.simulate({ trace: benchTrace(library, capacity), video, policy: noting, settings: plainSettings });
  return states;
}
