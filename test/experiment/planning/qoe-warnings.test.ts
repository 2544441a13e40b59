import { expect, it } from "vitest";
import { qoeWarnings } from "../../../src/experiment/planning/qoe-warnings.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";
import { arm, plan, qoe, video } from "../plans.js";

const measured = (name: string): Video => {
  const bare = video(name, 3);
  return videoFromSegments({ ...bare, quality: { ssim: bare.sizes.map((row) => row.map(() => 0.9)) } });
};

it("names each model once, with what it has no answer for and what it needs", () => {
  const videos = [video("plain", 3), measured("measured")];
  const both = [arm("one", "bb", [0, 1]), arm("other", "bb", [0, 1])];
  expect(qoeWarnings(plan({ videos, arms: both, qoe: qoe("linear", "ssim", "hd", "live") }))).toEqual([
    "QoE ssim has no answer for plain: it needs the SSIM of each segment.",
    "QoE hd has no answer for plain, a ladder of 500, 1000, 3000 kbit/s; measured, a ladder of 500, 1000, 3000 kbit/s: it needs levels of 300, 750, 1200, 1850, 2850, 4300 kbit/s and no others.",
    "QoE live has no answer for sessions that are not live: it needs live content.",
  ]);
});

it("says nothing where every session has an answer, and nothing of videos that nobody plays", () => {
  const videos = [video("plain", 3), measured("measured")];
  expect(qoeWarnings(plan({ videos, arms: [arm("one", "bb", [1])], qoe: qoe("composite", "ssim") }))).toEqual(
    [],
  );
});

it("counts what it does not name", () => {
  const videos = ["a", "b", "c", "d", "e"].map((name) => video(name, 3));
  const arms = [arm("one", "bb", [0, 1, 2, 3, 4])];
  expect(qoeWarnings(plan({ videos, arms, qoe: qoe("comyco") }))).toEqual([
    "QoE comyco has no answer for a; b; c, and 2 more: it needs the VMAF of each segment.",
  ]);
});
