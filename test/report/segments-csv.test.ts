import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { RequestColumns, SessionLog } from "../../src/model/session.js";
import { videoFromSegments } from "../../src/model/video.js";
import { SEGMENT_COLUMNS, segmentLines, segmentsHeader } from "../../src/report/segments-csv.js";
import { identity } from "./builder.js";

const video = videoFromSegments({
  name: "two-levels",
  levels: [{ bitrate: 1_000_000 }, { bitrate: 2_500_000 }],
  segmentDuration: 2,
  durations: Float64Array.of(2, 2),
  sizes: [Float64Array.of(2e6, 5e6), Float64Array.of(2e6, 5e6)],
  sizesAre: "exact",
});

// Columns are longer than the two requests in them: a workspace that was used before.
const requests: RequestColumns = {
  count: 2,
  segment: Int32Array.of(0, 1, 9),
  level: Int32Array.of(0, 1, 9),
  size: Float64Array.of(2e6, 5e6, 0),
  received: Float64Array.of(2e6, 1e6, 0),
  decided: Float64Array.of(0, 1, 0),
  requested: Float64Array.of(0, 1.25, 0),
  firstByte: Float64Array.of(0.1, Number.NaN, 0),
  finished: Float64Array.of(1, 4, 0),
  bufferBefore: Float64Array.of(0, 1.75, 0),
  bufferAfter: Float64Array.of(2, 0, 0),
  estimate: Float64Array.of(Number.NaN, 1_500_000, 0),
  outcome: Uint8Array.of(0, 1, 0),
  reason: [undefined, undefined, undefined],
};
const log: SessionLog = {
  end: { status: "quit", at: 4 },
  requests,
  states: { count: 0, time: new Float64Array(), state: new Uint8Array() },
  clampedDecisions: 0,
};

describe("segments.csv", () => {
  const lines = segmentLines({
    identity: identity({ trace: "a,b" }),
    log,
    video,
    outcomes: ["played", "discarded"],
    stalls: [0, 0.5],
  });
  const rows = parse(segmentsHeader() + lines, { columns: true }) as Record<string, string>[];

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
      trace: "a,b",
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
});
