import type { Observation } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/** dash.js's `bufferTimeDefault` as its rules see it: the player's maximum, but not more than the live delay. */
export const bufferTarget = ({ maxBuffer, live }: Pick<Observation, "maxBuffer" | "live">): Seconds =>
  live && live.target > 0 ? Math.min(maxBuffer, live.target) : maxBuffer;
