import { bytesFromBits, kbpsFromBps, msFromSeconds } from "../../../src/units.js";
import type { Stream } from "../stream/stream.js";
import { manifestFiles } from "./stream-files.js";

/** What a file of recordings says of their stream. */
export interface StreamEntry {
  readonly segment_duration_ms: number;
  /** As the manifests declare them, which is what players go by. */
  readonly bitrates_kbps: readonly number[];
  /** One list a segment, in it one size a level. */
  readonly segment_sizes_bits: readonly (readonly number[])[];
  readonly init_bytes: readonly number[];
  readonly manifest_bytes: Readonly<Record<string, number>>;
  readonly resolution: string;
  readonly frame_rate: number;
  readonly codec: string;
}

export function streamEntry(stream: Stream): StreamEntry {
  const { levels, segmentDuration, segmentCount, framesPerSecond } = stream;
  const resolutions = [...new Set(levels.map(({ width, height }) => `${width}x${height}`))];
  return {
    segment_duration_ms: msFromSeconds(segmentDuration),
    bitrates_kbps: levels.map(({ declared: { peak, mean = peak } }) => kbpsFromBps(mean)),
    segment_sizes_bits: Array.from({ length: segmentCount }, (_, segment) =>
      levels.map(({ sizes }) => sizes[segment]!),
    ),
    init_bytes: levels.map(({ initSize }) => bytesFromBits(initSize)),
    manifest_bytes: Object.fromEntries(manifestFiles(stream)),
    resolution: resolutions.length === 1 ? `${resolutions[0]} for all levels` : resolutions.join(", "),
    frame_rate: framesPerSecond,
    codec: [...new Set(levels.map(({ codec }) => codec.split(".")[0]!))].join(", "),
  };
}
