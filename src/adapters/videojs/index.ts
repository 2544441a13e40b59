import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, Notices } from "../pilot/index.js";
import type { Vhs, VideojsPlayer } from "./player.js";
import { Session } from "./session.js";

export type { AdapterOptions, Capabilities, DecisionEvent, LiveObservation, Notice } from "../pilot/index.js";
export { capabilities } from "./capabilities.js";
export type * from "./player.js";

const NEEDED = "a video.js player that plays with VHS, as in video.js 8.24";

/**
 * Lets a policy select the playlists that video.js plays (8.24, with the VHS in it): best effort.
 *
 * ```js
 * import videojs from "video.js";
 * import { bola } from "abrsim/policies";
 * import { attachToVideojs } from "abrsim/adapters/videojs";
 *
 * const player = videojs("video");
 * attachToVideojs(player, bola);
 * player.src("stream.m3u8");
 * ```
 *
 * What cannot be had here:
 * - The first level is VHS's own choice: before it has read a media playlist, nothing is known of segments.
 * - VHS asks after a segment has been appended, and then not after the first one that follows a start, a seek or a switch:
 *   the level goes on for one segment. The decision may be up to a segment old when the request leaves.
 * - On demand, it does not switch up while less is buffered than its low water line, which is shown as `allowed`.
 *   `videojs.Vhs.MAX_BUFFER_LOW_WATER_LINE = 0`, for all players of the page, does away with it.
 * - After a switch it may fetch a segment again that it has.
 * - Requests are held back by nobody, and downloads given up by VHS alone, which bans the level for a
 *   while. After a timeout (one and a half segments by default) the adapter has it go on with the lowest level: VHS as
 *   it comes may stand still then.
 * - The first byte, sizes, the live edge, and what came from a cache are not known. Idle time is not told.
 * - A page that sets `selectPlaylist` later takes the policy's place.
 *
 * Samples are main segments, not init segments nor those of separate audio, nor what failed or was aborted. Time counts
 * from when a source is set; every source is a session of its own. Bitrates are AVERAGE-BANDWIDTH, else BANDWIDTH. Levels
 * that the page switches off by `vhs.representations()`, for a viewer's choice, are respected, and so is the player's size.
 *
 * @param player video.js's, before or after its source is set
 * @returns takes the policy off: VHS's own function decides again
 */
export function attachToVideojs<Options extends object>(
  player: VideojsPlayer,
  policy: PolicyFactory<Options>,
  options: AdapterOptions<Options> = {},
): () => void {
  const notices = new Notices(options.onNotice);
  const miss = (received: string) =>
    notices.tell(
      "no extension point",
      `attachToVideojs expects ${NEEDED}; received ${received}. The player's own ABR plays.`,
    );
  if (!isPlayer(player)) {
    miss(typeof player);
    return () => {};
  }
  let session: Session | undefined;
  let steered: Vhs | undefined;
  const steer = () => {
    const vhs = vhsOf(player);
    if (!vhs || vhs === steered) return;
    session?.close();
    steered = vhs;
    session = new Session({
      player,
      vhs,
      name: "video.js VHS",
      factory: policy as PolicyFactory,
      wishes: options,
      notices,
    });
  };
  // It comes before VHS has set its own function, which is a turn later.
  const onHooks = () => void Promise.resolve().then(steer);
  const onMetadata = () => {
    steer();
    if (!steered) miss("one that plays without it");
  };
  player.on("xhr-hooks-ready", onHooks);
  player.on("loadstart", steer);
  player.on("loadedmetadata", onMetadata);
  steer();
  return () => {
    player.off("xhr-hooks-ready", onHooks);
    player.off("loadstart", steer);
    player.off("loadedmetadata", onMetadata);
    session?.close();
  };
}

function isPlayer(player: Partial<VideojsPlayer> | null | undefined): boolean {
  const methods = ["on", "off", "tech", "currentTime", "buffered"] as const;
  return methods.every((name) => typeof player?.[name] === "function");
}

function vhsOf(player: VideojsPlayer): Vhs | undefined {
  const vhs = (player.tech(true) as { readonly vhs?: Partial<Vhs> } | null | undefined)?.vhs;
  return vhs && typeof vhs.selectPlaylist === "function" && vhs.playlists && vhs.xhr
    ? (vhs as Vhs)
    : undefined;
}
