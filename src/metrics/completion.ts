import type { SessionLog } from "../model/session.js";
import type { SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { SLIVER } from "./segment-times.js";
import { coveredBy, type Span } from "./spans.js";

/** Distinct media shown as a share of what there was to be shown: see `SessionMetrics`. */
export function completionOf(
  spans: readonly Span[],
  log: SessionLog,
  video: Video,
  settings: SessionSettings | undefined,
): number {
  const joined = log.liveEdge === undefined ? 0 : (spans[0]?.from ?? 0);
  const offered = mediaOffered(spans, video, settings) - joined;
  const shown = coveredBy(spans.map(({ from, to }) => ({ from: Math.max(from, joined), to })));
  return offered > 0 ? Math.min(1, shown / offered) : 0;
}

/** The end of the video; of a series, whose episodes follow one another in it, the end of the last one begun. */
function mediaOffered(spans: readonly Span[], video: Video, settings: SessionSettings | undefined): Seconds {
  const content = settings?.content;
  if (content?.kind !== "series") return video.duration;
  return (episodesShown(spans, video, content.episodes) * video.duration) / content.episodes;
}

/** Episodes of which something was shown, counted to the last one; at least the first. */
export function episodesShown(spans: readonly Span[], video: Video, episodes: number): number {
  const reached = spans.reduce((most, { to }) => Math.max(most, to), 0);
  return Math.min(episodes, Math.max(1, Math.ceil((reached - SLIVER) / (video.duration / episodes))));
}
