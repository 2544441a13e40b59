import type { OptionalColumn } from "./column.js";

/**
 * Frames that the device could not show in time, as a share of all. Counts add up over a session, as in the web's
 * VideoPlaybackQuality, so the last ones say it all.
 */
export const droppedFramesRatio: OptionalColumn = {
  name: "dropped_frames_ratio",
  label: "dropped frames",
  unit: "",
  better: "lower",
  applies: ({ device }) => device?.decodes !== undefined,
  read({ log }) {
    const last = log.events.findLast((event) => event.kind === "frames");
    return last?.kind === "frames" && last.total > 0 ? last.dropped / last.total : undefined;
  },
};
