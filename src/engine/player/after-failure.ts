import type { FallbackStep, RequestSettings } from "../../model/settings/index.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { type FallbackChain, isNetworkStep } from "../network/fallback.js";

/** What a player does about a segment that the network could not bring. */
export type AfterFailure =
  /** Asks again, for another level or for the same. */
  | { readonly kind: "request"; readonly level: number }
  /** Asks for the emergency stream instead, which has one bitrate. */
  | { readonly kind: "emergency"; readonly bitrate: BitsPerSecond }
  /** Plays what the device has of it. */
  | { readonly kind: "offline" }
  | { readonly kind: "nothing" };

/** The segment, and what there is to fall back on. */
export interface Failed {
  readonly level: number;
  readonly duration: Seconds;
  /** Media on the device that may still stand in. */
  readonly offlineMedia: Seconds;
  readonly settings: RequestSettings | undefined;
}

/**
 * Walks on along the chain to the first step that can be taken.
 *
 * @param taken is told of each of the player's steps that it comes by
 */
export function afterFailure(
  chain: FallbackChain | undefined,
  { level, duration, offlineMedia, settings }: Failed,
  taken: (step: FallbackStep) => void,
): AfterFailure {
  for (let step = chain?.peek(); step !== undefined; step = chain?.peek()) {
    // The fetcher takes the network's steps itself, once it is asked again.
    if (isNetworkStep(step)) return { kind: "request", level };
    chain?.next();
    taken(step);
    if (step === "lower quality" && level > 0) return { kind: "request", level: level - 1 };
    if (step === "offline" && offlineMedia >= duration) return { kind: "offline" };
    const bitrate = settings?.emergencyBitrate;
    if (step === "emergency stream" && bitrate !== undefined) return { kind: "emergency", bitrate };
  }
  return { kind: "nothing" };
}
