import { expect, it } from "vitest";
import { settingsOfProfile } from "../../../src/experiment/scenario/index.js";
import { live } from "../../../src/metrics/qoe/live.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import { logOf, type RequestSpec, type StateSpec } from "../../support/logs.js";
import { shown, videoOf } from "./shown.js";

const video = videoOf([300, 1000], 10);

function scoreOf(states: readonly StateSpec[], requests: readonly RequestSpec[], liveEdge: number) {
  const log = logOf({ states, requests, liveEdge, video });
  return live.score({ ...measureSession(log, video), log, video });
}

it("adds what segments bring, less latency, speed, stalls and changes", () => {
  // The edge is at 1 s when play is pressed, and playback starts 0.5 s later at 0: 1.5 s behind. The first segment is shown
  // at normal speed, the second at 1.25, which brings it 0.4 s nearer: 1.3 s behind on the average. Then 1 s of stall,
  // and the third at normal speed, 2.1 s behind.
  const score = scoreOf(
    [
      ["starting", 0, 0],
      ["playing", 0.5, 0],
      ["playing", 2.5, 2, 1.25],
      ["rebuffering", 4.1, 4],
      ["playing", 5.1, 4],
      ["ended", 7.1, 6],
    ],
    [
      { segment: 0, level: 0, finished: 0.5 },
      { segment: 1, level: 1, finished: 1 },
      { segment: 2, level: 1, finished: 5.1 },
    ],
    1,
  );
  const brought = 2 * (300 + 1000 + 1000);
  expect(score).toBeCloseTo(brought - 0.01 * (1.5 + 1.3 + 2.1) - 300 * 0.25 - 1000 * 1 - 0.02 * 700, 9);
});

it("charges latency half as much up to 1.1 s", () => {
  const at = (edge: number) =>
    scoreOf(
      [
        ["starting", 0, 0],
        ["playing", 0, 0],
        ["ended", 2, 2],
      ],
      [{ segment: 0, finished: 0 }],
      edge,
    );
  expect(at(1.1)).toBeCloseTo(600 - 0.005 * 1.1, 9);
  expect(at(1.2)).toBeCloseTo(600 - 0.01 * 1.2, 9);
});

it("takes means over the time in which a segment was shown, stalls within it left out", () => {
  // Half of it at normal speed 1 s behind, a stall of 2 s, the other half 3 s behind at 0.8: 1.25 s, in which it falls
  // back by 0.25 s more.
  const score = scoreOf(
    [
      ["starting", 0, 0],
      ["playing", 0, 0],
      ["rebuffering", 1, 1],
      ["playing", 3, 1, 0.8],
      ["ended", 4.25, 2],
    ],
    [{ segment: 0, finished: 0 }],
    1,
  );
  const latency = (1 * 1 + 1.25 * 3.125) / 2.25;
  expect(score).toBeCloseTo(600 - 0.01 * latency - 300 * 0.2 * (1.25 / 2.25) - 1000 * 2, 9);
});

it("has no answer where content is not live", () => {
  expect(live.score(shown({ video, levels: [0, 0] }))).toBeUndefined();
  const settings = settingsOfProfile("reference");
  expect(live.needs?.lackedBy(video, settings)).toBe("sessions that are not live");
  const content = { kind: "live", targetLatency: 6, dvrWindow: 60 } as const;
  expect(live.needs?.lackedBy(video, { ...settings, content })).toBeUndefined();
});
