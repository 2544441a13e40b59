import fc from "fast-check";
import { READERS } from "./all-readers.js";
import { judge, type Outcome } from "./judge.js";
import { mutated } from "./mutations.js";
import type { Reader, Seed } from "./readers.js";

/** What an input may take. */
export interface Limits {
  /** Of processor time, which does not depend on what else the machine does. */
  readonly seconds: number;
  /** That the process grows by, from the first input on: what inputs before this one left behind counts too. */
  readonly megabytes: number;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  readonly limits: Limits;
  /** Of a failure that fast-check printed. */
  readonly path?: string | undefined;
  /** Called before each input. */
  readonly before?: () => void;
}

/** What came of all inputs. */
export interface Fuzzed extends Readonly<Record<Outcome, number>> {
  readonly slowestSeconds: number;
  readonly megabytes: number;
}

/**
 * Gives a reader texts of its format with slips in them, each of which it must read as something sound or refuse with a
 * message that says where, in little time and memory.
 *
 * @throws Error that tells the seed and the path of the smallest text that does otherwise
 */
export async function fuzz(
  reader: Reader,
  { seed, runs, limits, path, before }: FuzzOptions,
): Promise<Fuzzed> {
  const counts = { read: 0, refused: 0 };
  let slowestSeconds = 0;
  const base = peakMegabytes();
  const property = fc.asyncProperty(casesOf(reader), async ({ seed: from, text, detect }) => {
    before?.();
    const start = process.cpuUsage();
    counts[await judge(reader, from, text, detect)]++;
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    slowestSeconds = Math.max(slowestSeconds, seconds);
    if (seconds > limits.seconds) throw new Error(`took ${seconds} s`);
    const grown = peakMegabytes() - base;
    if (grown > limits.megabytes) throw new Error(`the process has grown by ${grown} MB`);
  });
  await fc.assert(property, { seed, numRuns: runs, ...(path !== undefined && { path }) });
  return { ...counts, slowestSeconds, megabytes: peakMegabytes() - base };
}

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1000;

interface Case {
  readonly seed: Seed;
  readonly text: string;
  readonly detect: boolean;
}

function casesOf(reader: Reader): fc.Arbitrary<Case> {
  const others = READERS.filter((other) => other !== reader).flatMap(({ seeds }) =>
    seeds.map(({ text }) => text),
  );
  const cases = reader.seeds.map((seed) =>
    fc.record({ seed: fc.constant(seed), text: mutated(seed.text, others), detect: fc.boolean() }),
  );
  // Failures are printed, and texts may have megabytes.
  return fc.oneof(...cases).map((each) => ({ ...each, [fc.toStringMethod]: () => shown(each) }));
}

const SHOWN = 2000;

const shown = ({ text, detect }: Case): string =>
  `${text.length} characters, ${detect ? "format detected" : "format named"}: ${JSON.stringify(text.slice(0, SHOWN))}`;
