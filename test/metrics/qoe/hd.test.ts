import { expect, it } from "vitest";
import { settingsOfProfile } from "../../../src/experiment/scenario/index.js";
import { hd } from "../../../src/metrics/qoe/hd.js";
import { shown, videoOf } from "./shown.js";

const PENSIEVE = [300, 750, 1200, 1850, 2850, 4300];
const settings = settingsOfProfile("reference");

it("gives each bitrate of Pensieve's ladder its points", () => {
  const video = videoOf(PENSIEVE, 2);
  const points = PENSIEVE.map((_, level) => hd.score(shown({ video, levels: [level] })));
  expect(points).toEqual([1, 2, 3, 12, 15, 20]);
});

it("takes 8 a second stalled and the changes of points", () => {
  const video = videoOf(PENSIEVE, 4);
  expect(hd.score(shown({ video, levels: [0, 3, 2, 5], startup: 2, stalls: [0, 0.5] }))).toBeCloseTo(
    1 + 12 + 3 + 20 - 8 * 0.5 - (11 + 9 + 17),
    9,
  );
});

it("answers for a part of that ladder", () => {
  const video = videoOf([300, 1850], 2);
  expect(hd.score(shown({ video, levels: [0, 1] }))).toBe(13 - 11);
  expect(hd.needs?.lackedBy(video, settings)).toBeUndefined();
});

it.each([[[300, 750, 1200, 1850, 2850, 4301]], [[230]], [[...PENSIEVE, 8000]]])(
  "has no answer for a ladder of %j, and names it",
  (kbps) => {
    const video = videoOf(kbps, 2);
    expect(hd.score(shown({ video, levels: [0, 0] }))).toBeUndefined();
    expect(hd.additivity).toMatchObject({ kind: "additive" });
    expect(hd.needs?.lackedBy(video, settings)).toBe(`video, a ladder of ${kbps.join(", ")} kbit/s`);
  },
);
