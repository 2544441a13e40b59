import * as dashjs from "dashjs";
import { attachToDashjs } from "../../../src/adapters/dashjs/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola, dashjs as dashjsPolicy, dynamic } from "../../../src/policies/index.js";
import type { PolicyPlayed } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";
import { failing, listening, nonsense, waiting } from "./steering.js";

export interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly shadow?: boolean;
  /** `updateSettings` with this. */
  readonly streaming?: object;
  /** Attach after initialize, which is too late. */
  readonly late?: boolean;
  /** Seek to `to` when the playhead has come to `at`; seconds. */
  readonly seek?: { readonly at: number; readonly to: number };
}

const POLICIES = {
  bola,
  dynamic,
  dashjs: dashjsPolicy,
  failing,
  nonsense,
  waiting,
  fickle,
  replacing,
} satisfies Record<string, PolicyFactory>;

/** dash.js with a policy of abrsim's. */
run(
  async ({
    policy,
    shadow = false,
    streaming = {},
    late = false,
    seek,
  }: Parameters): Promise<PolicyPlayed> => {
    const video = videoElement();
    const { heard, options } = listening();
    const player = dashjs.MediaPlayer().create();
    const attach = () =>
      attachToDashjs(dashjs, player, POLICIES[policy] as PolicyFactory, {
        shadow,
        ...options,
      });
    if (!late) attach();
    player.updateSettings({ streaming });
    const failed = new Promise<never>((_, reject) => {
      player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) =>
        reject(new Error(`dash.js: ${JSON.stringify(error)}`)),
      );
    });
    if (seek) {
      const seekOnce = () => {
        if (video.currentTime < seek.at) return;
        video.removeEventListener("timeupdate", seekOnce);
        player.seek(seek.to);
      };
      video.addEventListener("timeupdate", seekOnce);
    }
    player.initialize(video, new URL("stream/stream.mpd", location.href).href, true);
    if (late)
      player.on(dashjs.MediaPlayer.events.STREAM_INITIALIZED, () => {
        if (heard.told.length === 0 && heard.notices.length === 0) attach();
      });
    const ending = await Promise.race([playedToEnd(video), failed]);
    return { ending, ...heard };
  },
);

/** Gives downloads of the top up, most of them for the lowest level, and goes to the top again right after. */
function fickle(): ReturnType<PolicyFactory> {
  return {
    name: "fickle",
    decide: () => ({ level: 2 }),
    onProgress: ({ level, segment }) =>
      level === 2 && segment % 3 > 0 ? { abandonTo: (segment % 3) - 1 } : undefined,
  };
}

/** Begins at the bottom, and once there is some in the buffer replaces what has not been reached. */
function replacing(): ReturnType<PolicyFactory> {
  return {
    name: "replacing",
    decide: ({ segment, buffer }) =>
      segment.index < 4 ? { level: 0 } : { level: 2, ...(buffer > 5 && { replaceFrom: 0 }) },
  };
}
