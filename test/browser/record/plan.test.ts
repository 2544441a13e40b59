import { expect, it } from "vitest";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { batchesOf, planOf, titleOf } from "./plan.js";
import { progressLine } from "./progress-line.js";
import type { Outcome } from "./record-all.js";
import { recordingsOf, recordingsText } from "./recordings-text.js";

const trace = traceFromIntervals({ name: "t", set: "s" }, [{ duration: 1, bandwidth: 1e6 }]);
const plan = planOf(
  [
    { name: "a.csv", trace },
    { name: "b.csv", trace },
  ],
  ["hlsjs", "shaka"],
  1,
);

it("plays each trace with each player, and then all of it again", () => {
  expect(plan.map(titleOf)).toEqual([
    "hlsjs over a.csv",
    "shaka over a.csv",
    "hlsjs over b.csv",
    "shaka over b.csv",
    "hlsjs over a.csv, repeat 1",
    "shaka over a.csv, repeat 1",
    "hlsjs over b.csv, repeat 1",
    "shaka over b.csv, repeat 1",
  ]);
});

it("plays so many side by side, and what is left over last", () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});

it("names a session that failed, and why", () => {
  const failed: Outcome = { planned: plan[1]!, failure: "Shaka: gave up" };
  expect(progressLine(failed, 3, 8)).toBe("3 of 8: shaka over a.csv: failed: Shaka: gave up");
});

it("writes what has been played so far, one play a line, in the order of the plan", () => {
  const played = (at: number): Outcome => ({
    planned: plan[at]!,
    complaints: [],
    recording: {
      player: plan[at]!.player,
      version: "1",
      trace: plan[at]!.name,
      latency_s: 0.04,
      startup_s: at,
      stall_s: 0,
      stall_count: 0,
      dropped_frames: 0,
      levels: [],
      events: [],
      requests: [],
    },
  });
  const stream = {
    segment_duration_ms: 2000,
    bitrates_kbps: [],
    segment_sizes_bits: [],
    init_bytes: [],
    manifest_bytes: {},
    resolution: "",
    frame_rate: 25,
    codec: "avc1",
  };
  const outcomes = new Map([played(5), played(2), played(0)].map((each) => [each.planned, each]));
  const text = recordingsText(recordingsOf(stream, plan, outcomes));
  expect(JSON.parse(text)).toMatchObject({
    stream,
    recordings: [{ startup_s: 0 }, { startup_s: 2 }],
    repeats: [{ startup_s: 5 }],
  });
  expect(text.split("\n").filter((line) => line.startsWith('{"player":'))).toHaveLength(3);
  expect(JSON.parse(recordingsText(recordingsOf(stream, plan, new Map())))).toEqual({
    stream,
    recordings: [],
    repeats: [],
  });
});
