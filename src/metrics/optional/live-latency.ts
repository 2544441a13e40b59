import type { SessionLog } from "../../model/session.js";
import type { Seconds } from "../../units.js";
import { playingStretches } from "../playback.js";
import type { OptionalColumn } from "./column.js";

/** Time in which the latency went evenly from one value to another. */
interface LatencyPiece {
  readonly low: Seconds;
  readonly high: Seconds;
  readonly duration: Seconds;
}

function latencyPieces(log: SessionLog): LatencyPiece[] {
  const { liveEdge } = log;
  if (liveEdge === undefined) return [];
  return playingStretches(log)
    .filter(({ from, to }) => to > from)
    .map(({ from, to, position, end }) => {
      const first = liveEdge + from - position;
      const last = liveEdge + to - end;
      return { low: Math.min(first, last), high: Math.max(first, last), duration: to - from };
    });
}

/**
 * How far behind the live edge playback was, s, as the mean over the time playing: (edge when play was pressed + time) -
 * media time shown. Stalls and pauses are not in it themselves, only by the latency that they leave behind. The edge is
 * the end of the media that exists; from camera to edge comes on top. As "live latency" in CTA-5004 (ltc) and dash.js.
 */
export const liveLatency: OptionalColumn = {
  name: "live_latency_s",
  label: "live latency",
  unit: "s",
  better: "lower",
  applies: ({ content }) => content?.kind === "live",
  read({ log }) {
    let area = 0;
    let time: Seconds = 0;
    for (const { low, high, duration } of latencyPieces(log)) {
      area += ((low + high) / 2) * duration;
      time += duration;
    }
    return time > 0 ? area / time : undefined;
  },
};

/** The live latency that was not exceeded in 95 % of the time playing, s. */
export const liveLatencyP95: OptionalColumn = {
  name: "live_latency_p95_s",
  label: "live latency, 95th percentile",
  unit: "s",
  better: "lower",
  applies: liveLatency.applies,
  read: ({ log }) => timeQuantile(latencyPieces(log), 0.95),
};

/** The value below which a quantity was for this share of the time, exact for pieces in which it went evenly. */
function timeQuantile(pieces: readonly LatencyPiece[], share: number): Seconds | undefined {
  const total = pieces.reduce((sum, { duration }) => sum + duration, 0);
  if (total === 0) return undefined;
  // Walks up from corner to corner: `rate` seconds of time are gained by a second of latency.
  const corners = pieces
    .flatMap(({ low, high, duration }) =>
      high - low > 1e-12
        ? [
            { at: low, step: 0, slope: duration / (high - low) },
            { at: high, step: 0, slope: -duration / (high - low) },
          ]
        : [{ at: low, step: duration, slope: 0 }],
    )
    .sort((a, b) => a.at - b.at);
  const wanted = share * total;
  let reached = 0;
  let slope = 0;
  let from = corners[0]!.at;
  for (const corner of corners) {
    const gained = slope * (corner.at - from);
    if (reached + gained >= wanted) return from + (wanted - reached) / slope;
    reached += gained + corner.step;
    if (reached >= wanted) return corner.at;
    slope += corner.slope;
    from = corner.at;
  }
  return from;
}
