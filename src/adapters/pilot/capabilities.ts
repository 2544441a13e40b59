import type { Decision } from "../../model/policy.js";

/** What an adapter can carry over from a policy to its player, and from the player to a policy. */
export interface Capabilities {
  /** Holding a request back (`waitSeconds`). */
  readonly delay: boolean;
  /** Giving a download up for another level (`onProgress`). */
  readonly abandonment: boolean;
  /** Fetching buffered segments again (`replaceFrom`). */
  readonly replacement: boolean;
  /** Whether a policy learns of a download's first byte, and not of its end alone. */
  readonly firstByte: boolean;
  /** Whether a policy is shown the sizes of segments where the manifest has them. */
  readonly sizes: boolean;
  readonly live: boolean;
  readonly droppedFrames: boolean;
  /** The largest picture that the viewer can see. */
  readonly viewport: boolean;
}

/** What a decision asks for that cannot be carried over, as clauses without their subject; empty if all can. */
export function notCarriedOver(decision: Decision, can: Capabilities): string[] {
  const asked: string[] = [];
  if ((decision.waitSeconds ?? 0) > 0 && !can.delay) asked.push("hold requests back (waitSeconds)");
  if (decision.replaceFrom !== undefined && !can.replacement)
    asked.push("replace buffered segments (replaceFrom)");
  return asked;
}

/**
 * What a policy would do, or be told, that cannot be carried over, as clauses; known before it is asked anything.
 *
 * @param hearsProgress whether it listens to the progress of downloads
 */
export function notSupported(hearsProgress: boolean, can: Capabilities): string[] {
  const missing: string[] = [];
  if (hearsProgress && !can.abandonment) missing.push("give downloads up (onProgress is not called)");
  if (!can.firstByte) missing.push("see when first bytes arrive (firstByte is the request's start)");
  return missing;
}
