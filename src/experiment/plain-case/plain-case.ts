import type { SessionSettings } from "../../model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../model/trace.js";
import { type Video, videoFromSegments } from "../../model/video.js";
import { normalDraw, randomStream } from "../../random.js";

/** How large the case is that speeds are told of. */
export interface CaseSize {
  readonly intervals: number;
  readonly segments: number;
  readonly levels: number;
}

const SEGMENT_DURATION = 4;
const LOWEST = 300e3;
const HIGHEST = 4300e3;
const MEAN_BANDWIDTH = 2e6;
/** Of the logarithm of bandwidth, and of that of the size of a segment. */
const SPREAD = 0.6;
const SCENE_SPREAD = 0.25;

/** The plain case: one player that makes one request at a time, and nothing else. */
export const plainSettings: SessionSettings = {
  player: { startupBuffer: 4, resumeBuffer: 2, maxBuffer: 60, starvedAfter: 3600 },
  network: {},
  viewer: {},
};

/** Intervals of a second, log-normal. */
export function plainTrace({ intervals }: Pick<CaseSize, "intervals">): Trace {
  const random = randomStream(1, "bench trace");
  const bandwidth = () => MEAN_BANDWIDTH * Math.exp(SPREAD * normalDraw(random));
  return traceFromIntervals(
    { name: "bench/trace", set: "bench" },
    Array.from({ length: intervals }, () => ({ duration: 1, bandwidth: bandwidth() })),
  );
}

/** Segments of 4 s, of variable bitrate; levels from 300 kbit/s to 4.3 Mbit/s, in equal ratios. */
export function plainVideo({ segments, levels }: Omit<CaseSize, "intervals">): Video {
  const random = randomStream(1, "bench video");
  const ratio = (HIGHEST / LOWEST) ** (1 / Math.max(1, levels - 1));
  const ladder = Array.from({ length: levels }, (_, level) => ({ bitrate: LOWEST * ratio ** level }));
  return videoFromSegments({
    name: "bench",
    levels: ladder,
    segmentDuration: SEGMENT_DURATION,
    durations: new Float64Array(segments).fill(SEGMENT_DURATION),
    sizes: Array.from({ length: segments }, () => {
      const scene = Math.exp(SCENE_SPREAD * normalDraw(random));
      return Float64Array.from(ladder, ({ bitrate }) => bitrate * SEGMENT_DURATION * scene);
    }),
    sizesAre: "exact",
  });
}
