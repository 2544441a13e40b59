import RxPlayer from "rx-player";
import { attachToRxPlayer } from "../../../src/adapters/rx-player/index.js";
import { bola } from "../../../src/policies/index.js";
import type { PolicyPlayed } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";
import { listening, zigzag } from "./steering.js";

const POLICIES = { bola, zigzag };

export interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly shadow?: boolean;
}

/** rx-player with a policy of abrsim's. */
run(async ({ policy, shadow = false }: Parameters): Promise<PolicyPlayed> => {
  const video = videoElement();
  const player = new RxPlayer({ videoElement: video, wantedBufferAhead: 10 });
  const failed = new Promise<never>((_, reject) => {
    player.addEventListener("error", (error) => reject(new Error(`rx-player: ${String(error)}`)));
  });
  const { heard, options } = listening();
  attachToRxPlayer<object>(player, POLICIES[policy], { ...options, shadow });
  player.loadVideo({
    url: new URL("stream/stream.mpd", location.href).href,
    transport: "dash",
    autoPlay: true,
  });
  const ending = await Promise.race([playedToEnd(video), failed]);
  return { ending, ...heard };
});
