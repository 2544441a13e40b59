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

/** A recording's lines, without line ends. */
export const headerLine = (header: RecordingHeader): string => JSON.stringify(header);
export const callLine = (call: RecordedCall): string => JSON.stringify(call);

export function recordedLevel({ bitrate, peakBitrate, frameRate, ...rest }: Level): RecordedLevel {
  return {
    bitrate_bps: bitrate,
    ...(peakBitrate !== undefined && { peak_bitrate_bps: peakBitrate }),
    ...rest,
    ...(frameRate !== undefined && { frame_rate: frameRate }),
  };
}

export function recordedSample({ start, firstByte, end, bits, level }: Sample): RecordedSample {
  return { start_s: start, first_byte_s: firstByte, end_s: end, bits, level };
}

export function recordedInFlight(inFlight: InFlight): RecordedInFlight {
  const { segment, level, start, firstByte, loaded, total } = inFlight;
  return {
    segment,
    level,
    start_s: start,
    ...(firstByte !== undefined && { first_byte_s: firstByte }),
    loaded_bits: loaded,
    ...(total !== undefined && { total_bits: total }),
  };
}

export function recordedObservation(seen: Observation): RecordedObservation {
  const { segment, live, device, inFlight, lastLevel } = seen;
  const { index, duration, remaining, sizes } = segment;
  return {
    now_s: seen.now,
    phase: seen.phase,
    buffer_s: seen.buffer,
    max_buffer_s: seen.maxBuffer,
    playback_rate: seen.playbackRate,
    ...(lastLevel !== undefined && { last_level: lastLevel }),
    allowed: seen.allowed,
    segment: {
      index,
      duration_s: duration,
      ...(remaining < Number.POSITIVE_INFINITY && { remaining }),
      ...(sizes && { sizes_bits: Array.from(sizes) }),
    },
    ...(live && { live: { latency_s: live.latency, target_s: live.target, edge_s: live.edge } }),
    ...(device && { device }),
    ...(inFlight && { in_flight: recordedInFlight(inFlight) }),
  };
}

export function recordedDecision(decision: Decision): RecordedDecision {
  const { level, waitSeconds, replaceFrom, reason, estimate } = decision;
  return {
    level,
    ...(waitSeconds !== undefined && { wait_s: waitSeconds }),
    ...(replaceFrom !== undefined && { replace_from_s: replaceFrom }),
    ...(reason !== undefined && { reason }),
    ...(estimate !== undefined && { estimate_bps: estimate }),
  };
}
