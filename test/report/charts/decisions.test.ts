import { expect, it } from "vitest";
import { decisionsOf, spread } from "../../../src/report/charts/decisions.js";

const request = (requested_s: number, level: number, reason?: string) => ({
  segment: requested_s,
  level,
  bitrate_kbps: 100 * (level + 1),
  requested_s,
  finished_s: requested_s + 1,
  ...(reason !== undefined && { reason }),
});

it("keeps the requests at which the level or the reason changes, in the order of asking", () => {
  const requests = [
    request(3, 1, "up"),
    request(0, 0),
    request(1, 0),
    request(2, 1, "up"),
    request(4, 1, "hold"),
  ];
  expect(decisionsOf({ requests }).map(({ requested_s }) => requested_s)).toEqual([0, 2, 4]);
});

it("spreads a limit evenly over a list, and leaves a short one alone", () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 6]);
  expect(spread([0, 1], 3)).toEqual([0, 1]);
});
