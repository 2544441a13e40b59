// As most pages have it: the build for a script element, whose transmuxer runs in a worker. The module builds have none.
import Hls from "hls.js/dist/hls.js";
import { hlsjsAbrController } from "../../../../src/adapters/hlsjs/index.js";
import type { RecordedPlay, RecordParameters } from "../../harness/protocol.js";
import { playedToEnd, run } from "../page.js";
import { elementEvents } from "./element-events.js";
import { recordedVideo } from "./recorded-video.js";
import { type Steered, steered } from "./steered.js";

/** hls.js at its defaults, or with a policy of abrsim's. It keeps nothing between plays and asks nobody about the network. */
run(async ({ policy, patienceMs }: RecordParameters): Promise<RecordedPlay> => {
  const video = recordedVideo();
  const events = elementEvents(video);
  const steering = policy === undefined ? undefined : steered(policy);
  const hls = new Hls(steering && { abrController: controllerOf(steering) });
  const failed = new Promise<never>((_, reject) => {
    hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
      if (fatal) reject(new Error(`hls.js: ${details}`));
    });
  });
  hls.loadSource("stream/master.m3u8");
  hls.attachMedia(video);
  const ended = playedToEnd(video, patienceMs);
  const { droppedFrames } = await Promise.race([
    video.play().then(() => ended),
    failed,
    ...(steering ? [steering.failed] : []),
  ]);
  return { version: Hls.version, events, droppedFrames };
});

const controllerOf = ({ factory, options }: Steered) =>
  hlsjsAbrController<typeof Hls, object>(Hls, factory, options);
