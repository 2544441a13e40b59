import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";

const FOLDER = join(import.meta.dirname, "../fixtures/oracles");

export function readOracle<T>(name: string): T {
  return JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as T;
}

export function oracleTrace(name: string): Trace {
  const rows = readOracle<{ duration_ms: number; bandwidth_kbps: number; latency_ms: number }[]>(name);
  return traceFromIntervals(
    { name: `oracles/${name}`, set: "oracles" },
    rows.map((row) => ({
      duration: row.duration_ms / 1000,
      bandwidth: row.bandwidth_kbps * 1000,
      latency: row.latency_ms / 1000,
    })),
  );
}

/** @param convert what to make of each size in bits */
export function oracleVideo(name: string, segments?: number, convert = (bits: number) => bits): Video {
  const movie = readOracle<{
    segment_duration_ms: number;
    bitrates_kbps: number[];
    segment_sizes_bits: number[][];
  }>(name);
  const rows = movie.segment_sizes_bits.map((row) => Float64Array.from(row, convert));
  const sizes = rows.slice(0, segments);
  return videoFromSegments({
    name,
    levels: movie.bitrates_kbps.map((kbps) => ({ bitrate: kbps * 1000 })),
    segmentDuration: movie.segment_duration_ms / 1000,
    durations: new Float64Array(sizes.length).fill(movie.segment_duration_ms / 1000),
    sizes,
    sizesBeyond: rows.slice(sizes.length),
    sizesAre: "exact",
  });
}
