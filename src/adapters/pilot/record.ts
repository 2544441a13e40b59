import type { Decision, InFlight, Observation, Sample } from "../../model/policy.js";
import type {
  RecordedCall,
  RecordedDecision,
  RecordedInFlight,
  RecordedLevel,
  RecordedObservation,
  RecordedSample,
  RecordingHeader,
} from "../../model/recording.js";
import type { Level } from "../../model/video.js";

/** A part of a recording before it is written: what may be missing may be undefined, which JSON leaves out. */
export type Unwritten<Part> = Part extends readonly (infer Each)[]
  ? readonly Unwritten<Each>[]
  : Part extends object
    ? { [Key in keyof Part]: Unwritten<Part[Key]> | (object extends Pick<Part, Key> ? undefined : never) }
    : Part;

/** A line of a recording, without its end. */
export const recordedLine = (line: Unwritten<RecordingHeader | RecordedCall>): string => JSON.stringify(line);

export function recordedLevel({ bitrate, peakBitrate, frameRate, ...rest }: Level): Unwritten<RecordedLevel> {
  return {
    bitrate_bps: bitrate,
    peak_bitrate_bps: peakBitrate,
    ...rest,
    frame_rate: frameRate,
  };
}

export function recordedSample({ start, firstByte, end, bits, level }: Sample): RecordedSample {
  return { start_s: start, first_byte_s: firstByte, end_s: end, bits, level };
}

export function recordedInFlight(inFlight: InFlight): Unwritten<RecordedInFlight> {
  const { segment, level, start, firstByte, loaded, total } = inFlight;
  return {
    segment,
    level,
    start_s: start,
    first_byte_s: firstByte,
    loaded_bits: loaded,
    total_bits: total,
  };
}

export function recordedObservation(seen: Observation): Unwritten<RecordedObservation> {
  const { segment, live, device, inFlight, lastLevel } = seen;
  const { index, duration, remaining, sizes } = segment;
  return {
    now_s: seen.now,
    phase: seen.phase,
    buffer_s: seen.buffer,
    max_buffer_s: seen.maxBuffer,
    playback_rate: seen.playbackRate,
    last_level: lastLevel,
    allowed: seen.allowed,
    segment: {
      index,
      duration_s: duration,
      remaining: remaining < Number.POSITIVE_INFINITY ? remaining : undefined,
      sizes_bits: sizes && Array.from(sizes),
    },
    live: live && { latency_s: live.latency, target_s: live.target, edge_s: live.edge },
    device,
    in_flight: inFlight && recordedInFlight(inFlight),
  };
}

export function recordedDecision(decision: Decision): Unwritten<RecordedDecision> {
  const { level, waitSeconds, replaceFrom, reason, estimate } = decision;
  return {
    level,
    wait_s: waitSeconds,
    replace_from_s: replaceFrom,
    reason,
    estimate_bps: estimate,
  };
}
