import type { PolicyContext } from "../model/policy.js";
import type { Seconds } from "../units.js";

/** What a warning may depend on: the video and the player that a policy is about to meet. */
export type PolicySetting = Pick<PolicyContext, "levels" | "segmentDuration" | "maxBuffer">;

/**
 * The most buffer that a policy can be shown when it decides: a player asks for a segment only once it fits below
 * the maximum.
 */
export const mostBufferAtDecision = ({ maxBuffer, segmentDuration }: PolicySetting): Seconds =>
  Math.max(0, maxBuffer - segmentDuration);

/** "its buffer is at most 26 s at a decision (maximum 30 s, segments of 4 s)". */
export const describeMostBuffer = (setting: PolicySetting): string =>
  `its buffer is at most ${round(mostBufferAtDecision(setting))} s at a decision ` +
  `(maximum ${round(setting.maxBuffer)} s, segments of ${round(setting.segmentDuration)} s)`;

/** Enough digits for a message. */
const round = (seconds: Seconds): number => Number(seconds.toFixed(3));
