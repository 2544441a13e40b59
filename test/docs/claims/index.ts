import { bufferTargets } from "./buffer-targets.js";
import type { Claim } from "./claim.js";
import { filmPrefetch } from "./film-prefetch.js";
import { interactiveOverhead } from "./interactive-overhead.js";
import { nextEpisode } from "./next-episode.js";
import { segmentDuration } from "./segment-duration.js";
import { startupOrder } from "./startup-order.js";
import { startupTime } from "./startup-time.js";
import { switchDelays } from "./switch-delays.js";
import { switchRate } from "./switch-rate.js";

/** In the order of the page. */
export const CLAIMS: readonly Claim[] = [
  startupTime,
  startupOrder,
  switchRate,
  switchDelays,
  interactiveOverhead,
  segmentDuration,
  bufferTargets,
  nextEpisode,
  filmPrefetch,
];
