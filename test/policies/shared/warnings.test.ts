import { describe, expect, it } from "vitest";
import { describeMostBuffer, mostBufferAtDecision } from "../../../src/policies/shared/warnings.js";

const setting = { levels: [{ bitrate: 1e6 }], segmentDuration: 4, maxBuffer: 30 };

describe("the most buffer at a decision", () => {
  it("leaves room for the segment, where it must fit", () => {
    expect(mostBufferAtDecision(setting)).toBe(26);
    expect(mostBufferAtDecision({ ...setting, maxBuffer: 3 })).toBe(0);
    expect(describeMostBuffer(setting)).toBe(
      "its buffer is at most 26 s at a decision (maximum 30 s, segments of 4 s)",
    );
  });

  it("is the maximum, where the segment may exceed it", () => {
    expect(mostBufferAtDecision({ ...setting, bufferLimit: "below" })).toBe(30);
  });
});
