/**
 * How often intervals hold the truth and tests raise false alarms, on populations in which the truth is known. Prints the
 * tables of `bench/README.md`; takes about ten minutes. `npx tsx bench/coverage.ts [trials] [resamples]`
 */
import { randomStream } from "../src/random.js";
import {
  bootstrapQuantiles,
  minimumDetectable,
  normalQuantile,
  shuffleTest,
  swapTest,
  wilcoxonSignedRank,
} from "../src/statistics/index.js";
import {
  estimates,
  lognormal,
  normal,
  type Population,
  ratiosOfSums,
  STANDARD,
  sparse,
  UNLIKE_STRATA,
} from "../test/statistics/synthetic.js";

const trials = Number(process.argv[2] ?? 2000);
const resamples = Number(process.argv[3] ?? 10_000);
/** Tests with pairs are quick, and it takes many to tell 5 % from 6. */
const tests = 5 * trials;
const percent = (count: number, of = trials) => ((100 * count) / of).toFixed(1);
const row = (...cells: (string | number)[]) => process.stdout.write(`| ${cells.join(" | ")} |\n`);

function table(title: string, ...header: string[]): void {
  process.stdout.write(`\n${title}\n\n`);
  row(...header);
  row(...header.map(() => "---"));
}

function coverage(population: Population): void {
  const random = randomStream(5, "coverage", population.name);
  let over = 0;
  let under = 0;
  let none = 0;
  let limited = 0;
  let width = 0;
  for (const { standardError = 0, intervals, method } of estimates(population, trials, resamples, random)) {
    const [low, high] = intervals[0]!;
    if (standardError === 0) none++;
    else width += (high - low) / standardError;
    if (standardError > 0 && low > population.truth) over++;
    if (standardError > 0 && high < population.truth) under++;
    if (method === "limited") limited++;
  }
  const held = trials - over - under - none;
  row(
    population.name,
    percent(held),
    percent(over),
    percent(under),
    (width / (trials - none)).toFixed(2),
    percent(limited),
    percent(none),
  );
}

function falseAlarms(population: Population): void {
  const random = randomStream(6, "false alarms", population.name);
  let swapped = 0;
  let greater = 0;
  let less = 0;
  let ranked = 0;
  for (let trial = 0; trial < tests; trial++) {
    const { arm, control } = population.draw(random);
    const test = swapTest({ arm, control, random, resamples })!;
    if (test.twoSided <= 0.05) swapped++;
    if (test.greater <= 0.05) greater++;
    if (test.less <= 0.05) less++;
    const pairs = arm.numerator.map(
      (value, at) => value / arm.denominator[at]! - control.numerator[at]! / control.denominator[at]!,
    );
    if (wilcoxonSignedRank(pairs)!.p <= 0.05) ranked++;
  }
  row(
    population.name,
    percent(swapped, tests),
    percent(greater, tests),
    percent(less, tests),
    percent(ranked, tests),
  );
}

/** The share of the clusters that are the arm's; the rest are the control's. */
function unpairedAlarms(population: Population, share: number): void {
  const random = randomStream(7, "unpaired", population.name, share);
  let alarms = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { arm } = population.draw(random);
    const inArm = Uint8Array.from(arm.numerator, (_, at) => (at < share * arm.numerator.length ? 1 : 0));
    if (shuffleTest({ arm, control: arm, inArm, random, resamples })!.twoSided <= 0.05) alarms++;
  }
  row(population.name, `${share * 100} %`, percent(alarms));
}

function power(clusters: number, ofNormal: boolean): void {
  const random = randomStream(8, "power", clusters, String(ofNormal));
  const effect = minimumDetectable(1 / Math.sqrt(clusters), ofNormal ? {} : { clusters });
  let shown = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { arm, control } = normal(clusters, effect).draw(random);
    if (swapTest({ arm, control, random, resamples })!.twoSided <= 0.05) shown++;
  }
  row(clusters, ofNormal ? "as for very many" : "as for so many", percent(shown));
}

/** Sessions of a cluster resemble each other; the arm is shifted by a tenth. */
function quantileCoverage(clusters: number): void {
  const random = randomStream(9, "quantiles", clusters);
  const probabilities = [0.05, 0.1, 0.5, 0.95];
  const held = probabilities.map(() => 0);
  for (let trial = 0; trial < trials; trial++) {
    const z = () => normalQuantile(random());
    const levels = Array.from({ length: clusters }, z);
    const side = (shift: number) => ({
      values: Float64Array.from(
        { length: clusters * 5 },
        (_, at) => levels[at % clusters]! + z() / 2 + shift,
      ),
      clusters: Int32Array.from({ length: clusters * 5 }, (_, at) => at % clusters),
    });
    const strata = new Uint8Array(clusters);
    const [found] = bootstrapQuantiles({
      pairs: [{ arm: side(0.1), control: side(0) }],
      strata,
      probabilities,
      resamples: 1000,
      random,
    });
    found!.forEach(({ interval }, at) => {
      if (interval![0] <= 0.1 && 0.1 <= interval![1]) held[at]!++;
    });
  }
  row(clusters, ...held.map(percent));
}

table(
  `95 % intervals: percent of ${trials} trials, ${resamples} resamples`,
  "population",
  "held",
  "all above",
  "all below",
  "width",
  "limited",
  "no spread",
);
for (const population of [
  ...STANDARD,
  normal(5),
  normal(10),
  lognormal(10),
  UNLIKE_STRATA,
  ratiosOfSums(30, 0.05, 0.04),
  ratiosOfSums(100, 0.05, 0.04),
  sparse(30, 0.2),
  sparse(100, 0.1),
  sparse(100, 0.05),
  // More than are resampled one by one.
  lognormal(2000),
  sparse(2000, 0.01),
])
  coverage(population);

table(
  `False alarms at 5 %: percent of ${tests} trials`,
  "population",
  "two-sided",
  "greater",
  "less",
  "Wilcoxon",
);
for (const population of [...STANDARD, ratiosOfSums(30, 0.05, 0.05), ratiosOfSums(100, 0.05, 0.05)])
  falseAlarms(population);

table(`False alarms without pairs: percent of ${trials} trials`, "population", "in the arm", "two-sided");
for (const share of [0.5, 0.1])
  for (const population of [normal(30), lognormal(100)]) unpairedAlarms(population, share);

table(`Power at the minimum detectable effect: percent of ${trials} trials`, "clusters", "computed", "shown");
for (const clusters of [10, 30, 100]) for (const ofNormal of [false, true]) power(clusters, ofNormal);

table(
  `Quantiles of five sessions a cluster: 95 % intervals that held, percent of ${trials} trials, 1000 resamples`,
  "clusters",
  "p5",
  "p10",
  "p50",
  "p95",
);
for (const clusters of [30, 100]) quantileCoverage(clusters);
