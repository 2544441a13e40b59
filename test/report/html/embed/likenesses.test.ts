import fc from "fast-check";
import { expect, it } from "vitest";
import { likenesses } from "../../../../src/report/html/embed/likenesses.js";

const part = fc.object({
  maxDepth: 4,
  values: [fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
});

it("gives parts the same number where they are the same in JSON, and only there", () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 6 }), (parts) => {
      const likenessOf = likenesses();
      const numbers = [...parts, ...parts.map((one) => structuredClone(one))].map(
        (one) => likenessOf(one).number,
      );
      const texts = [...parts, ...parts].map((one) => JSON.stringify(one));
      const firsts = (values: readonly unknown[]) => values.map((value) => values.indexOf(value));
      expect(firsts(numbers)).toEqual(firsts(texts));
    }),
  );
});

it("tells how long a part is in JSON", () => {
  const likenessOf = likenesses();
  fc.assert(
    fc.property(part, (one) => {
      expect(likenessOf(one).length).toBe(JSON.stringify(one).length);
    }),
  );
  expect(likenessOf([]).length).toBe(2);
  expect(likenessOf([1, [undefined, "a"], {}]).length).toBe(JSON.stringify([1, [undefined, "a"], {}]).length);
});

it("tells texts from what they look like", () => {
  const likenessOf = likenesses();
  const numbers = [["#0"], [[]], ["1"], [1], ["a,"], ["a", ""], { "#0": 1 }].map(
    (one) => likenessOf(one).number,
  );
  expect(new Set(numbers).size).toBe(numbers.length);
});
