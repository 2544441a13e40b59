import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDecimal } from "../../src/inputs/quantity.js";

it.each([
  "",
  " ",
  "NaN",
  "Infinity",
  "-Infinity",
  "0x10",
  "0b1",
  "1,5",
  "1_000",
  "1e",
  ".",
  "--1",
  "1 2",
  "12px",
])("takes %j for no number", (text) => {
  expect(parseDecimal(text)).toBeUndefined();
});

it("reads every number that JavaScript writes", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseDecimal(String(value))).toBe(value === 0 ? Number(String(value)) : value);
    }),
  );
});

it("reads short numerals, for which it has a way of its own, as JavaScript does", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 17 });
  fc.assert(
    fc.property(digits, digits, (whole, rest) => {
      expect(parseDecimal(`${whole}.${rest}`)).toBe(
        whole + rest === "" ? undefined : Number(`${whole}.${rest}`),
      );
      expect(parseDecimal(whole)).toBe(whole === "" ? undefined : Number(whole));
    }),
    { numRuns: 2000 },
  );
});
