import shaka from "shaka-player";
import { shakaAbrFactory } from "../../../src/adapters/shaka/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola, dynamic, throughput } from "../../../src/policies/index.js";
import type { PolicyPlayed } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";
import { failing, fickle, listening, waiting, zigzag } from "./steering.js";

export interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly manifest?: "stream.mpd" | "master.m3u8";
  readonly shadow?: boolean;
  /** To change of Shaka's configuration. */
  readonly configuration?: object;
  /** Media time to go to once so much has been played. */
  readonly seek?: { readonly at: number; readonly to: number };
}

const POLICIES = {
  bola,
  dynamic,
  throughput,
  failing,
  waiting,
  fickle,
  zigzag,
} satisfies Record<string, PolicyFactory>;

/** Shaka Player with a policy of abrsim's at its controls. */
run(async ({ policy, manifest = "stream.mpd", shadow = false, configuration = {}, seek }: Parameters) => {
  const video = videoElement();
  const { heard, options } = listening();
  const player = new shaka.Player();
  const failed = new Promise<never>((_, reject) => {
    player.addEventListener("error", (event) => {
      reject(new Error(`Shaka: ${JSON.stringify((event as unknown as { detail: unknown }).detail)}`));
    });
  });
  player.configure({
    ...configuration,
    abrFactory: shakaAbrFactory<object>(player, POLICIES[policy], {
      shadow,
      ...options,
    }),
  });
  await player.attach(video);
  await player.load(`stream/${manifest}`);
  await video.play();
  if (seek) goTo(video, seek.at, seek.to);
  const ending = await Promise.race([playedToEnd(video), failed]);
  return { ending, ...heard } satisfies PolicyPlayed;
});

function goTo(video: HTMLVideoElement, at: number, to: number): void {
  const look = () => {
    if (video.currentTime < at) return;
    video.removeEventListener("timeupdate", look);
    video.currentTime = to;
  };
  video.addEventListener("timeupdate", look);
}
