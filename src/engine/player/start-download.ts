import type { DownloadSettings } from "../../model/settings/index.js";
import type { Fetcher } from "../network/fetcher.js";
import type { SessionClock } from "../session-clock.js";
import type { Player } from "./player.js";
import { RangeDownload } from "./range-download.js";
import {
  type DownloadListener,
  downloadWhole,
  type SegmentDownload,
  type SegmentSpec,
} from "./segment-download.js";
import type { SegmentTimes } from "./segment-times.js";

/** How segments are fetched, by the settings: whole, or in byte ranges. */
export function startDownload(parts: {
  readonly clock: SessionClock;
  readonly fetcher: Fetcher;
  readonly settings: DownloadSettings | undefined;
  readonly player: Player;
  readonly times: SegmentTimes;
}): (spec: SegmentSpec, listener: DownloadListener) => SegmentDownload {
  const { fetcher, settings } = parts;
  const chunks = settings?.chunks;
  if (!chunks) return (spec, listener) => downloadWhole(fetcher, spec, listener);
  return (spec, listener) =>
    // Audio segments are smaller than any range.
    spec.kind === "audio" || spec.pieces
      ? downloadWhole(fetcher, spec, listener)
      : new RangeDownload({ ...parts, chunks }, spec, listener);
}
