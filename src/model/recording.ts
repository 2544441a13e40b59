import type { Bits, BitsPerSecond, Seconds } from "../units.js";
import type { DeviceState, Phase, PolicyContext } from "./policy.js";

/*
 * A recording of a policy in a real player, as JSON lines: a header, then every call of the policy in order, with what
 * it was shown and what it answered. Numbers are those that the policy saw, in full, so that the same policy, told
 * the same again, answers the same. Names end in their unit.
 */

/** The first line of a session. A file may hold several sessions, one after the other. */
export interface RecordingHeader {
  /** The version of this format. */
  readonly abrsim_recording: 1;
  /** Of the program. */
  readonly abrsim: string;
  /** Name and version, such as "hls.js 1.7.4". */
  readonly player: string;
  readonly policy: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the policy's code, as run.json has it; missing where the page did not know it. */
  readonly policy_sha256?: string;
  /** Whether the policy's levels were played, or the player's own beside it. */
  readonly mode: "drive" | "shadow";
  /** Of {@link PolicyContext.random}. */
  readonly seed: number;
  readonly media: PolicyContext["media"];
  readonly segment_duration_s: Seconds;
  readonly max_buffer_s: Seconds;
  readonly hour?: number;
  readonly levels: readonly RecordedLevel[];
}

export interface RecordedLevel {
  readonly bitrate_bps: BitsPerSecond;
  readonly peak_bitrate_bps?: BitsPerSecond;
  readonly name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly frame_rate?: number;
  readonly codec?: string;
}

export interface RecordedSample {
  readonly start_s: Seconds;
  readonly first_byte_s: Seconds;
  readonly end_s: Seconds;
  readonly bits: Bits;
  readonly level: number;
}

export interface RecordedInFlight {
  readonly segment: number;
  readonly level: number;
  readonly start_s: Seconds;
  readonly first_byte_s?: Seconds;
  readonly loaded_bits: Bits;
  readonly total_bits?: Bits;
}

/** An observation without its samples, which are those of the lines before, and without the ladder. */
export interface RecordedObservation {
  readonly now_s: Seconds;
  readonly phase: Phase;
  readonly buffer_s: Seconds;
  readonly max_buffer_s: Seconds;
  readonly playback_rate: number;
  readonly last_level?: number;
  readonly allowed: readonly [min: number, max: number];
  readonly segment: {
    readonly index: number;
    readonly duration_s: Seconds;
    /** Missing where there is no end. */
    readonly remaining?: number;
    readonly sizes_bits?: readonly Bits[];
  };
  readonly live?: { readonly latency_s: Seconds; readonly target_s: Seconds; readonly edge_s: Seconds };
  readonly device?: DeviceState;
  readonly in_flight?: RecordedInFlight;
}

/** What a policy answered, as far as a player reads it. */
export interface RecordedDecision {
  readonly level: number;
  readonly wait_s?: Seconds;
  readonly replace_from_s?: Seconds;
  readonly reason?: string;
  readonly estimate_bps?: BitsPerSecond;
}

/** A line after the header: a call of the policy, or what became known. */
export type RecordedCall =
  | {
      readonly call: "decide";
      readonly observation: RecordedObservation;
      /** Missing where the policy failed. */
      readonly decision?: RecordedDecision;
      /** What was wrong with the policy or its answer, in words. */
      readonly problem?: string;
      /** The level asked of the player: the decision's within what was allowed, or the lowest where there was none. */
      readonly level: number;
      /** In a shadow: the level that the player's own logic chose. */
      readonly player_level?: number;
    }
  | { readonly call: "sample"; readonly sample: RecordedSample; readonly observation: RecordedObservation }
  | {
      readonly call: "progress";
      readonly in_flight: RecordedInFlight;
      readonly observation: RecordedObservation;
      readonly abandon_to?: number;
    }
  | { readonly call: "idle"; readonly idle_s: Seconds }
  | { readonly call: "stall"; readonly at_s: Seconds }
  | { readonly call: "seek"; readonly to_s: Seconds }
  /** Bits by level of a segment, from now on known to the policy by `sizeOf`. */
  | { readonly call: "sizes"; readonly segment: number; readonly sizes_bits: readonly Bits[] };
