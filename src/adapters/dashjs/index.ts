import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, Notices } from "../pilot/index.js";
import { DashjsAdapter } from "./adapter.js";
import type { DashjsModule, DashjsPlayer } from "./player.js";
import { addRules, removeRules } from "./rules.js";

export type { AdapterOptions, Capabilities, DecisionEvent, Notice } from "../pilot/index.js";
export { capabilities } from "./capabilities.js";
export type { DashjsModule, DashjsPlayer } from "./player.js";

/** What {@link attachToDashjs} returns. */
export interface DashjsAttachment {
  /** Gives video back to dash.js's own ABR, with the settings as they were. */
  detach(): void;
}

/** The rules of older versions speak of quality indices, not of representations. */
const OLDEST_VERSION = 5;

/**
 * Lets a policy choose the video of a dash.js player (5.0 or newer), before `player.initialize`:
 *
 * ```js
 * import * as dashjs from "dashjs";
 * import { bola } from "abrsim/policies";
 * import { attachToDashjs } from "abrsim/adapters/dashjs";
 *
 * const player = dashjs.MediaPlayer().create();
 * attachToDashjs(dashjs, player, bola, { options: { gammaP: 7 } });
 * player.initialize(document.querySelector("video"), "stream.mpd", true);
 * ```
 *
 * The policy decides once for each segment of video, the first included (`initialBitrate` does not count), when dash.js
 * asks its rules; what it orders is fetched. `now` counts from that first question. Its waits and abandonments are
 * carried out as dash.js's own are; after an abandonment the segment is fetched at the level that was asked for, and
 * the policy is next asked about the one after. A seek that overtakes a decision undoes it: the policy is asked again,
 * about the segment that the seek leads to. dash.js's rules go on choosing audio.
 *
 * What the adapter changes in the player: dash.js's rules keep silent about video, whatever their settings;
 * `fastSwitchEnabled` is off, for else dash.js would replace buffered segments by itself at every up-switch (a policy
 * that wants that says so, with `replaceFrom`); and after an abandonment the level may rise again at once. Limits are
 * dash.js's, and the policy is shown them: `minBitrate` and `maxBitrate`, `limitBitrateByPortal`, CMSD. A viewer's
 * choice is made as always, with `autoSwitchBitrate.video` off: the policy is not asked until it is on again.
 *
 * Samples are downloads of whole video segments, timed by the browser where it tells. Left out are initialisation
 * segments, audio and text, requests that were aborted or failed (of one that was tried again, the attempt that came
 * counts, with its own times), and what came out of a cache.
 *
 * If the player is no dash.js 5, or has been initialised already, it plays with its own ABR, and one notice says so.
 * When the player gets another source, or a period has another ladder, a new session of the policy begins. `reset()` of
 * the player takes the rules out: attach again after it.
 *
 * @param dashjs the module, for its event names
 */
export function attachToDashjs<Options extends object>(
  dashjs: DashjsModule,
  player: DashjsPlayer,
  policy: PolicyFactory<Options>,
  options: AdapterOptions<Options> = {},
): DashjsAttachment {
  const notices = new Notices(options.onNotice);
  const problem = missing(dashjs, player);
  if (problem !== undefined) {
    notices.tell(
      "no extension point",
      `${problem}; expected dash.js ${OLDEST_VERSION}.0 or newer, whose players have addABRCustomRule and extend. The player's own ABR plays.`,
    );
    return { detach: () => {} };
  }
  const adapter = new DashjsAdapter({ player, policy: policy as PolicyFactory, wishes: options, notices });
  addRules(player, adapter);
  const listening = adapter.listen(dashjs.MediaPlayer.events as Readonly<Record<string, string>>);
  return {
    detach() {
      listening.stop();
      removeRules(player);
      adapter.detach();
    },
  };
}

const METHODS = [
  "addABRCustomRule",
  "removeABRCustomRule",
  "extend",
  "on",
  "off",
  "getSettings",
  "updateSettings",
] as const;

/** What keeps the adapter from its work, in words: these are JavaScript's objects, and may be anything. */
function missing(dashjs: DashjsModule | undefined, player: DashjsPlayer | undefined): string | undefined {
  if (typeof dashjs?.MediaPlayer?.events !== "object")
    return "the first argument is not the module dashjs: it has no MediaPlayer.events";
  const lacking = METHODS.find((method) => typeof player?.[method] !== "function");
  if (lacking !== undefined) return `the player has no ${lacking}()`;
  const version =
    typeof player!.getVersion === "function" ? String(player!.getVersion()) : "of unknown version";
  return Number.parseInt(version.replace(/^v/, ""), 10) >= OLDEST_VERSION
    ? undefined
    : `the player is dash.js ${version}`;
}
