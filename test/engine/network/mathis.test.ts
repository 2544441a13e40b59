import { describe, expect, it } from "vitest";
import { mathisRate } from "../../../src/engine/network/mathis.js";

describe("mathisRate", () => {
  it("is 1.43 Mbit/s for packets of 1460 bytes over 100 ms at 1 % loss", () => {
    // 11680 bit / 0.1 s x sqrt(1.5) / 0.1 = 116800 x 12.2474
    expect(mathisRate(11680, 0.1, 0.01)).toBeCloseTo(1_430_502.0, 0);
  });

  it("halves with twice the round trip, and with four times the loss", () => {
    const rate = mathisRate(11680, 0.1, 0.01);
    expect(mathisRate(11680, 0.2, 0.01)).toBeCloseTo(rate / 2, 6);
    expect(mathisRate(11680, 0.1, 0.04)).toBeCloseTo(rate / 2, 6);
  });

  it("is no cap without loss, or without a round trip", () => {
    expect(mathisRate(11680, 0.1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(mathisRate(11680, 0, 0.01)).toBe(Number.POSITIVE_INFINITY);
  });
});
