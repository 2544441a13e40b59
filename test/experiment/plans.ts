import type { Plan, PlannedArm } from "../../src/experiment/plan.js";
import type { QoeSource } from "../../src/experiment/qoe-source.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

export function trace(set: string, file: string, mbps: readonly number[]): Trace {
  return traceFromIntervals(
    { name: `${set}/${file}`, set },
    mbps.map((rate) => ({ duration: 5, bandwidth: rate * 1e6 })),
  );
}

export function video(name: string, segments: number): Video {
  const bitrates = [0.5e6, 1e6, 3e6];
  return videoFromSegments({
    name,
    levels: bitrates.map((bitrate) => ({ bitrate })),
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.from(bitrates, (bitrate) => bitrate * 2)),
    sizesAre: "exact",
  });
}

const SETTINGS: SessionSettings = {
  player: { startupBuffer: 2, resumeBuffer: 2, maxBuffer: 20, starvedAfter: 600 },
  network: {},
  viewer: {},
};

export function arm(name: string, policy = "bb", videos: readonly number[] = [0]): PlannedArm {
  const player = { policy: { kind: "library" as const, name: policy }, options: {}, settings: SETTINGS };
  return { name, players: [{ ...player, startAt: 0 }], videos };
}

/** An arm of several clients on one link, each by its policy. */
export function group(name: string, ...policies: readonly string[]): PlannedArm {
  const players = policies.map((policy, index) => ({
    ...arm(name, policy).players[0]!,
    client: `${policy} ${index + 1}`,
  }));
  return { name, players, videos: [0] };
}

/** Models of the library. */
export const qoe = (...names: readonly string[]): QoeSource[] =>
  names.map((name) => ({ kind: "library", name }));

/** Three traces of two sets, one video, two arms, one replicate. */
export function plan(parts: Partial<Plan> = {}): Plan {
  return {
    scenario: "test",
    seed: 3,
    replicates: 1,
    traces: [trace("a", "1", [2, 1]), trace("a", "2", [4, 0.4]), trace("b", "1", [1, 6, 0.2])],
    videos: [video("v", 20)],
    arms: [arm("bb"), arm("throughput", "throughput")],
    cdnTraces: [],
    telemetry: false,
    qoe: qoe("composite", "linear"),
    compare: { control: "bb", metrics: ["qoe_linear"] },
    ...parts,
  };
}
