import type { PolicyContext } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/** What a warning may depend on: the video and the player that a policy is about to meet. */
export interface PolicySetting extends Pick<PolicyContext, "levels" | "segmentDuration" | "maxBuffer"> {
  /** As the player's setting; "fits", if missing. */
  readonly bufferLimit?: "fits" | "below" | undefined;
}

/**
 * The most buffer that a policy can be shown when it decides: a player asks for a segment only once it fits below
 * the maximum, or once the buffer is at it, where the segment may exceed it.
 */
export const mostBufferAtDecision = ({ maxBuffer, segmentDuration, bufferLimit }: PolicySetting): Seconds =>
  bufferLimit === "below" ? maxBuffer : Math.max(0, maxBuffer - segmentDuration);

/** "its buffer is at most 26 s at a decision (maximum 30 s, segments of 4 s)". */
export const describeMostBuffer = (setting: PolicySetting): string =>
  `its buffer is at most ${round(mostBufferAtDecision(setting))} s at a decision ` +
  `(maximum ${round(setting.maxBuffer)} s, segments of ${round(setting.segmentDuration)} s)`;

/** Enough digits for a message. */
const round = (seconds: Seconds): number => Number(seconds.toFixed(3));
