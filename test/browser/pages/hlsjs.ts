import Hls from "hls.js";
import { playedToEnd, run, videoElement } from "./page.js";

/** hls.js as it comes, with its own ABR. */
run(async () => {
  const video = videoElement();
  const hls = new Hls();
  const failed = new Promise<never>((_, reject) => {
    hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
      if (fatal) reject(new Error(`hls.js: ${details}`));
    });
  });
  hls.loadSource("stream/master.m3u8");
  hls.attachMedia(video);
  await video.play();
  return Promise.race([playedToEnd(video), failed]);
});
