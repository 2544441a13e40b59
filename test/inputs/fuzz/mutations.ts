import fc from "fast-check";
import { mangled } from "../mangled.js";
import { DELIMITERS, NESTS, ODD_CHARACTERS, ODD_NUMBERS, ODD_WORDS, UNIT_FACTORS } from "./odd-values.js";
import * as slips from "./slips.js";

const place = fc.nat(2 ** 24);
/** Lines, characters: few mostly, since little is left of a text with a thousand slips. */
const few = fc.integer({ min: 1, max: 20 });
/** So many of something that memory or a stack would notice, once in a while. */
const many = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 4, arbitrary: fc.integer({ min: 1000, max: 30_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 400_000 }) },
);
/** Characters that repetition adds at most. */
const LONGEST = 2e6;

const LINE_ENDS = ["\r\n", "\r", "\n\r", "\n\n", " ", ""];
const FILLERS = ["x", "9", " ", '"', "\\", ",", "\n", "\t", "=", "<", "\u00e9", "a b,", "\u0000"];

/** Slips of a kind, of which the arguments are drawn. */
function kind<Arguments extends unknown[]>(
  weight: number,
  slip: (...args: Arguments) => slips.Slip,
  ...args: { readonly [Index in keyof Arguments]: fc.Arbitrary<Arguments[Index]> }
) {
  const drawn = fc.tuple(
    ...(args as fc.Arbitrary<unknown>[]),
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<Arguments>;
  return { weight, arbitrary: drawn.map((values) => slip(...values)) };
}

/** @param others texts of other formats, parts of which may get into this one */
function anySlip(others: readonly string[]): fc.Arbitrary<slips.Slip> {
  const other = fc.constantFrom(...others);
  const pattern = fc.constantFrom<slips.Pattern>("number", "field", "word");
  const delimiter = fc.constantFrom(...DELIMITERS);
  const oddNumber = fc.constantFrom(...ODD_NUMBERS).map((odd) => () => odd);
  const scaled = fc
    .constantFrom(...UNIT_FACTORS)
    .map((factor) => (piece: string) => `${Number(piece) * factor}`);
  const upper = fc.constant((piece: string) => piece.toUpperCase());
  return fc.oneof(
    kind(3, slips.flipped, place, fc.nat(7)),
    kind(1, slips.flipped, place, fc.integer({ min: 8, max: 15 })),
    kind(4, slips.inserted, place, fc.constantFrom(...ODD_CHARACTERS)),
    kind(2, slips.overwritten, place, fc.constantFrom(...ODD_WORDS)),
    kind(2, slips.removed, place, few),
    kind(2, slips.tornOff, place),
    kind(6, slips.changed, fc.constant("number"), place, oddNumber),
    kind(2, slips.changed, fc.constant("number"), place, scaled),
    kind(1, slips.changed, fc.constant("word"), place, upper),
    kind(4, slips.exchanged, pattern, place, other, place),
    kind(3, slips.swapped, pattern, place, place),
    kind(2, slips.linesRemoved, place, few),
    kind(2, slips.linesCopied, place, place, few),
    kind(2, slips.linesCopied, place, place, few, other),
    kind(2, slips.linesMoved, place, place, few),
    kind(1, slips.linesEnded, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...LINE_ENDS)),
    kind(1, slips.columnRemoved, place),
    kind(1, slips.allReplaced, delimiter, delimiter),
    kind(1, slips.allReplaced, fc.constant("."), fc.constant(",")),
  );
}

/** Slips after which a text may be megabytes long. */
function anyGrowth(): fc.Arbitrary<slips.Slip> {
  const nest = fc
    .tuple(fc.constantFrom(...NESTS), many, fc.boolean())
    .map(([[open, close], depth, closed]) => open.repeat(depth) + (closed ? close.repeat(depth) : ""));
  const filler = fc.tuple(fc.constantFrom(...FILLERS), many).map(([piece, times]) => piece.repeat(times));
  return fc.oneof(
    kind(1, slips.inserted, place, nest),
    kind(1, slips.inserted, place, filler),
    kind(1, slips.repeated, place, fc.integer({ min: 1, max: 3000 }), many, fc.constant(LONGEST)),
  );
}

/**
 * A text of a format after some slips of those who made, cut, pasted, converted or sent it.
 *
 * @param seed a text as it should be
 * @param others texts of other formats
 */
export function mutated(seed: string, others: readonly string[]): fc.Arbitrary<string> {
  const some = fc.array(anySlip(others), { minLength: 1, maxLength: 4 });
  const applied = (done: readonly slips.Slip[]) => done.reduce((text, slip) => slip(text), seed);
  return fc.oneof(
    { weight: 16, arbitrary: some.map(applied) },
    { weight: 2, arbitrary: fc.tuple(some, anyGrowth()).map(([done, growth]) => applied([...done, growth])) },
    { weight: 2, arbitrary: mangled(seed) },
  );
}
