import type { Future, Policy, PolicyContext, PolicyFactory } from "../model/policy.js";
import { describeThrown, policyProblem } from "../model/policy-problems.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import { sizeOf, type Video } from "../model/video.js";
import { type RandomStream, randomStream } from "../random.js";
import type { Seconds } from "../units.js";
import { LiveClock, liveBufferLimit } from "./content/index.js";
import { SegmentTimes } from "./player/segment-times.js";

/** One session to simulate. */
export interface SimulationSetup<Options extends object = object> {
  readonly trace: Trace;
  /** As it is played: of a series, all its episodes (`seriesVideo`). */
  readonly video: Video;
  readonly policy: PolicyFactory<Options>;
  /** The policy's options; those left out take its defaults. */
  readonly options?: Partial<Options>;
  readonly settings: SessionSettings;
  /** Of all chance in the session; 1 if missing. */
  readonly seed?: number;
  /** 0, if missing: the trace is played from its beginning. Others start it at a place drawn from the seed. */
  readonly replicate?: number;
  /** The traces that CDNs have of their own, by the name that `delivery.cdns` gives. */
  readonly cdnTraces?: ReadonlyMap<string, Trace>;
  /** Whether the policy is told the future of the link, which no player knows: those named `oracle-` are. */
  readonly tellsFuture?: boolean;
  /**
   * "events" forces the general engine where the fast lane would do. Both give the same log; this is for showing
   * that they do.
   */
  readonly lane?: "fastest" | "events";
  /** Words for something that the policy threw, for the log's `end`; by default its name and message. */
  readonly describeError?: (thrown: unknown) => string;
}

/** The streams of a session, by purpose. Arms share them, because no arm is among the names. */
export function streamsOf(
  { trace, seed = 1, replicate = 0 }: SimulationSetup,
  client = 0,
): (purpose: string) => RandomStream {
  // A session alone and the first of several draw alike.
  const names = client === 0 ? [] : ["client", client];
  return (purpose) => randomStream(seed, trace.name, replicate, purpose, ...names);
}

/** Where in the trace a replicate starts: at its beginning, or anywhere in it with equal chance. */
export function traceOffset(trace: Trace, seed: number, replicate: number): Seconds {
  if (replicate === 0) return 0;
  return randomStream(seed, trace.name, replicate, "trace offset")() * trace.period;
}

/** The most that can be buffered: of live content, no more than there is between playback and the edge. */
function mostBuffered({ player, content }: SessionSettings, video: Video): Seconds {
  if (content?.kind !== "live") return player.maxBuffer;
  const times = new SegmentTimes(video);
  const limitAt = liveBufferLimit(new LiveClock(content, times), times, player.bufferLimit ?? "fits");
  return Math.min(player.maxBuffer, limitAt(content.targetLatency));
}

/**
 * The policy, or words for why there is none.
 *
 * @param future asked for only where the policy is told
 */
export function instantiate<Options extends object>(
  setup: SimulationSetup<Options>,
  random: (purpose: string) => RandomStream,
  future: () => Future,
): Policy | string {
  const { video, settings, options = {}, describeError = describeThrown } = setup;
  let stream: RandomStream | undefined;
  const context: PolicyContext = {
    levels: video.levels,
    segmentDuration: video.segmentDuration,
    maxBuffer: mostBuffered(settings, video),
    media: "video",
    random: () => {
      // Most policies never draw, and seeding a stream costs more than many a decision.
      stream ??= random("policy");
      return stream();
    },
    ...((settings.player.knowsSizes ?? true) && {
      sizeOf: (index: number, level: number) => sizeOf(video, index, level),
    }),
    ...(setup.tellsFuture && { future: future() }),
  };
  try {
    const policy = setup.policy(options, context);
    return policyProblem(policy) ?? policy;
  } catch (thrown) {
    return `the factory threw ${describeError(thrown)}`;
  }
}
