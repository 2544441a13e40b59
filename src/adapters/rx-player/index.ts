import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, Notices } from "../pilot/index.js";
import type { RxLoadOptions, RxPlayer } from "./player.js";
import { Session } from "./session.js";

export type { AdapterOptions, Capabilities, DecisionEvent, LiveObservation, Notice } from "../pilot/index.js";
export { capabilities } from "./capabilities.js";
export type * from "./player.js";

/**
 * Lets a policy steer rx-player (4.5): best effort, because that has no place for one.
 *
 * ```js
 * import RxPlayer from "rx-player";
 * import { bola } from "abrsim/policies";
 * import { attachToRxPlayer } from "abrsim/adapters/rx-player";
 *
 * const player = new RxPlayer({ videoElement: video });
 * attachToRxPlayer(player, bola);
 * player.loadVideo({ url: "stream.mpd", transport: "dash", autoPlay: true });
 * ```
 *
 * Attach before `loadVideo`: the adapter adds the option `segmentLoader` to it, by which it loads the segments of video, and
 * steers by locking one representation at a time (`lockVideoRepresentations`, lazily). What cannot be had here:
 * - The first segment is of the lowest level: how long segments are is measured on it.
 * - Segments are numbered by the clock, and taken to be equally long. Sizes and the live edge are not known.
 * - After every switch, up to half a second may go by until what was loaded last is in the buffer.
 * - A page with a `segmentLoader` of its own, low latency, CMCD, and the worker mode (`mode: "multithread"`) cannot be
 *   steered: the player's own ABR plays, with a notice where that can be known. (With CMCD and in low latency, the player does
 *   not ask the loader, or cannot be helped by it.)
 * - `enableFastSwitching` is off if the page does not set it: it would have segments replaced that no policy asked for.
 * - Audio is left to the player.
 *
 * A lock of the page's own, as for a viewer's choice, stands: the policy is silent until `unlockVideoRepresentations`. Samples
 * are segments of video: not init segments, nor what failed, was aborted, or took less than 50 ms (rx-player's own measure of
 * a cache). Time counts from `loadVideo`; every load is a session of its own.
 *
 * @returns takes the policy off, and its lock
 */
export function attachToRxPlayer<Options extends object>(
  player: RxPlayer,
  policy: PolicyFactory<Options>,
  options: AdapterOptions<Options> = {},
): () => void {
  const notices = new Notices(options.onNotice);
  const miss = (what: string) => notices.tell("no extension point", `${what} The player's own ABR plays.`);
  if (!isPlayer(player)) {
    miss(`attachToRxPlayer expects an RxPlayer, as of rx-player 4.5; received ${typeof player}.`);
    return () => {};
  }
  const loadVideo = player.loadVideo.bind(player);
  let session: Session | undefined;
  player.loadVideo = (wanted: RxLoadOptions & { readonly mode?: unknown; readonly cmcd?: unknown }) => {
    session?.close();
    session = undefined;
    if (wanted.segmentLoader !== undefined || wanted.cmcd !== undefined || wanted.mode === "multithread") {
      miss(
        "attachToRxPlayer cannot load segments beside a segmentLoader of the page's, CMCD, or the worker mode.",
      );
      loadVideo(wanted);
      return;
    }
    session = new Session({ player, factory: policy as PolicyFactory, wishes: options, notices });
    loadVideo({
      ...(options.shadow !== true && { enableFastSwitching: false }),
      ...wanted,
      segmentLoader: session.loader,
    });
  };
  return () => {
    player.loadVideo = loadVideo;
    session?.close();
    session?.unlock();
  };
}

function isPlayer(player: Partial<RxPlayer> | null | undefined): boolean {
  const methods = [
    "loadVideo",
    "lockVideoRepresentations",
    "getLockedVideoRepresentations",
    "getVideoTrack",
    "getVideoElement",
    "addEventListener",
  ] as const;
  return methods.every((name) => typeof player?.[name] === "function");
}
