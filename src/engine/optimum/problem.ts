import type { AdditiveQoe } from "../../model/metrics.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";

/** What the best plan is looked for in: one viewer's session, without its policy. */
export interface OptimumProblem {
  readonly trace: Trace;
  /** Where in the trace the session begins. */
  readonly offset: Seconds;
  readonly video: Video;
  /** Such as {@link outsideOptimum} has nothing against. */
  readonly settings: SessionSettings;
  readonly qoe: AdditiveQoe;
}
