import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { convertTraces } from "../../../src/cli/traces/convert.js";
import { InputError } from "../../../src/errors.js";
import { readTraces } from "../../../src/inputs/traces/read-trace.js";
import { TRACE_WRITERS } from "../../../src/report/trace-formats/registry.js";
import { casesOf, type Fuzzed, type FuzzOptions, fuzzWith } from "./fuzz.js";
import type { Outcome } from "./judge.js";
import { checkTrace } from "./sound.js";
import { TRACE_READERS } from "./trace-readers.js";

/** What the fuzzing of conversions is called. */
export const CONVERSION = "traces convert";

/** How a text comes to be a file. */
const ENCODINGS: Readonly<Record<string, (text: string, at: number) => Uint8Array>> = {
  plain: (text) => Buffer.from(text),
  "one byte a character": (text) => Buffer.from(text, "latin1"),
  compressed: (text) => gzipSync(text),
  "compressed, torn off": (text, at) =>
    withPlace(gzipSync(text), at, (bytes, place) => bytes.subarray(0, place)),
  "compressed, with a slip": (text, at) =>
    withPlace(gzipSync(text), at, (bytes, place) => bytes.fill(at, place, place + 1)),
};

const withPlace = (bytes: Buffer, at: number, change: (bytes: Buffer, place: number) => Buffer): Buffer =>
  change(bytes, at % bytes.length);

interface Conversion {
  readonly bytes: Uint8Array;
  readonly from: string | undefined;
  readonly to: string;
  /** Of the file to write; missing: one or several, to a folder. */
  readonly ending: string | undefined;
}

const ENDINGS = [undefined, ".out", ".out.gz"];

const conversions: fc.Arbitrary<Conversion> = fc
  .record({
    read: fc.oneof(
      ...TRACE_READERS.map((reader) => casesOf(reader).map((each) => ({ ...each, name: reader.name }))),
    ),
    // Whole ones more often, as few are read as it is.
    encoding: fc.constantFrom(
      "plain",
      "plain",
      "plain",
      "compressed",
      "compressed",
      ...Object.keys(ENCODINGS),
    ),
    at: fc.nat(2 ** 24),
    to: fc.constantFrom(...TRACE_WRITERS.map(({ name }) => name)),
    ending: fc.constantFrom(...ENDINGS),
  })
  .map(({ read: { text, detect, name }, encoding, at, to, ending }) => ({
    bytes: ENCODINGS[encoding]!(text, at),
    from: detect ? undefined : name,
    to,
    ending,
    [fc.toStringMethod]: () =>
      `${name} in ${text.length} characters, ${encoding}, to ${to}: ${JSON.stringify(text.slice(0, 2000))}`,
  }));

const BEFORE = "what was there before";

/**
 * Converts files with slips in them. Of each, all output must be there and read back, or none of it, and what was there
 * before must stay.
 */
export async function fuzzConversions(options: FuzzOptions): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-fuzz-"));
  const unmute = muted();
  try {
    return await fuzzWith(conversions, (each) => convert(each, folder), options);
  } finally {
    unmute();
    rmSync(folder, { recursive: true });
  }
}

async function convert({ bytes, from, to, ending }: Conversion, folder: string): Promise<Outcome> {
  const out = join(folder, "out");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const old = `old${ending ?? ""}`;
  writeFileSync(join(out, old), BEFORE);
  writeFileSync(join(folder, "in"), bytes);
  try {
    await convertTraces(join(folder, "in"), ending === undefined ? out : join(out, old), {
      to,
      ...(from !== undefined && { from }),
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const left = readdirSync(out);
    if (left.join() !== old || readFileSync(join(out, old), "utf8") !== BEFORE)
      throw new Error(`left ${left.join(", ")} after: ${error.message}`);
    return "refused";
  }
  const written = readdirSync(out).filter((name) => ending !== undefined || name !== old);
  if (written.length === 0) throw new Error("wrote nothing, and said so nowhere");
  for (const name of written) await checkWritten(join(out, name), to);
  return "read";
}

async function checkWritten(path: string, format: string): Promise<void> {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  const { traces } = await readTraces([text], { name: path, set: "out", format });
  for (const { trace } of traces) checkTrace(trace);
}

/** Keeps what a command says of its work to itself. @returns what ends that */
function muted(): () => void {
  const { stdout, stderr } = process;
  const [tell, warn] = [stdout.write, stderr.write];
  stdout.write = stderr.write = () => true;
  return () => {
    stdout.write = tell;
    stderr.write = warn;
  };
}
