import type { PlayedSegment, QoeModel } from "../../model/metrics.js";
import { kbpsFromBps, type Seconds } from "../../units.js";
import { playingStretches, type Stretch } from "../playback.js";
import { SLIVER, segmentStarts } from "../segment-times.js";

/** Per second of latency, up to the threshold and above it. */
const NEAR_PENALTY = 0.005;
const FAR_PENALTY = 0.01;
const NEAR: Seconds = 1.1;
/** Of a change by 1 kbit/s. */
const CHANGE_PENALTY = 0.02;

/**
 * The QoE of the Twitch challenge (ACM MMSys 2020, Adaptation Algorithm for Near-Second Latency), summed over the
 * segments shown:
 *
 *     sum (a R - b E - c L - d |1 - P|) - 0.02 sum |R - R of the segment before|
 *
 * with R = nominal bitrate in kbit/s, E = seconds stalled, L = latency in s, P = playback speed; a = segment duration in s,
 * b = highest bitrate of the ladder, c = 0.005 where L is at most 1.1 s and 0.01 beyond, d = lowest bitrate of the ladder.
 *
 * L and |1 - P| of a segment are means over the time in which it was shown; latency is from the live edge, as in the
 * column `live_latency_s`. A segment shown in part counts as one. LoL+ in dash.js weighs latency by bitrates, and is
 * another model. Startup and waiting after seeks cost nothing but the latency that they leave behind. No answer where
 * content is not live, or if playback never started.
 */
export const live: QoeModel = {
  name: "live",
  unit: "Σ kbit",
  citation: "Twitch: Adaptation Algorithm for Near-Second Latency. ACM MMSys 2020 Grand Challenge",
  needs: {
    what: "live content",
    lackedBy: (_, { content }) => (content?.kind === "live" ? undefined : "sessions that are not live"),
  },
  additivity: {
    kind: "not additive",
    because: "it charges latency and playback speed, which no level decides by itself",
  },
  score({ metrics, played, log, video }) {
    const { liveEdge } = log;
    if (metrics.startup === undefined || liveEdge === undefined) return undefined;
    const lowest = kbpsFromBps(video.levels[0]!.bitrate);
    const highest = kbpsFromBps(video.levels.at(-1)!.bitrate);
    let sum = -highest * metrics.stall - CHANGE_PENALTY * kbpsFromBps(metrics.switchMagnitude);
    const stretches = playingStretches(log);
    const starts = segmentStarts(video);
    let next = 0;
    for (const part of played) {
      while (next < stretches.length && stretches[next]!.to <= part.from) next++;
      const { latency, offSpeed } = meansOver(part, starts[part.segment]!, stretches, next, liveEdge);
      const latencyPenalty = (latency <= NEAR ? NEAR_PENALTY : FAR_PENALTY) * latency;
      sum += video.segmentDuration * kbpsFromBps(part.bitrate) - latencyPenalty - lowest * offSpeed;
    }
    return sum;
  },
};

/**
 * Means over the time in which a segment was shown, which is a number of stretches from `first` on.
 *
 * @param start media time at which the segment begins
 */
function meansOver(
  { offset, shown }: PlayedSegment,
  start: Seconds,
  stretches: readonly Stretch[],
  first: number,
  liveEdge: Seconds,
): { readonly latency: Seconds; readonly offSpeed: number } {
  const from = start + offset;
  const to = from + shown;
  let time: Seconds = 0;
  let latency = 0;
  let offSpeed = 0;
  for (let i = first; i < stretches.length; i++) {
    const { from: begins, position, end, rate } = stretches[i]!;
    const begin = Math.max(position, from);
    const stop = Math.min(end, to);
    if (stop <= begin) continue;
    const duration = (stop - begin) / rate;
    // Latency goes evenly from one end to the other.
    const middle = (begin + stop) / 2;
    time += duration;
    latency += duration * (liveEdge + begins + (middle - position) / rate - middle);
    offSpeed += duration * Math.abs(1 - rate);
    if (stop + SLIVER >= to) break;
  }
  return { latency: latency / time, offSpeed: offSpeed / time };
}
