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
export function fuzz(reader: Reader, options: FuzzOptions): Promise<Fuzzed> {
  return fuzzWith(casesOf(reader), ({ seed, text, detect }) => judge(reader, seed, text, detect), options);
}

/** The same of anything that is done with what is drawn. */
export async function fuzzWith<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  act: (each: Drawn) => Promise<Outcome>,
  { seed, runs, limits, path, before }: FuzzOptions,
): Promise<Fuzzed> {
  const counts = { read: 0, refused: 0 };
  let slowestSeconds = 0;
  const first = usage();
  let last = first;
  const property = fc.asyncProperty(drawn, async (each) => {
    before?.();
    counts[await act(each)]++;
    const now = usage();
    // Drawing the input counts too: to ask the system twice takes longer than that.
    const seconds = now.seconds - last.seconds;
    slowestSeconds = Math.max(slowestSeconds, seconds);
    last = now;
    if (seconds > limits.seconds) throw new Error(`took ${seconds} s`);
    const grown = now.megabytes - first.megabytes;
    if (grown > limits.megabytes) throw new Error(`the process has grown by ${grown} MB`);
  });
  await fc.assert(property, { seed, numRuns: runs, ...(path !== undefined && { path }) });
  return { ...counts, slowestSeconds, megabytes: last.megabytes - first.megabytes };
}

/** Processor time of the process, and the most memory that it has had. */
function usage() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1000 };
}

/** A text with slips in it, and the seed that it was. */
export interface Case {
  readonly seed: Seed;
  readonly text: string;
  readonly detect: boolean;
}

export function casesOf(reader: Reader): fc.Arbitrary<Case> {
  const others = READERS.filter((other) => other !== reader).flatMap(({ seeds }) =>
    seeds.map(({ text }) => text),
  );
  const cases = reader.seeds.map((seed) =>
    fc.record({ seed: fc.constant(seed), text: mutated(seed.text, others), detect: fc.boolean() }),
  );
  return fc.oneof(...cases).map((each) => ({ ...each, [fc.toStringMethod]: () => shown(each) }));
}

const SHOWN = 2000;

/** Failures are printed, and texts may have megabytes. */
const shown = ({ text, detect }: Case): string =>
  `${text.length} characters, ${detect ? "format detected" : "format named"}: ${JSON.stringify(text.slice(0, SHOWN))}`;
