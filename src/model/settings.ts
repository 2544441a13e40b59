import type { Seconds } from "../units.js";

/** How the player buffers. Profiles are values of this type. */
export interface PlayerSettings {
  /** Playback starts once this much media is buffered, or nothing more can be. */
  readonly startupBuffer: Seconds;
  /** After a stall, playback resumes once this much media is buffered, or nothing more can be. */
  readonly resumeBuffer: Seconds;
  /** The most that is meant to be buffered; {@link bufferLimit} says how that is meant. */
  readonly maxBuffer: Seconds;
  /**
   * "fits", and if missing: a segment is asked for once it fits below the maximum. "below": once the buffer is at
   * or below the maximum, which the segment may then exceed.
   */
  readonly bufferLimit?: "fits" | "below";
  /** A wait for room lasts a whole number of these; missing: exactly until there is room. */
  readonly idleStep?: Seconds;
  /** The level of the first segment, about which the policy is then not asked; missing: the policy decides. */
  readonly firstLevel?: number;
  /** A request that would take longer than this ends the session as starved. */
  readonly starvedAfter: Seconds;
}

/** How the network treats a request, beyond what the trace says. */
export interface NetworkSettings {
  /** From a request to its first bit. Missing: the trace's own latency at that moment, or none. */
  readonly roundTripTime?: Seconds;
  /**
   * Where the trace's latency varies. "at request", and if missing: a request waits as long as the latency is when it
   * is made. "along trace": the wait is spent as time passes, each moment t of latency L being t / L of it.
   */
  readonly latencyRule?: "at request" | "along trace";
  /** The share of the capacity that carries payload, over 0 and at most 1; the rest is headers. Missing: 1. */
  readonly payloadShare?: number;
  /** Whether the trace goes on while a request waits for its first bit. Missing: true, as time does. */
  readonly latencyAdvancesTrace?: boolean;
}

/** What the viewer does. */
export interface ViewerSettings {
  /** Leaves this long after pressing play; missing: stays to the end. */
  readonly leaveAt?: Seconds;
}

/** How sessions are scored, where models leave it open. */
export interface ScoringSettings {
  /** Whether QoE models that know no startup delay charge it as a stall, as Pensieve's environment does. */
  readonly startupIsStall?: boolean;
}

/** Everything about a simulated session that is not trace, video or policy. */
export interface SessionSettings {
  readonly player: PlayerSettings;
  readonly network: NetworkSettings;
  readonly viewer: ViewerSettings;
  readonly scoring?: ScoringSettings;
}
