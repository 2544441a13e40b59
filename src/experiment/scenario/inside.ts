import { EDGE_UNITS } from "../../units.js";

/*
 * The one rule by which what people write becomes what the engine reads: a key's suffix is its unit. Inside, the
 * value is in seconds, bits or bits per second, and the key has lost the suffix: `rttMs: 60` is `rtt: 0.06`.
 */

type Units = typeof EDGE_UNITS;
type Unit = keyof Units;
const UNITS = Object.entries(EDGE_UNITS);

type WithoutUnit<Key extends string> = {
  [Suffix in Unit]: Key extends `${infer Name}${Suffix}` ? Name : never;
}[Unit];

/** A key without its unit; one that has none is the same inside. */
type InsideKey<Key> = Key extends string
  ? [WithoutUnit<Key>] extends [never]
    ? Key
    : WithoutUnit<Key>
  : Key;

/** What false switches off is not there inside; a truth value stays one. */
type SwitchedOn<Value> = true extends Value ? Value : Exclude<Value, false>;

/** What the value of a key at the edge is inside. */
export type Inside<Value> = Value extends readonly (infer Item)[]
  ? readonly Inside<Item>[]
  : Value extends object
    ? { [Key in keyof Value as InsideKey<Key>]: Inside<SwitchedOn<Exclude<Value[Key], undefined>>> }
    : Value;

/** The name of a key without its unit, and how numbers below it are converted; undefined for a key without unit. */
function unitOf(
  key: string,
): { readonly name: string; readonly convert: (value: number) => number } | undefined {
  const found = UNITS.find(([suffix]) => key.length > suffix.length && key.endsWith(suffix));
  return found && { name: key.slice(0, -found[0].length), convert: found[1] };
}

/** What a key at the edge is called inside: `leaveAtSeconds` is `leaveAt`. */
export const insideName = (key: string): string => unitOf(key)?.name ?? key;

/**
 * Converts settings from the units of the edge to those of the inside, however deep they are nested. Under a key with
 * a unit, all numbers are converted, those of lists and of maps by name too.
 */
export function toInside<Value>(edge: Value): Inside<Value> {
  return convert(edge, undefined) as Inside<Value>;
}

function convert(value: unknown, ofNumber: ((value: number) => number) | undefined): unknown {
  if (typeof value === "number") return ofNumber ? ofNumber(value) : value;
  if (Array.isArray(value)) return value.map((item) => convert(item, ofNumber));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const unit = unitOf(key);
    return [[unit?.name ?? key, convert(inner, unit?.convert ?? ofNumber)]];
  });
  return Object.fromEntries(entries);
}
