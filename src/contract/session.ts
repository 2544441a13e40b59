import type { DeviceState, LiveState, Phase } from "../model/policy.js";
import type { Level } from "../model/video.js";
import type { Bits, Seconds } from "../units.js";

/** What a player does and shows around one decision. */
export interface Step {
  /** How long the player waits on a full buffer first. */
  readonly idle: Seconds;
  readonly buffer: Seconds;
  readonly phase: Phase;
  /** 1 is normal speed. */
  readonly playbackRate: number;
  /** Two points of the ladder, 0 to 1, that the player accepts between. */
  readonly allowed: readonly [number, number];
  readonly device: DeviceState | undefined;
  readonly live: LiveState | undefined;
  /** Where another request is in flight, its level as a point of the ladder, 0 to 1. */
  readonly inFlight: number | undefined;
  /** Whether the player shows the sizes of the segment. */
  readonly sizesKnown: boolean;
  /** From request to first bit. */
  readonly latency: Seconds;
  /** From first bit to last. */
  readonly transfer: Seconds;
  /** The segment's duration against the nominal one. */
  readonly durationFactor: number;
  /** The segment's size against bitrate x duration. */
  readonly sizeFactor: number;
  /** Where the player fetched another level than asked for, which, as a point of the ladder. */
  readonly fetchedInstead: number | undefined;
  readonly afterwards: "nothing" | "stall" | "seek";
}

/** A session as a policy lives it. Nothing in it has to be likely; everything is within what the model promises. */
export interface LegalSession {
  readonly levels: readonly Level[];
  readonly segmentDuration: Seconds;
  readonly maxBuffer: Seconds;
  readonly media: "video" | "audio";
  readonly hour: number | undefined;
  /** Whether the policy may ask for the size of any segment. */
  readonly sizesAhead: boolean;
  /** Of the policy's own stream of chance. */
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** The bits of each segment by level. */
export function sizesOf({ levels, segmentDuration }: LegalSession, step: Step): Bits[] {
  const seconds = segmentDuration * step.durationFactor;
  return levels.map(({ bitrate }) => bitrate * seconds * step.sizeFactor);
}
