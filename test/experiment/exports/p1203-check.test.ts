import { describe, expect, it } from "vitest";
import { exportsNamed } from "../../../src/experiment/exports/names.js";
import { checkForP1203 } from "../../../src/experiment/exports/p1203-check.js";
import type { Level, Video } from "../../../src/model/video.js";
import { arm, plan, video } from "../plans.js";

const FULL = { width: 640, height: 360, frameRate: 24, codec: "avc1.64001f" };
const videoOf = (levels: readonly Partial<Level>[], segments = 20): Video => {
  const base = video("v", segments);
  return { ...base, levels: base.levels.map((level, place) => ({ ...level, ...levels[place] })) };
};
const check = (...videos: readonly Video[]) => checkForP1203(plan({ videos }));

describe("what P.1203 has to know of a video", () => {
  it("is all there: nothing to say", () => {
    expect(check(videoOf([FULL, FULL, FULL]))).toEqual([]);
  });

  it("is refused where it is missing, with the keys to add", () => {
    expect(() => check(videoOf([FULL, { width: 640 }, FULL]))).toThrow(
      "--export p1203: video v, level 1 (1000 kbit/s): expected width, height and frameRate, which P.1203 judges by, got no height, no frameRate. Say them",
    );
  });

  it("is refused where the codec is one that nobody has a model of", () => {
    expect(() => check(videoOf([FULL, FULL, { ...FULL, codec: "av01.0" }]))).toThrow(
      /level 2 \(3000 kbit\/s\), codec: expected H\.264 .*, got "av01\.0"/,
    );
  });

  it("is warned of where something is assumed or not the standard's, once a video", () => {
    const { codec, ...silent } = FULL;
    expect(check(videoOf([silent, silent, { ...FULL, codec: "hvc1.1" }], 300))).toEqual([
      "P.1203: v does not say the codec of all levels: H.264 is written for them.",
      "P.1203: v has levels that are not H.264, which only the software's codec extension judges.",
      "P.1203: v lasts 10 min; overall scores are validated for up to 5.",
    ]);
  });

  it("is not asked of videos that nobody plays", () => {
    expect(check(videoOf([FULL, FULL, FULL]), video("unused", 3))).toEqual([]);
  });

  it("is asked of the video that a client has of its own", () => {
    const own = arm("bb");
    const clients = [{ ...own.players[0]!, client: "one", video: 1 }];
    const videos = [videoOf([FULL, FULL, FULL]), { ...video("own", 3) }];
    expect(() => checkForP1203(plan({ videos, arms: [{ ...own, players: clients }] }))).toThrow(/video own/);
  });
});

it("is bounded in files", () => {
  const videos = [videoOf([FULL, FULL, FULL])];
  expect(() => checkForP1203(plan({ videos, replicates: 1667 }))).toThrow(
    /at most 10000 sessions, each of which is a file, got 10002\. Choose some/,
  );
});

it("knows its name, and tells another from it", () => {
  expect(exportsNamed(["p1203", "p1203"])).toEqual(["p1203"]);
  expect(() => exportsNamed(["p1204"])).toThrow(
    '--export: expected a known export, got "p1204". Did you mean "p1203"?',
  );
});
