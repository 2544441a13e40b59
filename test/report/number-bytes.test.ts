import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_NUMBER, writeNumber } from "../../src/report/number-bytes.js";
import { fileNumber } from "../../src/report/number-format.js";

const AT = 3;

function written(value: number): string {
  const bytes = new Uint8Array(AT + LONGEST_NUMBER).fill(120);
  const end = writeNumber(value, bytes, AT);
  expect(bytes.subarray(0, AT)).toEqual(new Uint8Array(AT).fill(120));
  return new TextDecoder().decode(bytes.subarray(AT, end));
}

/** The number a few steps of the last bit away. */
function neighbour(value: number, steps: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0]! += BigInt(steps);
  return new Float64Array(bits.buffer)[0]!;
}

const steps = fc.integer({ min: -3, max: 3 });

/** Where the shortest decimal is hard to find: next to short decimals, halves, powers of two and of ten. */
const hard = fc.oneof(
  fc
    .tuple(fc.double({ min: 0.5, max: 1e10, noNaN: true }), fc.integer({ min: 1, max: 17 }), steps)
    .map(([value, digits, away]) => neighbour(Number(value.toPrecision(digits)), away)),
  fc
    .tuple(fc.maxSafeNat(), fc.nat(60), steps)
    .map(([digits, power, away]) => neighbour(digits / 2 ** power, away)),
  fc
    .tuple(fc.constantFrom(2, 10), fc.integer({ min: -12, max: 24 }), steps)
    .map(([base, power, away]) => neighbour(base ** power, away)),
);

describe("writeNumber", () => {
  it("writes what fileNumber says, digit for digit", () => {
    const anything = fc.double();
    const usual = fc.double({ min: -1000, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(anything, usual, hard), (value) => {
        expect(written(value)).toBe(fileNumber(value));
        expect(written(-value)).toBe(fileNumber(-value));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [5e-324, "5e-324"],
    [-Number.MAX_VALUE, "-1.7976931348623157e+308"],
    [-1.2345678901234567e-6, "-0.0000012345678901234567"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [2_000_000_003, "2000000003"],
    [1e21, "1e+21"],
    [-0, "0"],
    [0.1 + 0.2, "0.30000000000000004"],
    [4.35, "4.35"],
    [9.999999999999998, "9.999999999999998"],
    [999_999_999.9999999, "999999999.9999999"],
    // Both of 17 digits are as near: 123456789.001953125 is the exact value.
    [123_456_789 + 1 / 512, String(123_456_789 + 1 / 512)],
    [Number.NaN, ""],
    [Number.NEGATIVE_INFINITY, ""],
  ])("writes %s", (value, text) => {
    expect(written(value)).toBe(text);
  });
});
