import { simulate } from "../../src/engine/simulate.js";
import type { Policy, PolicyFactory } from "../../src/model/policy.js";
import type { SessionLog } from "../../src/model/session.js";
import { PLAYER_STATES, REQUEST_OUTCOMES } from "../../src/model/session.js";
import type { PlayerSettings, SessionSettings } from "../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

/** Levels of 1, 2 and 4 Mbit/s; sizes are exactly bitrate times duration. */
export function plainVideo({
  segments = 10,
  segmentDuration = 4,
  durations,
  bitrates = [1e6, 2e6, 4e6],
}: {
  readonly segments?: number;
  readonly segmentDuration?: number;
  readonly durations?: readonly number[];
  readonly bitrates?: readonly number[];
} = {}): Video {
  const seconds = Float64Array.from(durations ?? new Array<number>(segments).fill(segmentDuration));
  return videoFromSegments({
    name: "video",
    levels: bitrates.map((bitrate) => ({ bitrate })),
    segmentDuration,
    durations: seconds,
    sizes: Array.from(seconds, (duration) => Float64Array.from(bitrates, (bitrate) => bitrate * duration)),
    sizesAre: "exact",
  });
}

/** A link of so many Mbit/s, or one that changes: [seconds, Mbit/s] each. */
export function plainTrace(rate: number | readonly (readonly [seconds: number, mbps: number])[]): Trace {
  const intervals = typeof rate === "number" ? [[1000, rate] as const] : rate;
  return traceFromIntervals(
    { name: "set/trace", set: "set" },
    intervals.map(([duration, mbps]) => ({ duration, bandwidth: mbps * 1e6 })),
  );
}

/** Starts and resumes with one segment, buffers up to 20 s. */
export const PLAYER: PlayerSettings = { startupBuffer: 4, resumeBuffer: 4, maxBuffer: 20, starvedAfter: 600 };

/** Always this level, whatever happens; what else it does is added. */
export const always =
  (level: number, more: Partial<Policy> = {}): PolicyFactory =>
  () => ({ name: "always", decide: () => ({ level }), ...more });

export interface PlainSetup {
  readonly trace?: Trace;
  readonly video?: Video;
  readonly policy?: PolicyFactory;
  readonly player?: Partial<PlayerSettings>;
  readonly settings?: Partial<Omit<SessionSettings, "player">>;
  readonly seed?: number;
  readonly cdnTraces?: ReadonlyMap<string, Trace>;
}

/** Simulates a session on a link of 2 Mbit/s at the lowest level, but for what is said. */
export function play(setup: PlainSetup = {}): SessionLog {
  const { trace = plainTrace(2), video = plainVideo(), policy = always(0), player, settings } = setup;
  return simulate({
    trace,
    video,
    policy,
    settings: { network: {}, viewer: {}, ...settings, player: { ...PLAYER, ...player } },
    ...(setup.seed !== undefined && { seed: setup.seed }),
    ...(setup.cdnTraces && { cdnTraces: setup.cdnTraces }),
    lane: "events",
  });
}

/** The states of a session: when, which, and where in the media. */
export const statesOf = ({ states }: SessionLog) =>
  Array.from(
    { length: states.count },
    (_, row) => [states.time[row]!, PLAYER_STATES[states.state[row]!]!, states.position[row]!] as const,
  );

/** The requests of a track, in order of finishing. */
export const requestsOf = ({ count, ...columns }: SessionLog["requests"]) =>
  Array.from({ length: count }, (_, row) => ({
    segment: columns.segment[row]!,
    level: columns.level[row]!,
    requested: columns.requested[row]!,
    finished: columns.finished[row]!,
    received: columns.received[row]!,
    outcome: REQUEST_OUTCOMES[columns.outcome[row]!]!,
  }));
