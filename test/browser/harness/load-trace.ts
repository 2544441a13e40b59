import { resolve } from "node:path";
import { loadTraces } from "../../../src/inputs/index.js";
import type { Trace } from "../../../src/model/trace.js";

const FOLDER = resolve(import.meta.dirname, "../traces");

/** One of the traces that lie here, `traces/<name>.csv`. */
export async function loadTrace(name: string): Promise<Trace> {
  const [loaded] = await loadTraces([`${name}.csv`], { base: FOLDER, cwd: FOLDER });
  return loaded!.trace;
}
