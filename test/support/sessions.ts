import { simulate } from "../../src/engine/simulate.js";
import { traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";
import { scripted } from "./arbitraries.js";

/** A ladder of 1, 3 and 4 Mbit/s in segments of 2 s. */
const BITRATES = [1e6, 3e6, 4e6];

/**
 * A session that plays the given levels one after the other: startup at one segment, room for 30 s, over 8 Mbit/s
 * or over the intervals given.
 */
export function session(parts: {
  levels: readonly number[];
  leaveAt?: number;
  intervals?: readonly { duration: number; bandwidth: number }[];
}) {
  const { levels, leaveAt, intervals = [{ duration: 10, bandwidth: 8e6 }] } = parts;
  const video = videoFromSegments({
    name: "three-levels",
    levels: BITRATES.map((bitrate) => ({ bitrate })),
    segmentDuration: 2,
    durations: new Float64Array(levels.length).fill(2),
    sizes: levels.map(() => Float64Array.from(BITRATES, (bitrate) => bitrate * 2)),
    sizesAre: "exact",
  });
  const trace = traceFromIntervals({ name: "set/trace", set: "set" }, intervals);
  const log = simulate({
    trace,
    video,
    policy: scripted(levels.map((level) => ({ share: level / BITRATES.length + 1e-9, wait: 0 }))),
    settings: {
      player: { startupBuffer: 2, resumeBuffer: 2, maxBuffer: 30, starvedAfter: 100 },
      network: {},
      viewer: leaveAt === undefined ? {} : { leaveAt },
    },
  });
  return { log, video, trace };
}
