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
  quantity,
  scaleFor,
  scaleOf,
} from "../../src/report/number-format.js";

describe("fileNumber", () => {
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
