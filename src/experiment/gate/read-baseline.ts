import { z } from "zod";
import { excerpt, InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import { BASELINE_SCHEMA, type Baseline } from "./baseline.js";

const hashes = z.record(z.string(), z.string());
const setting = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const count = z.int().nonnegative();

const policySchema = z.object({
  use: z.string(),
  options: z.record(z.string(), z.unknown()),
  sha256: z.array(z.string()),
  counts: z.object({ completed: count, quit: count, starved: count, failed: count }),
  sessions_sha256: z.string(),
  means: z.record(z.string(), z.number().nullable()),
  traces: z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number().positive()]))),
});

const baselineSchema = z.object({
  schema: z.literal(BASELINE_SCHEMA),
  abrsim: z.string(),
  node: z.number(),
  scenario: z.string(),
  seed: z.number(),
  premises: z.object({
    replicates: z.number(),
    traces: hashes,
    cdn_traces: hashes,
    videos: hashes,
    qoe: hashes,
    arms: z.record(
      z.string(),
      z.object({ videos: z.array(z.array(z.string())), settings: z.record(z.string(), setting) }),
    ),
  }),
  policies: z.record(z.string(), policySchema),
});

/** @throws InputError when the file is no baseline, or one of another version */
export async function readBaseline(path: string): Promise<Baseline> {
  const { text } = await readTextFile(path).catch((error: unknown) => {
    if (!(error instanceof InputError) || error.problem.received !== "ENOENT") throw error;
    throw new InputError({
      where: path,
      expected: "a baseline",
      received: "no such file",
      hint: "Write it first: abrsim gate <results> --baseline <file> --update",
    });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw notOne(path, `something that is not JSON (${error instanceof Error ? error.message : ""})`);
  }
  const schema = (json as { schema?: unknown } | null)?.schema;
  if (typeof schema === "number" && schema !== BASELINE_SCHEMA)
    throw notOne(path, `schema ${schema}; this abrsim reads ${BASELINE_SCHEMA}`);
  const read = baselineSchema.safeParse(json);
  if (read.success) {
    const fault = contradiction(read.data);
    if (fault !== undefined) throw notOne(path, fault);
    return read.data;
  }
  const { path: key, message } = read.error.issues[0]!;
  throw notOne(path, `${key.length === 0 ? "another file" : excerpt(key.join("."))}: ${message}`);
}

/** What a baseline says against itself, as after a merge that went wrong; undefined where all is well. */
function contradiction({ policies, premises }: Baseline): string | undefined {
  const names = Object.keys(policies);
  if (names.length === 0) return "one without policies";
  const expected = Object.keys(premises.traces).sort();
  for (const [name, { traces, means }] of Object.entries(policies)) {
    const there = Object.keys(traces).sort();
    const missing = expected.find((trace) => !there.includes(trace));
    if (missing !== undefined) return `${excerpt(name)} without the trace ${missing}`;
    if (there.length > expected.length) return `${excerpt(name)} with more traces than it names`;
    for (const [metric, mean] of Object.entries(means)) {
      let [above, below] = [0, 0];
      for (const figures of Object.values(traces)) {
        above += figures[metric]?.[0] ?? 0;
        below += figures[metric]?.[1] ?? 0;
      }
      if (below > 0 ? mean !== above / below : mean !== null)
        return `${excerpt(name)} whose mean ${metric} is not that of its traces`;
    }
  }
  return undefined;
}

const notOne = (where: string, received: string): InputError =>
  new InputError({
    where,
    expected: "a baseline, as abrsim gate --update writes it",
    received,
    hint: "Write it again with --update",
  });
