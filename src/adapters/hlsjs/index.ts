import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, Notices } from "../pilot/index.js";
import { PolicyController } from "./controller.js";
import type { AbrComponent, HlsjsClass, HlsjsPlayer } from "./player.js";

export type { AdapterOptions, Capabilities, DecisionEvent, Notice } from "../pilot/index.js";
export { capabilities } from "./capabilities.js";
export type { HlsjsClass } from "./player.js";

/**
 * A policy at the controls of hls.js, 1.6 or newer: a class for `config.abrController`.
 *
 * ```js
 * import Hls from "hls.js";
 * import { hlsjsAbrController } from "abrsim/adapters/hlsjs";
 * import { bola } from "abrsim/policies";
 *
 * const hls = new Hls({ abrController: hlsjsAbrController(Hls, bola, { options: { gammaP: 6 } }) });
 * ```
 *
 * The policy chooses the level of each fragment of the main playlist, and sound where it has no playlist of its own. It
 * is told of what the player knows, in seconds since the player was asked to load the stream; what that is, what is
 * left out and which settings of the player matter is in this folder's README.md.
 *
 * @param Hls the player's class, of either build
 * @param policy such as `bola` of `abrsim/policies`
 * @returns typed as the player's own controller, so that the player's types accept it; it is not an instance of it. With
 *   a player that has no place for it, the player's own controller, and one notice
 */
export function hlsjsAbrController<Player extends HlsjsClass, Options extends object>(
  Hls: Player,
  policy: PolicyFactory<Options>,
  options: AdapterOptions<Options> = {},
): Player["DefaultConfig"]["abrController"] {
  const notices = new Notices(options.onNotice);
  const steering = {
    policy: policy as unknown as PolicyFactory,
    options,
    notices,
    player: `hls.js ${(Hls as Player | undefined)?.version ?? "of unknown version"}`,
  };
  const make = function AbrController(hls: HlsjsPlayer): AbrComponent {
    const missing = missingFrom(Hls, hls);
    if (missing === undefined) return new PolicyController(Hls, hls, steering);
    notices.tell(
      "no extension point",
      `hlsjsAbrController expects the class Hls of hls.js 1.6 or newer, and ${missing}. The player's own ABR plays.`,
    );
    const Own = isHlsjs(Hls) ? Hls : (hls as object as { readonly constructor: HlsjsClass }).constructor;
    return new Own.DefaultConfig.abrController(hls as never);
  };
  return make as unknown as Player["DefaultConfig"]["abrController"];
}

/** What the adapter cannot do without; 1.6 has it all. */
const NEEDED = [
  "on",
  "mainForwardBufferInfo",
  "latestLevelDetails",
  "inFlightFragments",
  "bufferingEnabled",
  "pauseBuffering",
  "resumeBuffering",
];

/** What there is in place of what is expected, in words. */
function missingFrom(Hls: unknown, hls: object): string | undefined {
  if (!isHlsjs(Hls)) return `received ${describe(Hls)}`;
  const lacking = NEEDED.find((name) => !(name in hls));
  return lacking && `${Hls.version ?? "this player"} has no \`${lacking}\``;
}

function isHlsjs(Hls: unknown): Hls is HlsjsClass {
  const { DefaultConfig, Events } = (Hls ?? {}) as Partial<HlsjsClass>;
  return typeof DefaultConfig?.abrController === "function" && Events !== undefined;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object without Hls.DefaultConfig" : `a ${typeof value}`;
}
