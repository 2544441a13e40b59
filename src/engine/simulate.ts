import type { Policy, PolicyContext, PolicyFactory } from "../model/policy.js";
import { type SessionEnd, type SessionLog, STATE_CODE } from "../model/session.js";
import type { SessionSettings } from "../model/settings.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import { type RandomStream, randomStream } from "../random.js";
import type { Seconds } from "../units.js";
import { runByEvents } from "./event-lane.js";
import { CapacityCursor } from "./network/capacity.js";
import { SamplePool } from "./player/observed.js";
import { Player } from "./player/player.js";
import { describeThrown, PolicyFault, policyProblem } from "./player/policy-fault.js";
import { Recorder } from "./recorder.js";
import { SequentialLane } from "./sequential-lane.js";

/** One session to simulate. */
export interface SimulationSetup<Options extends object = object> {
  readonly trace: Trace;
  readonly video: Video;
  readonly policy: PolicyFactory<Options>;
  /** The policy's options; those left out take its defaults. */
  readonly options?: Partial<Options>;
  readonly settings: SessionSettings;
  /** Of all chance in the session; 1 if missing. */
  readonly seed?: number;
  /** 0, if missing: the trace is played from its beginning. Others start it at a place drawn from the seed. */
  readonly replicate?: number;
  /**
   * "events" forces the general engine where the fast lane would do. Both give the same log; this is for showing
   * that they do.
   */
  readonly lane?: "fastest" | "events";
  /** Words for something that the policy threw, for {@link SessionLog.end}; by default its name and message. */
  readonly describeError?: (thrown: unknown) => string;
}

/** Memory that sessions may share one after the other, so that a run of millions allocates next to nothing. */
export interface Workspace {
  readonly recorder: Recorder;
  readonly samples: SamplePool;
}

export function createWorkspace(): Workspace {
  return { recorder: new Recorder(), samples: new SamplePool() };
}

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
  const { trace, video, settings, seed = 1, replicate = 0, lane = "fastest" } = setup;
  const { recorder, samples } = workspace;
  recorder.reset();
  const policy = instantiate(setup, seed, replicate);
  if (typeof policy === "string") {
    recorder.state(STATE_CODE.starting, 0);
    recorder.end = { status: "failed", at: 0, segment: 0, problem: policy };
    return recorder;
  }
  const offset = traceOffset(trace, seed, replicate);
  const driver =
    lane === "events" || !isPlain(settings)
      ? new Player(policy, video, settings.player, recorder, samples)
      : new SequentialLane(policy, video, trace, offset, settings, recorder, samples);
  try {
    recorder.end =
      driver instanceof Player
        ? runByEvents(driver, new CapacityCursor(trace, offset), video.durations.length, settings)
        : driver.run();
  } catch (thrown) {
    if (driver.asking === undefined) throw thrown;
    recorder.end = failure(driver, thrown, setup.describeError ?? describeThrown);
  }
  return recorder;
}

/** Whether the fast lane will do: nothing is asked for that only the event lane knows. */
function isPlain({ player, network }: SessionSettings): boolean {
  return (
    (player.bufferLimit ?? "fits") === "fits" &&
    player.idleStep === undefined &&
    player.firstLevel === undefined &&
    (network.latencyRule ?? "at request") === "at request" &&
    (network.payloadShare ?? 1) === 1 &&
    (network.latencyAdvancesTrace ?? true)
  );
}

/** Where in the trace a replicate starts: at its beginning, or anywhere in it with equal chance. */
export function traceOffset(trace: Trace, seed: number, replicate: number): Seconds {
  if (replicate === 0) return 0;
  return randomStream(seed, trace.name, replicate, "trace offset")() * trace.period;
}

/** The policy, or words for why there is none. */
function instantiate<Options extends object>(
  setup: SimulationSetup<Options>,
  seed: number,
  replicate: number,
): Policy | string {
  const { trace, video, settings, options = {}, describeError = describeThrown } = setup;
  let stream: RandomStream | undefined;
  const context: PolicyContext = {
    levels: video.levels,
    segmentDuration: video.segmentDuration,
    maxBuffer: settings.player.maxBuffer,
    media: "video",
    random: () => {
      // Most policies never draw, and seeding a stream costs more than many a decision.
      stream ??= randomStream(seed, trace.name, replicate, "policy");
      return stream();
    },
    sizeOf: (index, level) => video.sizes[index]?.[level],
  };
  try {
    const policy = setup.policy(options, context);
    return policyProblem(policy) ?? policy;
  } catch (thrown) {
    return `the factory threw ${describeError(thrown)}`;
  }
}

/** @param driver who asked the policy */
function failure(
  driver: Pick<Player, "asking" | "now" | "segment">,
  thrown: unknown,
  describeError: (thrown: unknown) => string,
): SessionEnd {
  const { asking, now, segment } = driver;
  const problem =
    thrown instanceof PolicyFault ? thrown.message : `${asking}() threw ${describeError(thrown)}`;
  return { status: "failed", at: now, segment, problem };
}
