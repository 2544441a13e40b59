import { episodesShown } from "../completion.js";
import { playingStretches, shownSpans } from "../playback.js";
import { meanOf, type OptionalColumn } from "./column.js";

/**
 * Mean wait from going on to the next episode to its first frame, s; the pause between episodes that the viewer takes
 * is none of it. Undefined if no next episode began (003 section 3.2).
 */
export const nextStart: OptionalColumn = {
  name: "next_start_s",
  label: "next episode's start",
  unit: "s",
  better: "lower",
  applies: ({ content }) => content?.kind === "series",
  read: ({ log }) => meanOf(log.events.flatMap((event) => (event.kind === "episode" ? [event.wait] : []))),
};

/** Episodes of which something was shown, counted to the last one. */
export const episodesWatched: OptionalColumn = {
  name: "episodes_watched",
  label: "episodes watched",
  unit: "",
  better: "neither",
  applies: nextStart.applies,
  read({ log, video, settings: { content }, metrics }) {
    if (content?.kind !== "series") return undefined;
    if (metrics.startup === undefined) return 0;
    return episodesShown(shownSpans(playingStretches(log)), video, content.episodes);
  },
};
