import type { Seconds } from "../units.js";

/** How the player buffers. Profiles are values of this type. */
export interface PlayerSettings {
  /** Playback starts once this much media is buffered, or nothing more can be. */
  readonly startupBuffer: Seconds;
  /** After a stall, playback resumes once this much media is buffered, or nothing more can be. */
  readonly resumeBuffer: Seconds;
  /** A segment is asked for only when it fits below this level. */
  readonly maxBuffer: Seconds;
  /** A request that would take longer than this ends the session as starved. */
  readonly starvedAfter: Seconds;
}

/** How the network treats a request, beyond what the trace says. */
export interface NetworkSettings {
  /** From a request to its first bit. Missing: the trace's own latency at that moment, or none. */
  readonly roundTripTime?: Seconds;
}

/** What the viewer does. */
export interface ViewerSettings {
  /** Leaves this long after pressing play; missing: stays to the end. */
  readonly leaveAt?: Seconds;
}

/** Everything about a simulated session that is not trace, video or policy. */
export interface SessionSettings {
  readonly player: PlayerSettings;
  readonly network: NetworkSettings;
  readonly viewer: ViewerSettings;
}
