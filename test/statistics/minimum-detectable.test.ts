import { describe, expect, it } from "vitest";
import { minimumDetectable } from "../../src/statistics/minimum-detectable.js";

describe("minimumDetectable", () => {
  it("is 2.8 standard errors at 5 % and 80 %", () => {
    expect(minimumDetectable(2)).toBeCloseTo(2 * (1.959964 + 0.841621), 5);
  });

  it("grows with the power and with fewer false alarms", () => {
    expect(minimumDetectable(1, { power: 0.9 })).toBeCloseTo(1.959964 + 1.281552, 5);
    expect(minimumDetectable(1, { significance: 0.01 })).toBeCloseTo(2.575829 + 0.841621, 5);
  });

  it("is more for few clusters, after Student", () => {
    expect(minimumDetectable(1, { clusters: 30 })).toBeCloseTo(2.04523 + 0.854192, 4);
  });

  it("is 0 where nothing varies", () => {
    expect(minimumDetectable(0)).toBe(0);
  });
});
