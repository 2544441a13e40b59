/*
 * Does any reader of inputs hang, take much memory, read nonsense, or fail without saying where, whatever has become of its
 * files? And does `abrsim traces convert` ever leave a part of its output?
 *
 *     npx tsx bench/fuzz-readers.ts [count of each reader] [--seed 1] [--reader traces/oboe] [--path 12:0:3]
 *
 * Each reader runs in a process of its own. A reader may also be the beginning of several names: "videos". The path is one
 * that a failure printed, and runs that text alone. Exits with 1 if anything was found.
 */
import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { CONVERSION, fuzzConversions } from "../test/inputs/fuzz/conversions.js";
import { type Fuzzed, fuzz } from "../test/inputs/fuzz/fuzz.js";
import type { Reader } from "../test/inputs/fuzz/readers.js";
import { TRACE_READERS } from "../test/inputs/fuzz/trace-readers.js";
import { VIDEO_READERS } from "../test/inputs/fuzz/video-readers.js";

const LIMITS = { seconds: 5, megabytes: 200 };
/** Megabytes of heap in which garbage has to be collected before more is taken. */
const HEAP = 160;
/** Of one input, by the clock on the wall: far more than its processor time may be, as others use the machine too. */
const HANGS_AFTER_SECONDS = 60;
/** Each has files to write and to look for. */
const CONVERSIONS_PER_READING = 1 / 20;

/** By names of their own: there is a format "sabre" of traces and one of videos. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ...TRACE_READERS.map((reader) => [`traces/${reader.name}`, reader] as const),
  ...VIDEO_READERS.map((reader) => [`videos/${reader.name}`, reader] as const),
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    reader: { type: "string" },
    path: { type: "string" },
  },
});
const count = Number(positionals[0] ?? 20_000);
const options = { seed: Number(values.seed), limits: LIMITS, path: values.path };

type Outcome = { readonly fuzzed: Fuzzed } | { readonly problem: string };
type Progress = { readonly at: number };

if (process.send) process.send(await work(values.reader!), () => process.disconnect());
else await everyReader();

/** Of a child, which tells its parent which text it is at. @returns what came of all */
async function work(name: string): Promise<Outcome> {
  let at = 0;
  const before = () => void process.send?.({ at: at++ } satisfies Progress);
  try {
    const reader = READERS.get(name);
    const runs =
      values.path === undefined ? (reader ? count : Math.ceil(count * CONVERSIONS_PER_READING)) : 1;
    const all = { ...options, runs, before };
    return { fuzzed: await (reader ? fuzz(reader, all) : fuzzConversions(all)) };
  } catch (error) {
    return { problem: error instanceof Error ? `${error.message}\n${error.cause ?? ""}` : String(error) };
  }
}

async function everyReader(): Promise<void> {
  const all = [...READERS.keys(), CONVERSION];
  const names = all.filter((name) => name.startsWith(values.reader ?? ""));
  print("| reader | read | refused | slowest, ms | peak, MB |");
  print("|---|---|---|---|---|");
  for (const name of names) {
    const outcome = await inChild(name);
    if ("fuzzed" in outcome) print(row(name, outcome.fuzzed));
    else {
      process.exitCode = 1;
      print(`\n${name}: ${outcome.problem}\n`);
    }
  }
}

function inChild(name: string): Promise<Outcome> {
  return new Promise((done) => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), "--reader", name], {
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP}`],
    });
    let at = 0;
    let problem = "";
    const hangs = () => {
      problem = `hangs, or takes more than ${HANGS_AFTER_SECONDS} s`;
      child.kill("SIGKILL");
    };
    let timer = setTimeout(hangs, HANGS_AFTER_SECONDS * 1000);
    child.on("message", (message: Outcome | Progress) => {
      clearTimeout(timer);
      if (!("at" in message)) return done(message);
      at = message.at;
      timer = setTimeout(hangs, HANGS_AFTER_SECONDS * 1000);
    });
    // When all that it has told has come. Of a child that has told what came of all, nobody listens any more.
    child.on("disconnect", () => {
      clearTimeout(timer);
      done({
        problem: `${problem || "the process broke down"}: --reader ${name} --seed ${values.seed} --path ${at}`,
      });
    });
  });
}

function row(name: string, { read, refused, slowestSeconds, megabytes }: Fuzzed): string {
  const cells = [name, read, refused, (1000 * slowestSeconds).toFixed(0), megabytes.toFixed(0)];
  return `| ${cells.join(" | ")} |`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
