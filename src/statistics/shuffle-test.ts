import { ExtremeCount, MOST_PERMUTATIONS, type PermutationTest } from "./permutation-test.js";
import { checkPair, type Ratio } from "./ratio.js";
import { ROUNDING } from "./rounding.js";
import { strataOf } from "./strata.js";
import { sum } from "./sum.js";

export interface ShuffleTestOptions {
  /** Read where `inArm` is 1. */
  readonly arm: Ratio;
  /** Over the same clusters; read where `inArm` is 0. */
  readonly control: Ratio;
  /** Of each cluster, 1 if it belongs to the arm and 0 if to the control. */
  readonly inArm: Uint8Array;
  /** The stratum of each cluster; missing: all are of one. */
  readonly strata?: ArrayLike<number>;
  /** Uniform in [0, 1). Asked only where there are too many permutations to go through. */
  readonly random: () => number;
  readonly resamples?: number;
}

/** The clusters of a stratum, and how many of them are the arm's. */
interface Group {
  readonly members: Uint32Array;
  readonly inArm: number;
}

/**
 * The permutation test of a design without pairs: each cluster belongs to the arm or to the control, and were these
 * alike, the labels could as well have been dealt otherwise, within each stratum (Pitman 1937, "Significance Tests Which
 * May Be Applied to Samples from Any Populations"). The statistic is the difference of the two
 * ratios of sums, arm less control. All ways to deal are gone through where there are at most 2^20.
 *
 * @returns undefined where an arm has nothing below its fraction line
 * @throws RangeError when not all have the same length
 */
export function shuffleTest(options: ShuffleTestOptions): PermutationTest | undefined {
  const { arm, control, inArm, strata = new Uint8Array(inArm.length), random, resamples = 10_000 } = options;
  checkPair(arm, control);
  for (const { length } of [inArm, strata])
    if (length !== arm.numerator.length)
      throw new RangeError(`expected ${arm.numerator.length} clusters, got ${length}`);
  const above = arm.numerator.map((value, at) => (inArm[at] ? value : control.numerator[at]!));
  const below = arm.denominator.map((value, at) => (inArm[at] ? value : control.denominator[at]!));
  const allAbove = sum(above);
  const allBelow = sum(below);
  const difference = (armAbove: number, armBelow: number): number =>
    armBelow > 0 && allBelow > armBelow
      ? armAbove / armBelow - (allAbove - armAbove) / (allBelow - armBelow)
      : Number.NaN;

  const ofArm = (values: Float64Array) => sum(values.filter((_, at) => inArm[at]));
  const observed = difference(ofArm(above), ofArm(below));
  if (Number.isNaN(observed)) return undefined;
  const mean = ofArm(above) / ofArm(below);
  const count = new ExtremeCount(observed, ROUNDING * Math.max(Math.abs(mean), Math.abs(mean - observed)));
  const groups = groupsOf(strata, inArm);

  if (permutationsOf(groups) <= MOST_PERMUTATIONS) {
    everyDeal(groups, above, below, (a, b) => count.add(difference(a, b)));
    return count.exact();
  }
  for (let row = 0; row < resamples; row++) {
    let armAbove = 0;
    let armBelow = 0;
    for (const { members, inArm: hands } of groups)
      for (let dealt = 0; dealt < hands; dealt++) {
        // Fisher and Yates: what was dealt stands in front, in whatever order the rest is.
        const from = dealt + Math.floor(random() * (members.length - dealt));
        const cluster = members[from]!;
        members[from] = members[dealt]!;
        members[dealt] = cluster;
        armAbove += above[cluster]!;
        armBelow += below[cluster]!;
      }
    count.add(difference(armAbove, armBelow));
  }
  return count.sampled();
}

function groupsOf(strata: ArrayLike<number>, inArm: Uint8Array): Group[] {
  const { order, sizes } = strataOf(strata);
  let start = 0;
  return sizes.map((size) => {
    const members = order.slice(start, start + size);
    start += size;
    return { members, inArm: members.filter((cluster) => inArm[cluster]).length };
  });
}

/** In how many ways labels can be dealt: the product of the strata's binomial coefficients. */
function permutationsOf(groups: readonly Group[]): number {
  let ways = 1;
  for (const { members, inArm } of groups)
    for (let i = 1; i <= inArm; i++) ways *= (members.length - inArm + i) / i;
  return Math.round(ways);
}

/** Goes through all ways to deal, and says what the arm's clusters add up to. */
function everyDeal(
  groups: readonly Group[],
  above: Float64Array,
  below: Float64Array,
  visit: (armAbove: number, armBelow: number) => void,
): void {
  const dealStratum = (stratum: number, armAbove: number, armBelow: number): void => {
    const group = groups[stratum];
    if (group) dealFrom(group, stratum, 0, group.inArm, armAbove, armBelow);
    else visit(armAbove, armBelow);
  };
  const dealFrom = (
    group: Group,
    stratum: number,
    place: number,
    left: number,
    armAbove: number,
    armBelow: number,
  ): void => {
    const others = group.members.length - place;
    if (others === 0) {
      dealStratum(stratum + 1, armAbove, armBelow);
      return;
    }
    const cluster = group.members[place]!;
    if (left > 0)
      dealFrom(group, stratum, place + 1, left - 1, armAbove + above[cluster]!, armBelow + below[cluster]!);
    if (left < others) dealFrom(group, stratum, place + 1, left, armAbove, armBelow);
  };
  dealStratum(0, 0, 0);
}
