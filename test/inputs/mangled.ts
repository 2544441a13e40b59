import fc from "fast-check";

const SNIPPETS = [
  ..."-,.:;\"'[]{} \n\r\t0",
  "NaN",
  "1e999",
  "1e-320",
  "-1",
  "Infinity",
  "null",
  "9".repeat(400),
  "é",
  "\u0000",
  "&a *a",
  "\n\n\n",
];

/** The text after a few slips: pieces lost, doubled, overwritten, or the end torn off. */
export function mangled(text: string): fc.Arbitrary<string> {
  const slip = fc.record({
    at: fc.nat(text.length),
    cut: fc.oneof(fc.constant(0), fc.nat(12)),
    put: fc.oneof(fc.constant(""), fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 3 })),
    twice: fc.boolean(),
  });
  return fc
    .tuple(fc.array(slip, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(text.length)))
    .map(([slips, end]) => {
      let spoiled = text.slice(0, end ?? text.length);
      for (const { at, cut, put, twice } of slips) {
        const piece = twice ? spoiled.slice(at, at + cut) : "";
        spoiled = spoiled.slice(0, at) + put + piece + spoiled.slice(twice ? at : at + cut);
      }
      return spoiled;
    });
}
