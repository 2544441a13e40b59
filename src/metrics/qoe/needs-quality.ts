import type { QoeNeeds } from "../../model/metrics.js";
import type { VideoQuality } from "../../model/video.js";

/** That the video says how good each of its segments looks by this measure. */
export const needsQuality = (measure: keyof VideoQuality): QoeNeeds => ({
  what: `the ${measure.toUpperCase()} of each segment`,
  lackedBy: ({ name, quality }) => (quality?.[measure] ? undefined : name),
});
