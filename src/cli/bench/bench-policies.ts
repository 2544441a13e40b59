import { once } from "node:events";
import { cpus } from "node:os";
import { Worker } from "node:worker_threads";
import { InputError } from "../../errors.js";
import type { CaseSize } from "../../experiment/plain-case/plain-case.js";
import { unknownName } from "../../experiment/scenario/index.js";
import { policies } from "../../policies/registry.js";
import { LISTINGS, type Listing, type ListingFormat } from "../../report/listings/index.js";
import { VERSION } from "../../version.js";
import { onStderr } from "../colours.js";
import { stdoutLook } from "../stdout.js";
import type { Measurement, Speed } from "./measure-thread.js";

/** The flags of `abrsim bench`, as commander gives them. */
export interface BenchFlags {
  readonly policies?: readonly string[];
  readonly seconds: number;
  readonly intervals: number;
  readonly segments: number;
  readonly levels: number;
  readonly format: ListingFormat;
}

interface PolicySpeed extends Speed {
  readonly policy: string;
}

/** Measures how fast policies are simulated on this machine, and prints it. */
export async function benchPolicies({ seconds, format, ...flags }: BenchFlags): Promise<void> {
  const names = policies.map(({ name }) => name);
  if (flags.policies?.length === 0)
    throw new InputError({
      where: "--policies",
      expected: "names of policies of the library, with commas between them",
      received: "none",
    });
  for (const name of flags.policies ?? [])
    if (!names.includes(name))
      throw unknownName({ where: "--policies", kind: "policy of the library", received: name, known: names });
  const { intervals, segments, levels } = flags;
  const size = { intervals, segments, levels };
  const speeds: PolicySpeed[] = [];
  for (const policy of flags.policies ?? names) {
    if (process.stderr.isTTY) process.stderr.write(`\r${`${policy} ...`.padEnd(30)}`);
    // Each in a thread of its own: what one has made the compiler expect would slow down the next.
    speeds.push({ policy, ...(await measured({ policy, size, seconds })) });
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${" ".repeat(30)}\r`);
  process.stdout.write(
    format === "json" ? asJson(speeds, size) : LISTINGS[format](listingOf(speeds), stdoutLook()),
  );
  if (format === "table") process.stderr.write(`${onStderr().dim(inWords(size))}\n`);
}

async function measured(workerData: Measurement): Promise<Speed> {
  const thread = new Worker(new URL("./measure-thread.js", import.meta.url), { workerData });
  try {
    const [speed] = (await once(thread, "message")) as [Speed];
    return speed;
  } finally {
    await thread.terminate();
  }
}

function asJson(speeds: readonly PolicySpeed[], size: CaseSize): string {
  const machine = { node: process.version, cpu: cpus()[0]?.model.trim() };
  const rows = speeds.map(({ policy, segmentsPerSecond, sessionsPerSecond }) => ({
    policy,
    segments_per_second: Math.round(segmentsPerSecond),
    sessions_per_second: Math.round(sessionsPerSecond),
  }));
  return `${JSON.stringify({ abrsim: VERSION, ...machine, case: size, policies: rows }, null, 2)}\n`;
}

const millions = (rate: number) => (rate / 1e6).toPrecision(3);

const listingOf = (rows: readonly PolicySpeed[]): Listing<PolicySpeed> => ({
  columns: [
    { name: "policy", read: ({ policy }) => policy },
    {
      name: "segments_per_second",
      heading: "segments/s\n(million)",
      read: ({ segmentsPerSecond }) => Math.round(segmentsPerSecond),
      show: ({ segmentsPerSecond }) => millions(segmentsPerSecond),
    },
    {
      name: "sessions_per_second",
      heading: "sessions/s",
      read: ({ sessionsPerSecond }) => Math.round(sessionsPerSecond),
      show: ({ sessionsPerSecond }) => sessionsPerSecond.toFixed(0),
    },
  ],
  rows,
});

const inWords = ({ intervals, segments, levels }: CaseSize): string =>
  `One core; sessions of ${segments} segments, ${levels} levels, a trace of ${intervals} intervals. ` +
  "Compare figures of one run: machines differ.";
