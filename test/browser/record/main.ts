/*
 * Records what real players do, for `abrsim fidelity` to compare its simulations with: README.md, "To record".
 *
 *   npm run fidelity:record -- traces/4g/4g-01.csv [--players hlsjs,shaka] [--policy bola] [--out FILE]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../../../src/errors.js";
import { chromiumPath, MissingProgram } from "../harness/programs.js";
import { makeStream } from "../stream/make-stream.js";
import { FIDELITY_RECIPE } from "../stream/recipe.js";
import { type Flags, flagsOf, USAGE } from "./flags.js";
import { namedTraces } from "./named-traces.js";
import { type Planned, planOf } from "./plan.js";
import { progressLine } from "./progress-line.js";
import { type Outcome, recordAll } from "./record-all.js";
import { recordingsOf, recordingsText } from "./recordings-text.js";
import { streamEntry } from "./stream-entry.js";

/** As abrsim's own: 1 is for what was tried and failed, 2 for what was asked for wrongly. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

async function record(flags: Flags): Promise<number> {
  const traces = await namedTraces(flags.traces, process.cwd());
  chromiumPath();
  const stream = streamEntry(makeStream(FIDELITY_RECIPE));
  const plan = planOf(traces, flags.players, flags.repeats);
  mkdirSync(dirname(flags.out), { recursive: true });

  const outcomes = new Map<Planned, Outcome>();
  await recordAll(plan, flags.atOnce, flags, (outcome) => {
    outcomes.set(outcome.planned, outcome);
    const { recordings, repeats } = recordingsOf(stream, plan, outcomes);
    // Each time: whoever interrupts keeps what has been played.
    if (recordings.length > 0) writeFileSync(flags.out, recordingsText({ stream, recordings, repeats }));
    const line = progressLine(outcome, outcomes.size, plan.length);
    ("failure" in outcome ? process.stderr : process.stdout).write(`${line}\n`);
  });
  return [...outcomes.values()].some((outcome) => "failure" in outcome) ? EXIT.failed : EXIT.done;
}

try {
  const flags = flagsOf(process.argv.slice(2));
  if (flags === "help") process.stdout.write(USAGE);
  else process.exitCode = await record(flags);
} catch (error) {
  if (!(error instanceof InputError || error instanceof MissingProgram)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof InputError ? EXIT.usage : EXIT.failed;
}
