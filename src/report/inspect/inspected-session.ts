import type { Observation, Sample } from "../../model/policy.js";
import type { MetricColumn, SegmentOutcome, Timeline } from "../../model/results.js";
import type { PlayerState, SessionEnd } from "../../model/session.js";
import type { Level } from "../../model/video.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** What a policy saw when it was asked, copied; of the samples, how many there were. */
export interface SeenObservation
  extends Pick<
    Observation,
    | "now"
    | "phase"
    | "buffer"
    | "maxBuffer"
    | "playbackRate"
    | "lastLevel"
    | "allowed"
    | "segment"
    | "live"
    | "device"
    | "inFlight"
  > {
  readonly samples: number;
}

/** What became of a decision: of its request, or that there was none. */
export type DecisionOutcome = SegmentOutcome | "under way" | "no request" | "policy failed";

/** A request for a video segment with the decision behind it; or a decision that no request came of. */
export interface InspectedDecision {
  readonly segment: number;
  /** When it was decided. */
  readonly decided: Seconds;
  /** Missing where nobody asked the policy: a retry, a level that was forced, a player's own first level. */
  readonly saw?: SeenObservation;
  /** Missing where the policy failed to name one. */
  readonly level?: number;
  readonly wait: Seconds;
  readonly reason?: string;
  readonly estimate?: BitsPerSecond;
  readonly request?: InspectedRequest;
  readonly outcome: DecisionOutcome;
}

export interface InspectedRequest {
  /** 0 for the first attempt. */
  readonly attempt: number;
  readonly requested: Seconds;
  /** Missing if no bit arrived. */
  readonly firstByte?: Seconds;
  readonly finished: Seconds;
  readonly size: Bits;
  readonly received: Bits;
  readonly bufferAfter: Seconds;
  /** Seconds stalled from the finish of the request before to the finish of this one. */
  readonly stall: Seconds;
  /** What went wrong, or where it was answered. */
  readonly note?: string;
}

/** A session that was simulated again, with everything that its policy saw and did. */
export interface InspectedSession {
  readonly timeline: Timeline;
  readonly end: SessionEnd;
  /** The columns of `sessions.csv` with this session's values. */
  readonly metrics: readonly { readonly column: MetricColumn; readonly value: number | undefined }[];
  /** From each time on. */
  readonly states: readonly { readonly at: Seconds; readonly state: PlayerState }[];
  readonly levels: readonly Level[];
  /** Media times at which the segments begin, and at which the last one ends. */
  readonly segmentStarts: ArrayLike<Seconds>;
  /** In order of deciding. */
  readonly decisions: readonly InspectedDecision[];
  /** All that the policy was ever shown, in order. */
  readonly samples: readonly Sample[];
}
