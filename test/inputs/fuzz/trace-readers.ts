import { readTraces } from "../../../src/inputs/traces/read-trace.js";
import { TRACE_FORMATS } from "../../../src/inputs/traces/registry.js";
import { SAMPLES } from "../traces/samples.js";
import { LARGE_SEEDS } from "./large-seeds.js";
import { FILE, type Reader } from "./readers.js";
import { checkTrace } from "./sound.js";

/** Characters that files are read by. */
const CHUNK = 65_536;

export const TRACE_READERS: readonly Reader[] = TRACE_FORMATS.map(({ name }) => ({
  name,
  seeds: seedsOf(name).map((text) => ({
    text,
    async read(changed, detect) {
      const format = detect ? undefined : name;
      const { traces } = await readTraces(chunksOf(changed), { name: FILE, set: "set", format });
      if (traces.length === 0) throw new Error("no trace");
      for (const { trace } of traces) checkTrace(trace);
    },
  })),
}));

function seedsOf(name: string): readonly string[] {
  const samples = SAMPLES.filter(({ format }) => format === name).map(({ text }) => text);
  const large = LARGE_SEEDS[name];
  return large === undefined ? samples : [...samples, large];
}

function* chunksOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK);
}
