import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, Notices } from "../pilot/index.js";
import { PolicyManager } from "./manager.js";
import type { ShakaAbrManager, ShakaPlayer } from "./player.js";

export type { AdapterOptions, Capabilities, DecisionEvent, LiveObservation, Notice } from "../pilot/index.js";
export { capabilities } from "./capabilities.js";
export type * from "./player.js";

/** What was configured before, so that a policy configured over another does not wrap it. */
const stockOf = new WeakMap<object, () => ShakaAbrManager>();

/**
 * Lets a policy steer Shaka Player (5.2; its public interface alone).
 *
 * ```js
 * import shaka from "shaka-player";
 * import { bola } from "abrsim/policies";
 * import { shakaAbrFactory } from "abrsim/adapters/shaka";
 *
 * const player = new shaka.Player();
 * player.configure({ abrFactory: shakaAbrFactory(player, bola) });
 * await player.attach(video);
 * await player.load("stream.mpd");
 * ```
 *
 * - Time counts from when the manifest has been read and Shaka sets its ABR manager to work (`setMediaElement`). Every load
 *   is a session of its own, with a policy and a recording of its own.
 * - Levels are the video streams among the variants of the current language, codec and so on; where only the audio has
 *   streams, those. Shaka switches variants, which have audio in them: which audio goes with a level is left to Shaka's
 *   own ABR. Their bitrate is the stream's; where the manifest has that of variants alone (HLS), the variant's.
 * - `allowed` are Shaka's restrictions (`restrictions`, `abr.restrictions`, `restrictToElementSize`, `restrictToScreenSize`,
 *   CMSD) and what it bans for errors or dropped frames. `abr.enabled: false`, as for a viewer's own choice, silences the
 *   policy until it is true again.
 * - Samples are media segments that the network delivered: not init segments, indexes, audio beside video, nor what
 *   failed, was aborted, or came from a cache (Shaka's `abr.cacheLoadThreshold`). The first byte is when the headers came.
 *   In low latency, a part is a segment.
 * - The buffer is the video's. The maximum is `streaming.bufferingGoal`: below it, Shaka asks for the next segment.
 * - With `streaming.segmentPrefetchLimit` above 1 (as in low latency, or played faster), Shaka fetches segments before
 *   they are decided on, and drops them where the order is for another level.
 *
 * @returns what `abrFactory` takes; Shaka's own, with a notice, where the player lacks what is needed
 */
export function shakaAbrFactory<Options extends object>(
  player: ShakaPlayer,
  policy: PolicyFactory<Options>,
  options: AdapterOptions<Options> = {},
): (() => ShakaAbrManager) | undefined {
  const notices = new Notices(options.onNotice);
  const configured = configuredFactory(player);
  if (!configured || !hasWhatIsNeeded(player)) {
    notices.tell(
      "no extension point",
      `shakaAbrFactory expects a shaka.Player with abrFactory, request filters and events, as Shaka Player 5.2 has; received ${described(player)}. Its own ABR plays.`,
    );
    return configured;
  }
  const stock = stockOf.get(configured) ?? configured;
  const made = (): ShakaAbrManager =>
    new PolicyManager({
      player,
      stock: stock(),
      factory: policy as PolicyFactory,
      wishes: options,
      notices,
    });
  stockOf.set(made, stock);
  return made;
}

function configuredFactory(player: unknown): (() => ShakaAbrManager) | undefined {
  try {
    const { abrFactory } = (player as ShakaPlayer).getConfiguration();
    return typeof abrFactory === "function" ? abrFactory : undefined;
  } catch {
    return undefined;
  }
}

function hasWhatIsNeeded(player: Partial<ShakaPlayer>): boolean {
  const methods = ["getNetworkingEngine", "getBufferedInfo", "seekRange", "addEventListener"] as const;
  if (!methods.every((name) => typeof player[name] === "function")) return false;
  const network = player.getNetworkingEngine!();
  return network === null || typeof network.registerRequestFilter === "function";
}

function described(player: unknown): string {
  const version = (player as { constructor?: { version?: unknown } } | null | undefined)?.constructor
    ?.version;
  return typeof version === "string" ? `Shaka Player ${version}` : typeof player;
}
