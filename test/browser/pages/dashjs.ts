import { MediaPlayer } from "dashjs";
import { playedToEnd, run, videoElement } from "./page.js";

/** dash.js as it comes, with its own ABR. */
run(async () => {
  const video = videoElement();
  const player = MediaPlayer().create();
  const failed = new Promise<never>((_, reject) => {
    player.on(MediaPlayer.events.ERROR, ({ error }) =>
      reject(new Error(`dash.js: ${JSON.stringify(error)}`)),
    );
  });
  // Whole, because dash.js warns that it cannot report on relative URLs.
  player.initialize(video, new URL("stream/stream.mpd", location.href).href, true);
  return Promise.race([playedToEnd(video), failed]);
});
