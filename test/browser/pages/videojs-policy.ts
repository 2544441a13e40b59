import videojs from "video.js";
import { attachToVideojs } from "../../../src/adapters/videojs/index.js";
import { bola } from "../../../src/policies/index.js";
import type { PolicyPlayed } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";
import { listening, zigzag } from "./steering.js";

const POLICIES = { bola, zigzag };

export interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly shadow?: boolean;
}

/** video.js, that is VHS, with a policy of abrsim's. */
run(async ({ policy, shadow = false }: Parameters): Promise<PolicyPlayed> => {
  const element = videoElement();
  const player = videojs(element, { html5: { vhs: { limitRenditionByPlayerDimensions: false } } });
  const failed = new Promise<never>((_, reject) => {
    player.on("error", () => reject(new Error(`video.js: ${JSON.stringify(player.error())}`)));
  });
  const { heard, options } = listening();
  attachToVideojs<object>(player, POLICIES[policy], { ...options, shadow });
  player.src({ src: "stream/master.m3u8", type: "application/x-mpegURL" });
  player.ready(() => void player.play());
  const ending = await Promise.race([playedToEnd(videoElement()), failed]);
  return { ending, ...heard };
});
