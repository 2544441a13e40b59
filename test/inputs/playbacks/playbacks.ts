/** A stream of two segments, and one playback whose requests are not in order. */
export const PLAYBACKS = `{
  "stream": {
    "segment_duration_ms": 4000, "resolution": "480x270",
    "bitrates_kbps": [300, 750],
    "segment_sizes_bits": [[1308472, 3268696], [1227008, 2945216]],
    "init_bytes": [834, 835],
    "manifest_bytes": { "master.m3u8": 473 }
  },
  "recordings": [{
    "player": "hlsjs", "version": "1.7.4", "trace": "trace-dsl-1.json", "latency_s": 0.04, "startup_s": 1.434,
    "stall_s": 0.5, "stall_count": 1, "levels": [0, 1],
    "events": [["waiting", 0.31, 0], ["playing", 1.434, 0.01]],
    "requests": [
      { "kind": "manifest", "path": "master.m3u8", "start_s": 0, "first_byte_s": 0.04, "end_s": 0.045, "bytes": 473 },
      { "kind": "segment", "level": 1, "segment": 1, "start_s": 1.46, "first_byte_s": null, "end_s": null, "bytes": 368152, "aborted_s": 1.49, "sent_bytes": 0 },
      { "kind": "init", "level": 0, "start_s": 0.1, "first_byte_s": 0.14, "end_s": 0.141, "bytes": 834 }
    ]
  }]
}
`;
