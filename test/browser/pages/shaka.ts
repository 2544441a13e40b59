import shaka from "shaka-player";
import { playedToEnd, run, videoElement } from "./page.js";

/** Shaka Player as it comes, with its own ABR. */
run(async () => {
  const video = videoElement();
  const player = new shaka.Player();
  const failed = new Promise<never>((_, reject) => {
    player.addEventListener("error", (event) => {
      reject(new Error(`Shaka: ${JSON.stringify((event as unknown as { detail: unknown }).detail)}`));
    });
  });
  await player.attach(video);
  await player.load("stream/stream.mpd");
  await video.play();
  return Promise.race([playedToEnd(video), failed]);
});
