import { InputError } from "../../errors.js";
import type { Bases } from "../../inputs/files.js";
import { type LoadedTrace, loadTraces } from "../../inputs/index.js";
import { cdnTraces, type KeyPath, type ParsedScenario, type SettingsLayer } from "../scenario/index.js";
import { placed } from "./placed.js";

export interface LoadedCdnTrace {
  /** As the settings name it. */
  readonly path: string;
  readonly loaded: LoadedTrace;
}

/** The traces that CDNs have of their own, each once. */
export async function loadCdnTraces(parsed: ParsedScenario, bases: Bases): Promise<LoadedCdnTrace[]> {
  const { scenario } = parsed;
  const paths = new Set(scenario.policies.flatMap((arm) => cdnTraces(scenario, arm)));
  const traces: LoadedCdnTrace[] = [];
  for (const path of paths) {
    const key = keyOfTrace(parsed, path);
    const [loaded, ...more] = await placed(
      parsed,
      (named) => (named === path ? key : undefined),
      loadTraces([path], bases),
    );
    if (loaded === undefined || more.length > 0)
      throw new InputError({
        where: `${parsed.where(key)}: ${path}`,
        expected: "one trace file",
        received: `${more.length + 1} traces`,
      });
    traces.push({ path, loaded });
  }
  return traces;
}

/** Where the scenario, or the first of its arms, names the trace. */
function keyOfTrace({ scenario }: ParsedScenario, path: string): KeyPath {
  const layers: readonly (readonly [KeyPath, SettingsLayer])[] = [
    [[], scenario],
    ...scenario.policies.map((arm, index) => [["policies", index], arm] as const),
  ];
  for (const [key, { delivery }] of layers) {
    const cdns = (delivery || undefined)?.cdns;
    const index = (cdns || []).findIndex(({ trace }) => trace === path);
    if (index >= 0) return [...key, "delivery", "cdns", index, "trace"];
  }
  return ["profile"];
}
