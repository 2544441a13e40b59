import { describe, expect, it } from "vitest";
import { mpcBalanced } from "../../../src/metrics/qoe/mpc-balanced.js";
import { mpcRebuffer } from "../../../src/metrics/qoe/mpc-rebuffer.js";
import { mpcSmooth } from "../../../src/metrics/qoe/mpc-smooth.js";
import { shown, videoOf } from "./shown.js";

const video = videoOf([500, 1000, 4000], 4);

describe.each([
  ["mpc-balanced", mpcBalanced, 1, 3000],
  ["mpc-smooth", mpcSmooth, 3, 3000],
  ["mpc-rebuffer", mpcRebuffer, 1, 6000],
] as const)("%s", (_, model, lambda, mu) => {
  it("is bitrates less changes, stalls and startup, in kbit/s", () => {
    const input = shown({ video, levels: [0, 2, 1, 1], startup: 0.5, stalls: [1, 0.25] });
    expect(model.score(input)).toBeCloseTo(6500 - lambda * (3500 + 3000) - mu * (1.25 + 0.5), 6);
  });

  it("charges startup once, also where the scoring makes a stall of it", () => {
    const scoring = { startupIsStall: true };
    expect(model.score(shown({ video, levels: [0], startup: 0.5, scoring }))).toBe(500 - mu * 0.5);
  });
});
