import { describe, expect, it } from "vitest";
import { studentQuantile } from "../../src/statistics/student-quantile.js";

describe("studentQuantile", () => {
  it("agrees with the tables from 9 degrees of freedom on", () => {
    expect(studentQuantile(0.975, 9)).toBeCloseTo(2.262157, 3);
    expect(studentQuantile(0.8, 9)).toBeCloseTo(0.883404, 4);
    expect(studentQuantile(0.995, 9)).toBeCloseTo(3.249836, 2);
    expect(studentQuantile(0.975, 29)).toBeCloseTo(2.04523, 5);
    expect(studentQuantile(0.95, 99)).toBeCloseTo(1.660391, 6);
  });

  it("is symmetric", () => {
    expect(studentQuantile(0.1, 12)).toBeCloseTo(-studentQuantile(0.9, 12), 12);
    expect(studentQuantile(0.5, 12)).toBeCloseTo(0, 15);
  });
});
