import type { SessionMetrics } from "../model/metrics.js";
import type { MetricColumn } from "../model/results.js";
import { bytesFromBits, kbpsFromBps } from "../units.js";

/** A metric column together with how its value is read off a session, converted to the column's unit. */
export interface SessionColumn extends MetricColumn {
  read(metrics: SessionMetrics): number | undefined;
}

const kbps = (value: number | undefined) => (value === undefined ? undefined : kbpsFromBps(value));

/**
 * Every metric of `sessions.csv` but the QoE models, in the order of the file. What each includes and excludes is
 * said at {@link SessionMetrics}.
 */
export const SESSION_COLUMNS: readonly SessionColumn[] = [
  { name: "startup_s", label: "startup delay", unit: "s", better: "lower", read: (m) => m.startup },
  { name: "stall_s", label: "stall time", unit: "s", better: "lower", read: (m) => m.stall },
  { name: "stall_count", label: "stalls", unit: "", better: "lower", read: (m) => m.stallCount },
  {
    name: "stall_ratio",
    label: "stall ratio",
    unit: "",
    better: "lower",
    ratioOf: { numerator: ["stall_s"], denominator: ["played_s", "stall_s"] },
    read: (m) => m.stallRatio,
  },
  { name: "seek_s", label: "seek wait", unit: "s", better: "lower", read: (m) => m.seek },
  { name: "played_s", label: "time playing", unit: "s", better: "neither", read: (m) => m.played },
  { name: "media_s", label: "media shown", unit: "s", better: "neither", read: (m) => m.media },
  { name: "watched_s", label: "time watched", unit: "s", better: "neither", read: (m) => m.watched },
  { name: "completion", label: "completion", unit: "", better: "higher", read: (m) => m.completion },
  {
    name: "mean_bitrate_kbps",
    label: "mean bitrate",
    unit: "kbit/s",
    better: "higher",
    read: (m) => kbps(m.meanBitrate),
  },
  { name: "switches", label: "switches", unit: "", better: "lower", read: (m) => m.switches },
  {
    name: "switch_kbps",
    label: "bitrate changed",
    unit: "kbit/s",
    better: "lower",
    read: (m) => kbps(m.switchMagnitude),
  },
  { name: "upswitches", label: "up-switches", unit: "", better: "neither", read: (m) => m.upswitches },
  { name: "downswitches", label: "down-switches", unit: "", better: "neither", read: (m) => m.downswitches },
  {
    name: "downloaded_bytes",
    label: "downloaded",
    unit: "bytes",
    better: "neither",
    read: (m) => bytesFromBits(m.downloaded),
  },
  {
    name: "wasted_bytes",
    label: "never shown",
    unit: "bytes",
    better: "lower",
    read: (m) => bytesFromBits(m.wasted),
  },
  { name: "requests", label: "requests", unit: "", better: "neither", read: (m) => m.requests },
  { name: "abandoned", label: "abandoned requests", unit: "", better: "neither", read: (m) => m.abandoned },
  {
    name: "failed_requests",
    label: "failed requests",
    unit: "",
    better: "lower",
    read: (m) => m.failedRequests,
  },
  { name: "mean_buffer_s", label: "mean buffer", unit: "s", better: "neither", read: (m) => m.meanBuffer },
];
