import { describe, expect, it } from "vitest";
import type { ElementEvent } from "../harness/protocol.js";
import type { ServedRequest } from "../harness/request-log.js";
import type { Stream } from "../stream/stream.js";
import { type RecordedSession, recordingOf } from "./recording.js";
import { streamEntry } from "./stream-entry.js";
import { streamFiles } from "./stream-files.js";

/** Two segments of 2 s at two levels, of 1000 and 1001, and of 2000 and 2001 bytes. */
const stream: Stream = {
  folder: "nowhere",
  levels: [0, 1].map((level) => ({
    width: 480,
    height: 270,
    codec: "avc1.42c015",
    sizes: [8000 * (level + 1), 8000 * (level + 1) + 8],
    bitrate: 4002 * (level + 1),
    peakBitrate: 4004 * (level + 1),
    declared: { peak: 4000 * (level + 1) },
    initSize: 800,
  })),
  segmentDuration: 2,
  segmentCount: 2,
  framesPerSecond: 25,
};
const files = streamFiles(stream);

const served = (request: Partial<ServedRequest> & Pick<ServedRequest, "kind" | "path">): ServedRequest => ({
  startedMs: 0,
  bytes: files.get(request.path.replace("stream/", "")) ?? 0,
  aborted: false,
  ...request,
});

const segment = (level: number, index: number, times: Partial<ServedRequest>): ServedRequest =>
  served({ kind: "segment", path: `stream/${level}/${index + 1}.m4s`, level, segment: index, ...times });

const event = (name: ElementEvent["name"], atMs: number, positionSeconds: number): ElementEvent => ({
  name,
  atMs,
  positionSeconds,
});

/** The page's clock is 1000 ms ahead of the trace's. */
const session: RecordedSession = {
  stream,
  pageClockOffsetMs: -1000,
  requests: [
    served({ kind: "other", path: "index.html", startedMs: -900, firstByteMs: -899, endMs: -899 }),
    served({ kind: "manifest", path: "stream/stream.mpd", startedMs: 0, firstByteMs: 40, endMs: 44.64444 }),
    served({
      kind: "init",
      path: "stream/0/init.mp4",
      level: 0,
      startedMs: 50,
      firstByteMs: 90,
      endMs: 91,
    }),
    segment(0, 0, { startedMs: 60, firstByteMs: 100, endMs: 200 }),
    segment(1, 1, { startedMs: 210, firstByteMs: 250, endMs: 300, bytes: 345, aborted: true }),
    segment(0, 1, { startedMs: 310, firstByteMs: 350, endMs: 400 }),
    segment(1, 0, { startedMs: 410, firstByteMs: 450, endMs: 600 }),
    segment(1, 1, { startedMs: 700, bytes: 0 }),
    segment(0, 0, { startedMs: 5000, firstByteMs: 5040, endMs: 5100 }),
  ],
  value: {
    version: "1.2.3",
    droppedFrames: 3,
    events: [
      event("waiting", 950, 0),
      event("playing", 1250, 0.01),
      event("waiting", 3150, 1.9),
      event("playing", 3400.4444, 1.9),
      event("ended", 5500, 4),
    ],
  },
};

const recording = recordingOf(
  { player: "dashjs", trace: "steps.csv", latencyMs: 40, policy: "bola" },
  session,
);

describe("a recording", () => {
  it("tells times from the first request, and the waits of the element", () => {
    expect(recording).toMatchObject({
      player: "dashjs",
      policy: "bola",
      version: "1.2.3",
      trace: "steps.csv",
      latency_s: 0.04,
      startup_s: 0.25,
      stall_s: 0.25,
      stall_count: 1,
      dropped_frames: 3,
      events: [
        ["waiting", 0, 0],
        ["playing", 0.25, 0.01],
        ["waiting", 2.15, 1.9],
        ["playing", 2.4, 1.9],
        ["ended", 4.5, 4],
      ],
    });
  });

  it("has every request for the stream until the end, and none for pages", () => {
    expect(recording.requests.map(({ path, start_s }) => [path, start_s])).toEqual([
      ["stream.mpd", 0],
      ["0/init.mp4", 0.05],
      ["0/1.m4s", 0.06],
      ["1/2.m4s", 0.21],
      ["0/2.m4s", 0.31],
      ["1/1.m4s", 0.41],
      ["1/2.m4s", 0.7],
    ]);
    expect(recording.requests[0]).toEqual({
      kind: "manifest",
      path: "stream.mpd",
      start_s: 0,
      first_byte_s: 0.04,
      end_s: 0.0446,
      bytes: files.get("stream.mpd"),
    });
  });

  it("tells when a request was given up, and what had come by then; one under way at the end, then", () => {
    expect(recording.requests[3]).toEqual({
      kind: "segment",
      path: "1/2.m4s",
      level: 1,
      segment: 1,
      start_s: 0.21,
      first_byte_s: 0.25,
      end_s: null,
      bytes: 2001,
      aborted_s: 0.3,
      sent_bytes: 345,
    });
    expect(recording.requests[6]).toMatchObject({
      first_byte_s: null,
      end_s: null,
      aborted_s: 4.5,
      sent_bytes: 0,
    });
  });

  it("has the level of each segment as it last came whole", () => {
    expect(recording.levels).toEqual([1, 0]);
  });

  it("is none of a segment that never came, nor of what the stream does not have", () => {
    const subject = { player: "hlsjs", trace: "t", latencyMs: 40 };
    const { requests } = session;
    expect(() => recordingOf(subject, { ...session, requests: requests.slice(0, 4) })).toThrow(
      "segment 1 never came whole",
    );
    const stranger = segment(0, 7, { startedMs: 1, firstByteMs: 41, endMs: 41 });
    expect(() => recordingOf(subject, { ...session, requests: [...requests, stranger] })).toThrow(
      "asked for 0/8.m4s, which the stream does not have",
    );
  });
});

it("says of the stream what players can know of it", () => {
  const { manifest_bytes, ...entry } = streamEntry(stream);
  expect(entry).toEqual({
    segment_duration_ms: 2000,
    bitrates_kbps: [4, 8],
    segment_sizes_bits: [
      [8000, 16000],
      [8008, 16008],
    ],
    init_bytes: [100, 100],
    resolution: "480x270 for all levels",
    frame_rate: 25,
    codec: "avc1",
  });
  expect(Object.keys(manifest_bytes)).toEqual(["master.m3u8", "0/media.m3u8", "1/media.m3u8", "stream.mpd"]);
});
