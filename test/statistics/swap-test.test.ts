import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../src/random.js";
import type { Ratio } from "../../src/statistics/ratio.js";
import { swapTest } from "../../src/statistics/swap-test.js";
import { meanOf } from "./synthetic.js";

const random = () => randomStream(1, "permutation");
const signFlips = (differences: number[]) =>
  swapTest({ arm: meanOf(differences), control: meanOf(differences.map(() => 0)), random: random() })!;

describe("swapTest", () => {
  it("goes through all signs of a few differences", () => {
    // Of the eight choices of signs only the given one and its opposite are as extreme.
    expect(signFlips([1, 2, 3])).toEqual({ twoSided: 2 / 8, greater: 1 / 8, less: 1, exact: true });
    // Sums 4, 2, -2 and -4.
    expect(signFlips([3, -1])).toEqual({ twoSided: 1, greater: 2 / 4, less: 3 / 4, exact: true });
  });

  it("counts ties as extreme", () => {
    // All five signs alike, or any one of five negative: six of 32.
    expect(signFlips([1, 1, 1, 1, -1])).toMatchObject({ twoSided: 12 / 32, greater: 6 / 32, less: 31 / 32 });
  });

  it("counts ties but for rounding as extreme", () => {
    // 0.3 is not 0.1 + 0.2, but both sums are 0.
    expect(signFlips([0.1, 0.2, -0.3]).twoSided).toBe(1);
    const inTenths = [0.3, 0.1 + 0.2, 0.3, 0.3, -0.3];
    expect(signFlips(inTenths)).toEqual(signFlips([3, 3, 3, 3, -3]));
  });

  it("comes close to Fisher's figure for Darwin's maize, whose statistic is the plain sum", () => {
    // Fisher 1935, "The Design of Experiments", section 21: 1,726 of 32,768, with eighths of an inch as here.
    const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    const { twoSided, exact } = signFlips(darwin);
    expect(exact).toBe(true);
    expect(Math.abs(twoSided - 1726 / 32768)).toBeLessThan(0.02);
  });

  it("leaves out clusters whose sides are alike", () => {
    const alike = new Array<number>(40).fill(7);
    const found = swapTest({
      arm: meanOf([...alike, 1, 2, 3]),
      control: meanOf([...alike, 0, 0, 0]),
      random: random(),
    });
    expect(found).toEqual(signFlips([1, 2, 3]));
  });

  it("finds nothing where all are alike", () => {
    const same = { twoSided: 1, greater: 1, less: 1, exact: true };
    const arm = meanOf([1, 2, 3]);
    expect(swapTest({ arm, control: meanOf([1, 2, 3]), random: random() })).toEqual(same);
    const rounded = meanOf([1, 2, 3 + 4e-16]);
    expect(swapTest({ arm, control: rounded, random: random() })).toEqual(same);
  });

  it("is undefined where an arm has nothing below the line", () => {
    const none: Ratio = { numerator: new Float64Array(2), denominator: new Float64Array(2) };
    expect(swapTest({ arm: meanOf([1, 2]), control: none, random: random() })).toBeUndefined();
    expect(swapTest({ arm: meanOf([]), control: meanOf([]), random: random() })).toBeUndefined();
  });

  it("compares ratios of sums: more above for as much more below is no difference", () => {
    const arm = { numerator: Float64Array.of(2, 6, 4), denominator: Float64Array.of(20, 60, 40) };
    const control = { numerator: Float64Array.of(1, 3, 8), denominator: Float64Array.of(10, 30, 80) };
    expect(swapTest({ arm, control, random: random() })!.twoSided).toBe(1);
  });

  it("samples permutations of over 20 clusters, and never says 0", () => {
    const found = signFlips(new Array<number>(21).fill(1));
    expect(found).toEqual({ twoSided: 1 / 10_001, greater: 1 / 10_001, less: 1, exact: false });
  });

  it("samples about what going through all of them would give", () => {
    const differences = Array.from({ length: 19 }, (_, at) => ((at * 7) % 11) - 3.5);
    const all = signFlips(differences);
    // Two more that hardly count bring it over the limit.
    const sampled = signFlips([...differences, 1e-6, 1e-6]);
    expect(sampled.exact).toBe(false);
    expect(Math.abs(sampled.twoSided - all.twoSided)).toBeLessThan(0.03);
  });

  it.each([21, 29, 32, 45])(
    "swaps the clusters whose bits are drawn, and no others: %i clusters",
    (clusters) => {
      const stream = randomStream(5, clusters);
      const differences = Array.from({ length: clusters }, () => normalDraw(stream) + 0.3);
      const wordsEach = Math.ceil(clusters / 32);
      const words = Array.from({ length: 200 * wordsEach }, () => Math.floor(stream() * 2 ** 32));
      const draws = words.values();
      const found = swapTest({
        ...{ arm: meanOf(differences), control: meanOf(differences.map(() => 0)), resamples: 200 },
        random: () => draws.next().value! / 2 ** 32,
      })!;
      const size = Math.sqrt(differences.reduce((total, value) => total + value ** 2, 0) / clusters);
      const statistic = (sign: (at: number) => number) => {
        const mean = differences.reduce((total, value, at) => total + sign(at) * value, 0) / size / clusters;
        const cubes =
          differences.reduce((total, value, at) => total + sign(at) * (value / size) ** 3, 0) / clusters;
        const skew = cubes - 3 * mean + 2 * mean ** 3;
        return mean + skew * (mean ** 2 / 3 + 1 / (6 * clusters)) + (skew ** 2 * mean ** 3) / 27;
      };
      const observed = statistic(() => 1);
      const higher = Array.from({ length: 200 }, (_, row) =>
        statistic((at) => ((words[row * wordsEach + Math.floor(at / 32)]! >>> (at % 32)) & 1 ? -1 : 1)),
      ).filter((value) => value >= observed);
      expect(found.greater).toBe((1 + higher.length) / 201);
    },
  );

  it("draws for all clusters, not for the first words only", () => {
    // Were the second half never swapped, its advantage would stay in every permutation.
    const stream = randomStream(4);
    const differences = Array.from({ length: 200 }, (_, at) => normalDraw(stream) + (at < 100 ? 0 : 1));
    expect(signFlips(differences).twoSided).toBeLessThan(0.001);
    expect(signFlips(differences.map((value, at) => (at % 2 ? value : -value))).twoSided).toBeGreaterThan(
      0.01,
    );
  });

  const pairs = fc.array(
    fc.tuple(
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
    ),
    { minLength: 1, maxLength: 8 },
  );
  const sides = (rows: [number, number, number, number][]) => ({
    arm: {
      numerator: Float64Array.from(rows, ([n]) => n),
      denominator: Float64Array.from(rows, ([, d]) => d),
    },
    control: {
      numerator: Float64Array.from(rows, (r) => r[2]),
      denominator: Float64Array.from(rows, (r) => r[3]),
    },
  });

  it("turns round with the sides", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const { arm, control } = sides(rows);
        const there = swapTest({ arm, control, random: random() })!;
        const back = swapTest({ arm: control, control: arm, random: random() })!;
        expect(back).toEqual({ ...there, greater: there.less, less: there.greater });
      }),
    );
  });

  it("takes no notice of units and of what both sides have more", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const { arm, control } = sides(rows);
        const changed = ({ numerator, denominator }: Ratio): Ratio => ({
          numerator: numerator.map((value, at) => 1000 * (value + 3 * denominator[at]!)),
          denominator,
        });
        expect(swapTest({ arm: changed(arm), control: changed(control), random: random() })).toEqual(
          swapTest({ arm, control, random: random() }),
        );
      }),
    );
  });

  it("finds nothing more extreme than differences of one sign", () => {
    const positive = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(positive, (differences) => {
        expect(signFlips(differences).greater).toBe(0.5 ** differences.length);
      }),
    );
  });

  it("refuses sides over different clusters", () => {
    expect(() => swapTest({ arm: meanOf([1, 2]), control: meanOf([1]), random: random() })).toThrow(
      RangeError,
    );
  });
});
