/** A session of a recording, line by line, with everything that there can be. */
export const HEADER = {
  abrsim_recording: 1,
  abrsim: "0.1.0",
  player: "hls.js 1.7.4",
  policy: "bola",
  options: { gammaP: 5 },
  policy_sha256: "ab".repeat(32),
  mode: "shadow",
  seed: 7,
  media: "video",
  segment_duration_s: 4,
  max_buffer_s: 30,
  hour: 21,
  levels: [
    { bitrate_bps: 1e6, name: "360p", width: 640, height: 360 },
    { bitrate_bps: 2e6, peak_bitrate_bps: 3e6, frame_rate: 29.97, codec: "avc1.64001f" },
  ],
};

export const OBSERVATION = {
  now_s: 1.5,
  phase: "startup",
  buffer_s: 0,
  max_buffer_s: 30,
  playback_rate: 1,
  last_level: 0,
  allowed: [0, 1],
  segment: { index: 3, duration_s: 4, remaining: 9, sizes_bits: [4e6, 8e6] },
  live: { latency_s: 5, target_s: 3, edge_s: 100 },
  device: { maxHeight: 720, battery: 0.5, connection: "wifi", droppedFrames: 1, totalFrames: 100 },
  in_flight: { segment: 2, level: 1, start_s: 1, loaded_bits: 10 },
};

export const SAMPLE = { start_s: 0.1, first_byte_s: 0.2, end_s: 1.1, bits: 4e6, level: 0 };

export const CALLS = {
  sizes: { call: "sizes", segment: 3, sizes_bits: [4e6, 8e6] },
  decide: {
    call: "decide",
    observation: OBSERVATION,
    decision: { level: 1, wait_s: 0.5, replace_from_s: 8, reason: "buffer", estimate_bps: 3e6 },
    level: 1,
    player_level: 0,
  },
  sample: { call: "sample", sample: SAMPLE, observation: OBSERVATION },
  progress: {
    call: "progress",
    in_flight: {
      segment: 3,
      level: 1,
      start_s: 2,
      first_byte_s: 2.1,
      loaded_bits: 1e6,
      total_bits: 8e6,
    },
    observation: OBSERVATION,
    abandon_to: 0,
  },
  idle: { call: "idle", idle_s: 0.25 },
  stall: { call: "stall", at_s: 6 },
  seek: { call: "seek", to_s: 20 },
};

export const textOf = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");
