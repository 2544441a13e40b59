import { InputError } from "../../errors.js";
import { type LoadedTrace, loadTraces } from "../../inputs/index.js";
import { wholeBins } from "../../traces/binned.js";
import { defaultBin } from "../../traces/default-bin.js";

/** The traces of one folder. */
export interface LoadedSet {
  readonly set: string;
  readonly traces: readonly LoadedTrace[];
  /** Seconds: what to tell them in bins of. */
  readonly bin: number;
}

/**
 * Reads the traces that sources name, set by set, in the order of their first traces.
 *
 * @param bin for all sets; missing: what suits each
 * @throws InputError for what is not a trace, and for a bin that is far too short for one
 */
export async function loadSets(
  sources: readonly string[],
  { from, bin }: { readonly from?: string | undefined; readonly bin?: number | undefined },
): Promise<readonly LoadedSet[]> {
  const cwd = process.cwd();
  const loaded = await loadTraces(sources, { base: cwd, cwd, format: from });
  const sets = new Map<string, LoadedTrace[]>();
  for (const one of loaded) {
    const members = sets.get(one.trace.set);
    if (members) members.push(one);
    else sets.set(one.trace.set, [one]);
  }
  return [...sets].map(([set, traces]) => {
    const suited = bin ?? defaultBin(traces.map(({ trace }) => trace));
    for (const { trace } of traces) checkBin(trace, suited);
    return { set, traces, bin: suited };
  });
}

function checkBin(trace: LoadedTrace["trace"], bin: number): void {
  try {
    wholeBins(trace, bin);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError({
      where: "--bin",
      expected: `bins that ${trace.name} has few enough of`,
      received: `${bin} s for ${trace.period} s`,
      hint: "Choose longer bins",
    });
  }
}
