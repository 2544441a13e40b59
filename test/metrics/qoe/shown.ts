import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { QoeInput } from "../../../src/model/metrics.js";
import type { ScoringSettings } from "../../../src/model/settings/index.js";
import { type Video, type VideoQuality, videoFromSegments } from "../../../src/model/video.js";
import { logOf, type StateSpec } from "../../support/logs.js";

/** A video of segments of 2 s. */
export function videoOf(kbps: readonly number[], segments: number, quality?: VideoQuality): Video {
  return videoFromSegments({
    name: "video",
    levels: kbps.map((each) => ({ bitrate: each * 1000 })),
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.from(kbps, (each) => each * 2000)),
    sizesAre: "exact",
    ...(quality && { quality }),
  });
}

export interface Shown {
  readonly video: Video;
  /** Of each segment shown, from the first on. */
  readonly levels: readonly number[];
  readonly startup?: number;
  /** Seconds of each of the stalls, which come before segments 1, 2, ... */
  readonly stalls?: readonly number[];
  readonly scoring?: ScoringSettings;
}

/** A session that showed these levels, as a QoE model sees it. */
export function shown({ video, levels, startup = 0, stalls = [], scoring }: Shown): QoeInput {
  const states: StateSpec[] = [
    ["starting", 0, 0],
    ["playing", startup, 0],
  ];
  let clock = startup;
  const finished = levels.map((_, segment) => {
    const stall = segment === 0 ? 0 : (stalls[segment - 1] ?? 0);
    if (stall > 0) states.push(["rebuffering", clock, 2 * segment], ["playing", clock + stall, 2 * segment]);
    const arrives = clock + stall;
    clock = arrives + 2;
    return arrives;
  });
  states.push(["ended", clock, 2 * levels.length]);
  const requests = levels.map((level, segment) => ({ segment, level, finished: finished[segment]! }));
  const log = logOf({ states, requests, video });
  return { ...measureSession(log, video), log, video, ...(scoring && { scoring }) };
}

/** A session that ended before the first frame. */
export function neverStarted(video: Video): QoeInput {
  const log = logOf({
    states: [
      ["starting", 0, 0],
      ["quit", 3, 0],
    ],
    requests: [],
    video,
  });
  return { ...measureSession(log, video), log, video };
}
