import { isDelivered } from "../copies.js";
import type { OptionalColumn } from "./column.js";

/**
 * The share of delivered video requests that a cache answered: any tier before the last, which is the origin and holds
 * everything. Excludes audio and requests that are no segments, and requests that did not arrive.
 */
export const cacheHitRatio: OptionalColumn = {
  name: "cache_hit_ratio",
  label: "cache hits",
  unit: "",
  better: "higher",
  applies: ({ delivery }) => delivery?.caches !== undefined,
  read({ log: { requests }, settings }) {
    const origin = settings.delivery?.caches?.tiers.at(-1)?.name;
    let answered = 0;
    let hits = 0;
    for (let row = 0; row < requests.count; row++) {
      const tier = requests.details[row]?.tier;
      if (tier === undefined || !isDelivered(requests, row)) continue;
      answered++;
      if (tier !== origin) hits++;
    }
    return answered > 0 ? hits / answered : undefined;
  },
};
