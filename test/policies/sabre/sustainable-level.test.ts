import { describe, expect, it } from "vitest";
import { sustainableLevel } from "../../../src/policies/sabre/sustainable-level.js";
import { bitratesOf } from "../../../src/policies/shared/ladder.js";
import { ladder } from "../stage.js";

const bitrates = bitratesOf(ladder(300, 700, 1500));
const at = (kbps: number, latency = 0) => sustainableLevel(bitrates, 4, kbps * 1000, latency);

describe("sustainableLevel", () => {
  it("is the highest that downloads as fast as it plays", () => {
    expect([0, 200, 699, 701, 1499, 1501, 1e9].map((kbps) => at(kbps))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });

  it("takes a link of exactly a level's bitrate to sustain it, whatever measuring leaves", () => {
    for (const rounding of [0, 1e-13, -1e-13]) expect(at(700 * (1 + rounding))).toBe(1);
    expect(at(700 * (1 - 1e-8))).toBe(0);
  });

  it("takes latency off the time that there is", () => {
    // 3 s for 4 s: 933.3 and 2000 kbit/s
    expect([933, 934, 1999, 2001].map((kbps) => at(kbps, 1))).toEqual([0, 1, 1, 2]);
    expect(at(1e9, 4.1)).toBe(0);
  });
});
