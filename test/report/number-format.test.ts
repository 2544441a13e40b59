import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  count,
  decimal,
  difference,
  estimate,
  fileNumber,
  isShare,
  NO_VALUE,
  percent,
  pValue,
  quantity,
  scaleFor,
  scaleOf,
  signedPercent,
} from "../../src/report/number-format.js";

describe("fileNumber", () => {
  it("is JavaScript's own text for a number of few decimals too, for which it has a way of its own", () => {
    const few = fc
      .tuple(fc.integer({ min: 0, max: 1e15 }), fc.nat(8))
      .map(([digits, power]) => digits / 10 ** power);
    fc.assert(
      fc.property(few, (value) => {
        expect(fileNumber(value)).toBe(String(value));
      }),
      { numRuns: 2000, examples: [[0.000001], [0.999999], [999_999_999.999999], [0.1 + 0.2], [1e9 + 0.5]] },
    );
  });

  it("reads back equal, and no shorter decimal does", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = fileNumber(value);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        const digits = text.replace(/e.*|[-.]/g, "").replace(/^0+|0+$/g, "").length;
        if (digits > 1) expect(Number(value.toPrecision(digits - 1))).not.toBe(value);
      }),
    );
  });

  it("is empty where there is no value", () => {
    expect([undefined, Number.NaN, Infinity, -Infinity].map(fileNumber)).toEqual(["", "", "", ""]);
  });

  it("writes zero, whole numbers and tiny numbers as JSON does", () => {
    expect([0, -0, 3, 0.1, 1e-7, 123456789].map(fileNumber)).toEqual([
      "0",
      "0",
      "3",
      "0.1",
      "1e-7",
      "123456789",
    ]);
  });
});

describe("quantity", () => {
  it.each([
    [12.34, "s", "12.3 s"],
    [1850, "kbit/s", "1.85 Mbit/s"],
    [999, "kbit/s", "999 kbit/s"],
    [0.0042, "%", "0.42 %"],
    [43_210_000, "bytes", "43.2 MB"],
    [12, "bytes", "12 bytes"],
    [3, "", "3"],
    [0, "s", "0 s"],
    [1000, "s", "1000 s"],
    [undefined, "s", NO_VALUE],
  ])("shows %s %s as %s", (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });

  it("counts with separators", () => {
    expect([0, 999, 1000, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });

  it("shows three significant digits, and all those before the point", () => {
    expect([0.012345, 1.2, 12345.6, -0.00004].map(decimal)).toEqual(["0.0123", "1.20", "12346", "-0.000040"]);
  });
});

describe("estimate", () => {
  it("has as many decimals as its interval supports", () => {
    expect(estimate(3.1, [2.8, 3.4])).toBe("3.1 [2.8, 3.4]");
    expect(estimate(71.2345, [71.2145, 71.2545])).toBe("71.23 [71.21, 71.25]");
    expect(estimate(2.5, [1, 4])).toBe("2.5 [1.0, 4.0]");
    expect(estimate(1842, [1760, 1924])).toBe("1842 [1760, 1924]");
  });

  it("never shows the end of an interval as 0 when it is not", () => {
    expect(estimate(0.52, [0.02, 1.02])).toBe("0.52 [0.02, 1.02]");
    expect(estimate(0.5, [0, 1])).toBe("0.5 [0.0, 1.0]");
  });

  it("shows a mean without an interval alone, and no mean as a dash", () => {
    expect(estimate(12.3456, undefined)).toBe("12.3");
    expect(estimate(undefined, undefined)).toBe(NO_VALUE);
  });

  it("does not write a minus before zero", () => {
    expect(estimate(-0.001, [-0.4, 0.4])).toBe("0.0 [-0.4, 0.4]");
  });

  it("signs differences, except those shown as zero", () => {
    expect(difference(3.2, [2.1, 4.4])).toBe("+3.2 [2.1, 4.4]");
    expect(difference(-3.2, [-4.4, -2.1])).toBe("-3.2 [-4.4, -2.1]");
    expect(difference(0.001, [-0.4, 0.4])).toBe("0.0 [-0.4, 0.4]");
  });
});

describe("scales", () => {
  it("takes the prefix that suits the largest value", () => {
    expect(scaleFor("kbit/s", [300, undefined, 4300]).symbol).toBe("Mbit/s");
    expect(scaleFor("kbit/s", []).symbol).toBe("kbit/s");
    expect(scaleFor("s", [1e9])).toEqual({ symbol: "s", exponent: 0 });
  });

  it("shows shares in per cent, but no other pure numbers", () => {
    const column = { label: "", unit: "", better: "neither" } as const;
    expect(isShare({ ...column, name: "completion" })).toBe(true);
    expect(isShare({ ...column, name: "branch_overhead" })).toBe(true);
    expect(isShare({ ...column, name: "stall_ratio" })).toBe(true);
    expect(isShare({ ...column, name: "switches" })).toBe(false);
    expect(scaleOf({ ...column, name: "completion" }, [0.5]).symbol).toBe("%");
  });
});

describe("percent", () => {
  it("has two significant digits, at most two decimals, and no zeros at the end", () => {
    const shares = [0.0512, 0.0032, 0.2, 0.02, 1.234, 35, -0.051, 0.00012, 0.095, 0.0995];
    const texts = ["5.1 %", "0.32 %", "20 %", "2 %", "123 %", "3500 %", "-5.1 %", "0.01 %", "9.5 %", "10 %"];
    expect(shares.map(percent)).toEqual(texts);
  });

  it("has a sign as a difference, and is none where it could not be seen or says nothing", () => {
    const shares = [0.0512, -0.2, 0, 1e-6, undefined, Number.NaN, Infinity, -1e12];
    expect(shares.map(signedPercent)).toEqual(["+5.1 %", "-20 %", ...Array(6).fill(undefined)]);
  });
});

describe("pValue", () => {
  it("is never 0, and 1 only where it is", () => {
    const values = [0, 1e-5, 0.00099, 0.001, 0.0124, 0.05, 0.0999, 0.36, 0.5, 0.9951, 1];
    expect(values.map(pValue)).toEqual([
      ...["p < 0.001", "p < 0.001", "p < 0.001", "p = 0.001", "p = 0.012", "p = 0.05"],
      ...["p = 0.1", "p = 0.36", "p = 0.5", "p > 0.99", "p = 1"],
    ]);
  });

  it("is on the same side of 5 % as it is", () => {
    expect([0.0496, 0.0504, 0.04996, 0.05004].map(pValue)).toEqual([
      ...["p = 0.0496", "p = 0.0504", "p = 0.04996", "p = 0.05004"],
    ]);
  });
});
