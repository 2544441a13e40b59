import type { Seconds } from "../../units.js";
import type { Availability, Behaviour } from "../session-control.js";
import type { LiveClock } from "./live-edge.js";

/**
 * What a kind of content asks of a session, beyond playing a video from its start to its end. It belongs to one
 * session: what it remembers is of that session. Missing parts: as for a plain recording.
 */
export interface Content {
  /** Which segments can be asked for, and from when. It follows the session once `behaviour` is attached to it. */
  readonly availability?: Availability;
  /** What happens because of the content: catch-up, jumps to the edge, the next episode, a branch. */
  readonly behaviour?: Behaviour;
  /** Media time where playback starts. Missing: 0. */
  readonly joinAt?: Seconds;
  /** Media time of the live edge when play is pressed. */
  readonly liveEdge?: Seconds;
  /** Of live content: where the edge is, for the observation and the metrics. */
  readonly live?: LiveClock;
}
