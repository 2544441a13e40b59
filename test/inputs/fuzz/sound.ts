import type { Trace } from "../../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";

function check(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`expected ${rule}`);
}

const isPositive = (value: number): boolean => value > 0 && value < Number.POSITIVE_INFINITY;
const isRate = (value: number): boolean => value === 0 || isPositive(value);

/** @throws Error for a trace that nothing should make */
export function checkTrace({ durations, bandwidths, latencies, losses }: Trace): void {
  check(durations.length > 0, "an interval");
  check(durations.every(isPositive), "durations over 0 s");
  check(isPositive(durations.reduce((sum, each) => sum + each, 0)), "an end");
  for (const column of [bandwidths, latencies, losses])
    check(column === undefined || column.length === durations.length, "columns of one length");
  check(bandwidths.every(isRate), "capacities from 0 bit/s on");
  check(latencies?.every(isRate) ?? true, "latencies from 0 s on");
  check(losses?.every((loss) => loss >= 0 && loss <= 1) ?? true, "losses from 0 to 1");
}

/** @throws Error for a video that nothing should make */
export function checkVideo(video: Video): void {
  check(typeof video.name === "string" && video.name !== "", "a name");
  check(isPositive(video.segmentDuration), "a segment duration over 0 s");
  check(isPositive(video.duration), "an end");
  // It refuses what is out of range.
  videoFromSegments(video);
}
