import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { RequestFate } from "../../src/metrics/request-fates.js";
import { videoFromSegments } from "../../src/model/video.js";
import { CsvBytes } from "../../src/report/csv-bytes.js";
import { SEGMENT_COLUMNS, segmentsHeader, writeSegmentLines } from "../../src/report/segments-csv.js";
import { whoseCells } from "../../src/report/sessions-csv.js";
import { AUDIO_BITRATE, logOf } from "../support/logs.js";
import { identity } from "./builder.js";

const video = videoFromSegments({
  name: "two-levels",
  levels: [{ bitrate: 1_000_000 }, { bitrate: 2_500_000 }],
  segmentDuration: 2,
  durations: Float64Array.of(2, 2),
  sizes: [Float64Array.of(2e6, 5e6), Float64Array.of(2e6, 5e6)],
  sizesAre: "exact",
});

const log = logOf({
  video,
  states: [
    ["starting", 0, 0],
    ["playing", 1, 0],
    ["quit", 4, 2],
  ],
  requests: [
    { segment: 0, firstByte: 0.1, finished: 1, bufferAfter: 2 },
    {
      segment: 1,
      level: 1,
      decided: 1,
      requested: 1.25,
      finished: 4,
      received: 1e6,
      bufferBefore: 1.75,
      estimate: 1_500_000,
      outcome: "cut",
    },
  ],
  audio: [{ segment: 0, finished: 0.5 }],
});

function written(fates: readonly RequestFate[], audioBitrate?: number) {
  const whose = whoseCells(identity({ trace: "a,b" }));
  const session = { whose, replicate: 3, log, video, fates };
  const bytes = new CsvBytes();
  writeSegmentLines(audioBitrate === undefined ? session : { ...session, audioBitrate }, bytes);
  const lines = new TextDecoder().decode(bytes.take());
  return parse(segmentsHeader() + lines, { columns: true }) as Record<string, string>[];
}

describe("segments.csv", () => {
  const rows = written([
    { media: "video", row: 0, outcome: "played", stall: 0 },
    { media: "video", row: 1, outcome: "discarded", stall: 0.5 },
  ]);

  it("has the published columns in the published order", () => {
    expect(segmentsHeader()).toBe(
      "scenario,policy,trace_set,trace,video,replicate,media,index,level,bitrate_kbps,size_bytes,requested_s," +
        "first_byte_s,finished_s,wait_s,buffer_before_s,buffer_after_s,stall_s,estimate_kbps,outcome\n",
    );
    expect(Object.keys(rows[0]!)).toEqual([...SEGMENT_COLUMNS]);
  });

  it("writes a row a request, converted to the units of the columns", () => {
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      policy: "ewma",
      trace: "a,b",
      replicate: "3",
      media: "video",
      index: "0",
      bitrate_kbps: "1000",
      size_bytes: "250000",
      first_byte_s: "0.1",
      wait_s: "0",
      outcome: "played",
    });
    expect(rows[1]).toMatchObject({
      level: "1",
      bitrate_kbps: "2500",
      size_bytes: "625000",
      requested_s: "1.25",
      finished_s: "4",
      wait_s: "0.25",
      buffer_before_s: "1.75",
      stall_s: "0.5",
      estimate_kbps: "1500",
      outcome: "discarded",
    });
  });

  it("leaves the estimate and the first byte empty where there were none", () => {
    expect(rows[0]).toMatchObject({ estimate_kbps: "" });
    expect(rows[1]).toMatchObject({ first_byte_s: "" });
  });

  it("writes both tracks in the order given, audio at its own bitrate", () => {
    const fates: RequestFate[] = [
      { media: "audio", row: 0, outcome: "played", stall: 0 },
      { media: "video", row: 0, outcome: "played", stall: 0 },
    ];
    expect(written(fates, AUDIO_BITRATE)).toMatchObject([
      { media: "audio", index: "0", level: "0", bitrate_kbps: "100", size_bytes: "25000", finished_s: "0.5" },
      { media: "video", index: "0", level: "0", bitrate_kbps: "1000", finished_s: "1" },
    ]);
    expect(written(fates)[0]).toMatchObject({ media: "audio", bitrate_kbps: "" });
  });
});
