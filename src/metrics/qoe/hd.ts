import type { Video } from "../../model/video.js";
import { type BitsPerSecond, bpsFromKbps, kbpsFromBps } from "../../units.js";
import { additiveModel, qualityByLevel } from "./additive.js";

/** Points of Pensieve's bitrates: 720p and more are worth much more than what is below. */
const POINTS: ReadonlyMap<BitsPerSecond, number> = new Map([
  [bpsFromKbps(300), 1],
  [bpsFromKbps(750), 2],
  [bpsFromKbps(1200), 3],
  [bpsFromKbps(1850), 12],
  [bpsFromKbps(2850), 15],
  [bpsFromKbps(4300), 20],
]);
/** Points that a second of stalling costs. */
const STALL_PENALTY = 8;

/**
 * QoE_hd of Pensieve (Mao et al., SIGCOMM 2017), summed over the segments shown:
 *
 *     sum q - 8 stall_s - sum |q - q of the segment before|
 *     q = 1, 2, 3, 12, 15, 20 at 300, 750, 1200, 1850, 2850, 4300 kbit/s
 *
 * The paper gives points to these bitrates and to no others, so there is no answer for a ladder with another one: what
 * lies between 3 and 12 would be made up. Startup costs nothing, unless the profile charges it as a stall (Pensieve's
 * does).
 */
export const hd = additiveModel({
  name: "hd",
  unit: "Σ HD points",
  citation: "Mao, Netravali, Alizadeh: Neural Adaptive Video Streaming with Pensieve. SIGCOMM 2017",
  needs: {
    what: `levels of ${[...POINTS.keys()].map(kbpsFromBps).join(", ")} kbit/s and no others`,
    lackedBy: (video) =>
      pointsOf(video) ? undefined : `${video.name}, a ladder of ${ladderOf(video)} kbit/s`,
  },
  weigh(video) {
    const points = pointsOf(video);
    return (
      points && {
        quality: qualityByLevel(video, (_, level) => points[level]!),
        riseCost: 1,
        fallCost: 1,
        stallCost: STALL_PENALTY,
      }
    );
  },
});

function pointsOf({ levels }: Video): readonly number[] | undefined {
  const points = levels.flatMap(({ bitrate }) => POINTS.get(bitrate) ?? []);
  return points.length === levels.length ? points : undefined;
}

const ladderOf = ({ levels }: Video): string => levels.map(({ bitrate }) => kbpsFromBps(bitrate)).join(", ");
