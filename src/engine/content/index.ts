import type { ContentSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import type { Content } from "./content.js";
import { interactiveContent } from "./interactive.js";
import { liveContent } from "./live.js";
import { seriesContent } from "./series.js";

export type { Content } from "./content.js";
export { liveBufferLimit } from "./live-availability.js";
export { LiveClock } from "./live-edge.js";
export { seriesVideo } from "./series-video.js";

/**
 * What a kind of content asks of one session.
 *
 * @param video as it is played: of a series, all its episodes (`seriesVideo`)
 */
export function contentOf(settings: ContentSettings, video: Video): Content {
  switch (settings.kind) {
    case "live":
      return liveContent(settings, video);
    case "series":
      return seriesContent(settings, video);
    case "interactive":
      return interactiveContent(settings, video);
    // A film is a recording like any other: its strategy is a matter of levels and of how far ahead to fetch.
    case "movie":
      return {};
  }
}
