import type { Future } from "../model/policy.js";
import { type SessionLog, STATE_CODE } from "../model/session.js";
import { futureOf } from "./future.js";
import { isPlain } from "./plain.js";
import { SequentialLane } from "./sequential-lane.js";
import { simulateTogether } from "./simulate-together.js";
import { instantiate, type SimulationSetup, streamsOf, traceOffset } from "./simulation-setup.js";
import { createWorkspace, type Workspace } from "./workspace.js";

export { type SimulationSetup, traceOffset } from "./simulation-setup.js";
export { createWorkspace, type Workspace } from "./workspace.js";

/**
 * Simulates one session.
 *
 * @param workspace memory to use; the log is then valid until the workspace is used again
 * @returns the session's log. A policy that breaks its contract ends its session as "failed"; it never throws.
 */
export function simulate<Options extends object>(
  setup: SimulationSetup<Options>,
  workspace: Workspace = createWorkspace(),
): SessionLog {
  const { settings, lane = "fastest" } = setup;
  const { recorder } = workspace;
  const policy = instantiate(setup, streamsOf(setup), () => plainFuture(setup));
  if (typeof policy === "string") {
    recorder.reset();
    recorder.state(STATE_CODE.starting, 0, 0);
    recorder.end = { status: "failed", at: 0, segment: 0, problem: policy };
    return recorder;
  }
  if (lane === "fastest" && isPlain(settings, policy)) {
    recorder.reset();
    const end = new SequentialLane(setup, policy, workspace).run();
    if (end) {
      recorder.end = end;
      return recorder;
    }
    // What the policy asked for cannot be done there, and it remembers having asked: another one starts afresh.
    return simulateTogether([{ ...setup, startAt: 0 }], [workspace])[0]!;
  }
  // What was told of the future is true of the fast lane; the general engine's trace may stand still at times.
  const alone = setup.tellsFuture ? { ...setup, startAt: 0 } : { ...setup, startAt: 0, instance: policy };
  return simulateTogether([alone], [workspace])[0]!;
}

function plainFuture({ trace, settings, seed = 1, replicate = 0 }: SimulationSetup): Future {
  const { network, player } = settings;
  return futureOf({
    trace,
    offset: traceOffset(trace, seed, replicate),
    network,
    horizon: player.starvedAfter,
  });
}
