import Hls from "hls.js";
import { hlsjsAbrController } from "../../../src/adapters/hlsjs/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola, dynamic, throughput } from "../../../src/policies/index.js";
import type { PolicyPlayed } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";
import { failing, fickle, listening, nonsense, waiting } from "./steering.js";

interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly shadow?: boolean;
  /** Seconds. */
  readonly maxBufferLength?: number;
}

const POLICIES = { bola, dynamic, throughput, failing, nonsense, waiting, fickle } satisfies Record<
  string,
  PolicyFactory
>;

/** hls.js with a policy of abrsim's in the place of its own ABR. */
run(async ({ policy, shadow = false, maxBufferLength = 10 }: Parameters): Promise<PolicyPlayed> => {
  const video = videoElement();
  const { heard, options } = listening();
  const hls = new Hls({
    maxBufferLength,
    maxBufferSize: 0,
    abrController: hlsjsAbrController<typeof Hls, object>(Hls, POLICIES[policy], {
      shadow,
      ...options,
    }),
  });
  const failed = new Promise<never>((_, reject) => {
    hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
      if (fatal) reject(new Error(`hls.js: ${details}`));
    });
  });
  hls.loadSource("stream/master.m3u8");
  hls.attachMedia(video);
  await video.play();
  const ending = await Promise.race([playedToEnd(video), failed]);
  return { ending, ...heard };
});
