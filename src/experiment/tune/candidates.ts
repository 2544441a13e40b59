import { InputError } from "../../errors.js";
import { randomStream } from "../../random.js";
import type { Search } from "../scenario/tune-schema.js";
import { combinations, drawn, gridValues, type Space } from "./space.js";

/** Values of the options that are searched. */
export type Candidate = Readonly<Record<string, unknown>>;

/**
 * Random draws, where nobody says: with 60, one of them is among the best twentieth of the space 95 times of 100
 * (1 - 0.95^60 = 0.954; Bergstra and Bengio 2012, "Random Search for Hyper-Parameter Optimization").
 */
export const USUAL_CANDIDATES = 60;

/** Draws after which a space is taken to hold no further combination. */
const DRAWS_A_CANDIDATE = 20;

/**
 * The candidates of a search, in order, no two alike.
 *
 * @param most how many there may be; missing: the usual number, and of a grid all
 * @param where of that number, for errors
 * @throws InputError for a grid of more
 */
export function candidatesOf(
  space: Space,
  search: Search,
  { seed, most, limit, where }: { seed: number; most: number | undefined; limit: number; where: string },
): Candidate[] {
  if (search !== "grid") return drawnCandidates(space, seed, most ?? USUAL_CANDIDATES);
  const size = space.reduce((product, option) => product * gridValues(option).length, 1);
  if (size > (most ?? limit))
    throw new InputError({
      where,
      expected: `a grid of at most ${most ?? limit} candidates`,
      received: `${size}`,
      hint: "Try fewer values, or give ranges fewer points, as in 1..20:log:3, or search at random",
    });
  return grid(space);
}

/** Every combination, the last option's values changing fastest. */
function grid(space: Space): Candidate[] {
  return space.reduce<Candidate[]>(
    (sofar, option) =>
      sofar.flatMap((candidate) =>
        gridValues(option).map((value) => ({ ...candidate, [option.name]: value })),
      ),
    [{}],
  );
}

/**
 * Different random combinations; all there are, in order, where these are no more. Each draw of each option has a stream
 * of its own, so that the first candidates stay the same when more are asked for, and one option's values when another is
 * added.
 */
function drawnCandidates(space: Space, seed: number, count: number): Candidate[] {
  if (combinations(space) <= count) return grid(space.map(everyValue));
  const found = new Map<string, Candidate>();
  for (let draw = 0; found.size < count && draw < count * DRAWS_A_CANDIDATE; draw++) {
    const candidate = Object.fromEntries(
      space.map((option) => [
        option.name,
        drawn(option, randomStream(seed, "tune", "draw", draw, option.name)()),
      ]),
    );
    const key = JSON.stringify(candidate);
    if (!found.has(key)) found.set(key, candidate);
  }
  return [...found.values()];
}

/** The option with as many points as it has whole numbers. */
const everyValue = (option: Space[number]): Space[number] =>
  option.kind === "range" ? { ...option, scale: "linear", points: option.to - option.from + 1 } : option;
