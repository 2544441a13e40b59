import type { SessionLog } from "../../model/session.js";
import type { RequestKind } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { meanOf, type OptionalColumn } from "./column.js";

/** From request to last bit of each delivered request of a kind; those cut, given up or failed are left out. */
function times({ others }: SessionLog, kind: RequestKind): Seconds[] {
  return others
    .filter((other) => other.kind === kind && other.outcome === "delivered")
    .map(({ requested, finished }) => finished - requested);
}

/**
 * Mean time from a control request to its answer, s (004: commands must not wait for chunks). Excludes requests that were
 * cut, given up or failed.
 */
export const controlLatency: OptionalColumn = {
  name: "control_latency_s",
  label: "control latency",
  unit: "s",
  better: "lower",
  applies: ({ downloads }) => downloads?.control !== undefined,
  read: ({ log }) => meanOf(times(log, "control")),
};

/** The longest time from a control request to its answer, s. */
export const controlLatencyMax: OptionalColumn = {
  name: "control_latency_max_s",
  label: "control latency, longest",
  unit: "s",
  better: "lower",
  applies: controlLatency.applies,
  read({ log }) {
    const all = times(log, "control");
    return all.length > 0 ? all.reduce((most, time) => Math.max(most, time)) : undefined;
  },
};

/** Mean time from asking for a sprite, or file, of thumbnails to having it, s (003 section 2.5). */
export const thumbnailLoad: OptionalColumn = {
  name: "thumbnail_load_s",
  label: "thumbnail load",
  unit: "s",
  better: "lower",
  applies: ({ downloads }) => downloads?.thumbnails !== undefined,
  read: ({ log }) => meanOf(times(log, "thumbnail")),
};
