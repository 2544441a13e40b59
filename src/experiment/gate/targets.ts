/** A published set of limits: its name, where it stands, and its thresholds. */
export interface TargetSet {
  readonly name: string;
  readonly source: string;
  readonly thresholds: readonly string[];
}

/**
 * What a Netflix-like platform holds itself to (document 003, section 4.3, "Target QoE Metrics (p95)"): the 95th
 * percentile of sessions, of the bitrate the 5th, and the mean completion. Beside its 0.5 % of rebuffering the document
 * says "30 seconds per hour", which would be 0.83 %.
 */
const targets003: TargetSet = {
  name: "targets-003",
  source: "source document 003, section 4.3",
  thresholds: [
    "startup_s.p95<2",
    "stall_ratio.p95<0.5%",
    "stall_count.p95<1",
    "switches.p95<5",
    "mean_bitrate_kbps.p5>3000",
    "completion.mean>80%",
  ],
};

/**
 * Key performance indicators of a video platform (document 001, "Streaming Quality Metrics" and "User Experience
 * Metrics"), which says no percentiles: means, the rebuffering rate as a ratio of sums, and as errors the share of
 * sessions that failed or starved.
 */
const targets001: TargetSet = {
  name: "targets-001",
  source: "source document 001, key performance indicators",
  thresholds: ["startup_s.mean<1", "stall_ratio.mean<1%", "completion.mean>85%", "errors<0.1%"],
};

export const TARGET_NAMES = ["targets-003", "targets-001"] as const;

/** By name. */
export const TARGET_SETS: Readonly<Record<(typeof TARGET_NAMES)[number], TargetSet>> = {
  "targets-003": targets003,
  "targets-001": targets001,
};
