import shaka from "shaka-player";
import { shakaAbrFactory } from "../../../../src/adapters/shaka/index.js";
import type { RecordedPlay, RecordParameters } from "../../harness/protocol.js";
import { playedToEnd, run } from "../page.js";
import { elementEvents } from "./element-events.js";
import { recordedVideo } from "./recorded-video.js";
import { steered } from "./steered.js";

/** Shaka Player at its defaults, or with a policy of abrsim's; without what Chromium thinks of the network. */
run(async ({ policy, patienceMs }: RecordParameters): Promise<RecordedPlay> => {
  const video = recordedVideo();
  const events = elementEvents(video);
  const steering = policy === undefined ? undefined : steered(policy);
  const player = new shaka.Player();
  player.configure({
    abr: { useNetworkInformation: false },
    ...(steering && { abrFactory: shakaAbrFactory(player, steering.factory, steering.options) }),
  });
  const failed = new Promise<never>((_, reject) => {
    player.addEventListener("error", (event) => {
      const { detail } = event as unknown as { readonly detail: { readonly severity: number } };
      // From others it recovers, by asking again.
      if (detail.severity === shaka.util.Error.Severity.CRITICAL)
        reject(new Error(`Shaka: ${JSON.stringify(detail)}`));
    });
  });
  const ended = playedToEnd(video, patienceMs);
  const loaded = async () => {
    await player.attach(video);
    await player.load("stream/stream.mpd");
    await video.play();
    return ended;
  };
  const { droppedFrames } = await Promise.race([loaded(), failed, ...(steering ? [steering.failed] : [])]);
  return { version: shaka.Player.version.replace(/^v/, ""), events, droppedFrames };
});
