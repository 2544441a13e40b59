import type { SessionSettings } from "../src/model/settings/index.js";
import type { Trace } from "../src/model/trace.js";
import type { Video } from "../src/model/video.js";
import { normalDraw, randomStream } from "../src/random.js";
import type { Library } from "./library.js";

export const SEGMENTS = 150;
const INTERVALS = 600;
const MEAN_BANDWIDTH = 2e6;
/** Bit/s and lines. */
const LADDER = [
  { bitrate: 300e3, height: 240 },
  { bitrate: 750e3, height: 360 },
  { bitrate: 1200e3, height: 480 },
  { bitrate: 1850e3, height: 720 },
  { bitrate: 2850e3, height: 1080 },
  { bitrate: 4300e3, height: 1440 },
];

/** The plain case: one player, one request at a time, and no more. */
export const plainSettings: SessionSettings = {
  player: { startupBuffer: 4, resumeBuffer: 2, maxBuffer: 60, starvedAfter: 3600 },
  network: {},
  viewer: {},
};

/**
 * 600 intervals of a second, log-normal.
 *
 * @param factor on the capacity
 */
export function benchTrace({ traceFromIntervals }: Library, factor = 1): Trace {
  const random = randomStream(1, "bench trace");
  const intervals = Array.from({ length: INTERVALS }, () => ({
    duration: 1,
    bandwidth: factor * MEAN_BANDWIDTH * Math.exp(0.6 * normalDraw(random)),
  }));
  return traceFromIntervals({ name: "bench/trace", set: "bench" }, intervals);
}

/** 150 segments of 4 s in 6 levels, of variable bitrate. */
export function benchVideo({ videoFromSegments }: Library): Video {
  const random = randomStream(1, "bench video");
  return videoFromSegments({
    name: "bench",
    levels: LADDER,
    segmentDuration: 4,
    durations: new Float64Array(SEGMENTS).fill(4),
    sizes: Array.from({ length: SEGMENTS }, () => {
      const scene = Math.exp(0.25 * normalDraw(random));
      return Float64Array.from(LADDER, ({ bitrate }) => bitrate * 4 * scene);
    }),
    sizesAre: "exact",
  });
}
