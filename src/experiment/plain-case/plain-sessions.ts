import { createWorkspace, simulate } from "../../engine/simulate.js";
import { policies } from "../../policies/registry.js";
import { isOracle } from "../policy-source.js";
import { type CaseSize, plainSettings, plainTrace, plainVideo } from "./plain-case.js";

/**
 * Plain sessions of a policy of the library, one after the other.
 *
 * @returns simulates the next one, and says of how many segments
 * @throws RangeError when there is no such policy
 */
export function plainSessions(name: string, size: CaseSize): () => number {
  const entry = policies.find((policy) => policy.name === name);
  if (entry === undefined) throw new RangeError(`there is no policy ${name}`);
  const setup = {
    trace: plainTrace(size),
    video: plainVideo(size),
    policy: entry.factory,
    settings: plainSettings,
    tellsFuture: isOracle({ kind: "library", name }),
    seed: 0,
  };
  const workspace = createWorkspace();
  return () => {
    setup.seed++;
    return simulate(setup, workspace).requests.count;
  };
}
