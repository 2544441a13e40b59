import * as dashjs from "dashjs";
import { attachToDashjs } from "../../../../src/adapters/dashjs/index.js";
import type { RecordedPlay, RecordParameters } from "../../harness/protocol.js";
import { playedToEnd, run } from "../page.js";
import { elementEvents } from "./element-events.js";
import { recordedVideo } from "./recorded-video.js";
import { steered } from "./steered.js";

/** dash.js at its defaults, or with a policy of abrsim's; without what it keeps in localStorage. */
run(async ({ policy, patienceMs }: RecordParameters): Promise<RecordedPlay> => {
  const video = recordedVideo();
  const events = elementEvents(video);
  const steering = policy === undefined ? undefined : steered(policy);
  const player = dashjs.MediaPlayer().create();
  if (steering) attachToDashjs(dashjs, player, steering.factory, steering.options);
  player.updateSettings({
    streaming: {
      lastBitrateCachingInfo: { enabled: false },
      lastMediaSettingsCachingInfo: { enabled: false },
    },
  });
  const failed = new Promise<never>((_, reject) => {
    player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) =>
      reject(new Error(`dash.js: ${JSON.stringify(error)}`)),
    );
  });
  // Whole, because dash.js warns that it cannot report on relative URLs.
  player.initialize(video, new URL("stream/stream.mpd", location.href).href, true);
  const { droppedFrames } = await Promise.race([
    playedToEnd(video, patienceMs),
    failed,
    ...(steering ? [steering.failed] : []),
  ]);
  return { version: player.getVersion(), events, droppedFrames };
});
