/*
 * Compares this checkout with another one, or with a bundle of one: by how much sessions run faster or
 * slower. Each pair is two new processes that measure in turn, so that neither a slow moment of the machine nor the
 * luck of a compilation falls on one side only; a pair counts once.
 *
 *   npm exec tsx bench/compare.ts <checkout or bundle.mjs> [--pairs 15] [--case bb]...
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CASES, type Case } from "./cases.js";
import { bundleLibrary } from "./library.js";
import { Runner } from "./runner.js";
import { median, medianInterval } from "./statistics.js";

const ROUNDS = 3;
const ROUND_SECONDS = 0.15;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "15" },
    case: { type: "string", multiple: true, default: ["constant", "bb", "buffer", "bb, with metrics"] },
  },
});
const [other] = positionals;
if (other === undefined) throw new Error("which checkout, or which bundle, is this one to be compared with?");
const chosen = values.case.map((name) => {
  const found = CASES.find((each) => each.name === name);
  if (!found) throw new Error(`no case "${name}"; there are: ${CASES.map((each) => each.name).join(", ")}`);
  return found;
});

const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
const own = join(folder, "own.mjs");
await bundleLibrary(resolve(import.meta.dirname, ".."), own);
const others = other.endsWith(".mjs") ? other : join(folder, "other.mjs");
if (others !== other) await bundleLibrary(resolve(other), others);

const ratios = chosen.map((): number[] => []);
try {
  for (let pair = 0; pair < Number(values.pairs); pair++)
    for (const group of new Set(chosen.map((each) => each.group))) {
      const cases = chosen.filter((each) => each.group === group);
      const rates = await measurePair(cases, pair % 2 === 0);
      for (const [i, { mine, theirs }] of rates.entries())
        ratios[chosen.indexOf(cases[i]!)]!.push(median(mine) / median(theirs));
    }
} finally {
  rmSync(folder, { recursive: true });
}

process.stdout.write(
  `speed of this checkout over the other's, ${values.pairs} pairs: median [95 % interval]\n`,
);
for (const [i, { name }] of chosen.entries()) {
  const [low, high] = medianInterval(ratios[i]!);
  const figures = `${median(ratios[i]!).toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  process.stdout.write(`${name.padEnd(26)}${figures}\n`);
}

/** Segments per second of each case, round by round. */
async function measurePair(cases: readonly Case[], mineFirst: boolean) {
  const mine = new Runner(own);
  const theirs = new Runner(others);
  const order = mineFirst ? [mine, theirs] : [theirs, mine];
  const rates = cases.map(() => ({ mine: [] as number[], theirs: [] as number[] }));
  try {
    for (const { name, warmUpSeconds } of cases)
      for (const runner of order) await runner.measure(name, warmUpSeconds);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, { name }] of cases.entries())
        for (const runner of order) {
          const { segments } = await runner.measure(name, ROUND_SECONDS);
          rates[i]![runner === mine ? "mine" : "theirs"].push(segments);
        }
    return rates;
  } finally {
    mine.stop();
    theirs.stop();
  }
}
