import fc from "fast-check";
import { expect, it } from "vitest";
import { withParts, withSharedParts } from "../../../../src/report/html/embed/shared-parts.js";

const look = {
  axis: {
    titleColor: "#333",
    labelColor: "#333",
    gridColor: "#eee",
    domainColor: "#999",
    ticks: true,
    grid: true,
  },
};

it("holds a part that two have alike once, and gives it back to both", () => {
  const originals = [
    { config: look, title: "a" },
    { config: look, title: "b" },
  ];
  const { specs, parts } = withSharedParts(originals);
  expect(parts).toEqual([look]);
  expect(specs[0]).toEqual({ config: { $part: 0 }, title: "a" });
  expect(specs.map((spec) => withParts(spec, parts))).toEqual(originals);
});

it("shares a part of a shared part with what has only that", () => {
  const originals = [{ a: look }, { b: look }, { c: look.axis }];
  const { specs, parts } = withSharedParts(originals);
  expect(JSON.stringify([specs, parts]).split("titleColor")).toHaveLength(2);
  expect(specs.map((spec) => withParts(spec, parts))).toEqual(originals);
});

it("gives any specifications back, each its own", () => {
  const leaf = fc.constantFrom("x".repeat(60), "y".repeat(120), 1, null, true);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b"), tie("tree")),
    ),
  }));
  fc.assert(
    fc.property(fc.array(fc.record({ spec: tree }), { maxLength: 4 }), (originals) => {
      const { specs, parts } = withSharedParts(originals);
      const packed = JSON.parse(JSON.stringify({ specs, parts })) as { specs: object[]; parts: unknown[] };
      const filled = packed.specs.map((spec) => withParts(spec, packed.parts));
      expect(filled).toEqual(JSON.parse(JSON.stringify(originals)));
      expect(new Set(filled).size).toBe(originals.length);
    }),
  );
});
