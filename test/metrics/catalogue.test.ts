import { expect, it } from "vitest";
import { SESSION_COLUMNS } from "../../src/metrics/catalogue.js";
import type { SessionMetrics } from "../../src/model/metrics.js";

it("each column reads its own metric, in the unit of its name", () => {
  const metrics: SessionMetrics = {
    status: "completed",
    startup: 1,
    stall: 2,
    stallCount: 3,
    stallRatio: 0.4,
    seek: 5,
    played: 6,
    media: 7,
    watched: 8,
    completion: 0.9,
    meanBitrate: 10_000,
    switches: 11,
    switchMagnitude: 12_000,
    upswitches: 13,
    downswitches: 14,
    downloaded: 15 * 8,
    wasted: 16 * 8,
    requests: 17,
    abandoned: 18,
    failedRequests: 19,
    meanBuffer: 20,
  };
  expect(Object.fromEntries(SESSION_COLUMNS.map((column) => [column.name, column.read(metrics)]))).toEqual({
    startup_s: 1,
    stall_s: 2,
    stall_count: 3,
    stall_ratio: 0.4,
    seek_s: 5,
    played_s: 6,
    media_s: 7,
    watched_s: 8,
    completion: 0.9,
    mean_bitrate_kbps: 10,
    switches: 11,
    switch_kbps: 12,
    upswitches: 13,
    downswitches: 14,
    downloaded_bytes: 15,
    wasted_bytes: 16,
    requests: 17,
    abandoned: 18,
    failed_requests: 19,
    mean_buffer_s: 20,
  });
});
