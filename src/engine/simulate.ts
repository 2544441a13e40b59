import type { Future } from "../model/policy.js";
import { describeThrown } from "../model/policy-problems.js";
import { type SessionEnd, type SessionLog, STATE_CODE } from "../model/session.js";
import { futureOf } from "./future.js";
import { isPlain } from "./plain.js";
import { PolicyFault } from "./player/policy-fault.js";
import { NeedsGeneralEngine, SequentialLane } from "./sequential-lane.js";
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
    const done = simulatePlain(setup, policy, workspace);
    if (done) return recorder;
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

/** @returns whether the fast lane could do it */
function simulatePlain(
  setup: SimulationSetup,
  policy: Exclude<ReturnType<typeof instantiate>, string>,
  { recorder, samples }: Workspace,
): boolean {
  const { trace, video, settings, seed = 1, replicate = 0 } = setup;
  recorder.reset();
  const offset = traceOffset(trace, seed, replicate);
  const driver = new SequentialLane(policy, video, trace, offset, settings, recorder, samples);
  try {
    recorder.end = driver.run();
  } catch (thrown) {
    if (thrown instanceof NeedsGeneralEngine) return false;
    if (driver.asking === undefined) throw thrown;
    recorder.end = failure(driver, thrown, setup);
  }
  return true;
}

function failure(
  { asking, now, segment }: SequentialLane,
  thrown: unknown,
  { describeError = describeThrown }: SimulationSetup,
): SessionEnd {
  const problem =
    thrown instanceof PolicyFault ? thrown.message : `${asking}() threw ${describeError(thrown)}`;
  return { status: "failed", at: now, segment, problem };
}
