import { describe, expect, it } from "vitest";
import { createInsufficientBufferRule } from "../../../src/policies/dashjs/insufficient-buffer-rule.js";
import { ladder } from "../stage.js";

const levels = ladder(500, 1000, 2000);

/** After so many segments, of 4 s; half the throughput is reckoned with, which makes thresholds exact. */
function ruleAfter(segments: number) {
  const rule = createInsufficientBufferRule(levels, 4, {
    insufficientBufferSafetyFactor: 0.5,
    insufficientBufferIgnoreCount: 2,
  });
  for (let each = 0; each < segments; each++) rule.arrived();
  return rule;
}

describe("InsufficientBufferRule", () => {
  it("highest_firstTwoSegments_anything", () => {
    expect(ruleAfter(0).highest(true, 0, 1e6)).toBeUndefined();
    expect(ruleAfter(1).highest(true, 0, 1e6)).toBeUndefined();
    expect(ruleAfter(2).highest(true, 0, 1e6)).toBe(0);
  });

  it("highest_afterASeek_anythingForTwoSegmentsMore", () => {
    const rule = ruleAfter(5);
    rule.sought();
    rule.arrived();
    expect(rule.highest(true, 0, 1e6)).toBeUndefined();
    rule.arrived();
    expect(rule.highest(true, 0, 1e6)).toBe(0);
  });

  it("highest_buffer_whatDownloadsWithinIt", () => {
    // 0.5 x 4000 kbit/s x B / 4 s = 500 kbit/s x B
    const rule = ruleAfter(2);
    expect(rule.highest(false, 3.999, 4e6)).toBe(1);
    expect(rule.highest(false, 4, 4e6)).toBe(2);
    expect(rule.highest(false, 2, 4e6)).toBe(1);
    expect(rule.highest(false, 1.999, 4e6)).toBe(0);
    expect(rule.highest(false, 0.5, 4e6)).toBe(0);
  });

  it("highest_nothingToReckonWith_anything", () => {
    const rule = ruleAfter(2);
    expect(rule.highest(false, 5, undefined)).toBeUndefined();
    expect(rule.highest(false, 5, 0)).toBeUndefined();
    expect(rule.highest(false, 0, 4e6)).toBeUndefined();
  });
});
