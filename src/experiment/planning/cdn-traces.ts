import { InputError } from "../../errors.js";
import type { Bases } from "../../inputs/files.js";
import { type LoadedTrace, loadTraces } from "../../inputs/index.js";
import { cdnTraces, type ParsedScenario } from "../scenario/index.js";
import { type KeyOfSource, placed } from "./placed.js";

export interface LoadedCdnTrace {
  /** As the settings name it. */
  readonly path: string;
  readonly loaded: LoadedTrace;
}

/** The traces that CDNs have of their own. */
export async function loadCdnTraces(parsed: ParsedScenario, bases: Bases): Promise<LoadedCdnTrace[]> {
  const { scenario } = parsed;
  const paths = new Set(scenario.policies.flatMap((arm) => cdnTraces(scenario, arm)));
  const traces: LoadedCdnTrace[] = [];
  for (const path of paths) {
    const keyOf: KeyOfSource = (named) => (named === path ? ["delivery", "cdns"] : undefined);
    const [loaded, ...more] = await placed(parsed, keyOf, loadTraces([path], bases));
    if (loaded === undefined || more.length > 0)
      throw new InputError({
        where: `${parsed.where(["delivery", "cdns"])}: ${path}`,
        expected: "one trace file",
        received: `${more.length + 1} traces`,
      });
    traces.push({ path, loaded });
  }
  return traces;
}
