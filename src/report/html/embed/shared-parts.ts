import { likenesses } from "./likenesses.js";
import { isObject, mapped, type Node } from "./node.js";

/**
 * Takes out of chart specifications what several have alike: the look, the axes, the legends. The charts of a report
 * are mostly that.
 */

/** Stands for a part: its place in the list of parts. */
interface PartPlace {
  readonly $part: number;
}

/** Shorter parts, in characters of JSON, are not worth their place. */
const SHORTEST = 100;

/** Shares what occurs several times. Parts may hold places of later parts. */
export function withSharedParts(specs: readonly object[]): {
  readonly specs: readonly object[];
  readonly parts: readonly Node[];
} {
  const likenessOf = likenesses();
  const times = new Map<number, number>();
  const count = (node: Node): void => {
    const number = sharedAs(node);
    if (number === undefined) return;
    const before = times.get(number) ?? 0;
    times.set(number, before + 1);
    // What is within was counted the first time: it is shared as a whole.
    if (before === 0) Object.values(node as object).forEach(count);
  };
  /** The number that a part has in common with those like it; undefined of what is never shared. */
  const sharedAs = (node: Node): number | undefined => {
    if (!isObject(node)) return undefined;
    const { number, length } = likenessOf(node);
    return length < SHORTEST ? undefined : number;
  };
  specs.forEach(count);

  const parts: Node[] = [];
  const places = new Map<number, PartPlace>();
  const share = (node: Node): Node => {
    const number = sharedAs(node);
    if (number === undefined) return node;
    if ((times.get(number) ?? 0) < 2) return mapped(node, share);
    const known = places.get(number);
    if (known) return known;
    const place = { $part: parts.push(undefined) - 1 };
    places.set(number, place);
    parts[place.$part] = mapped(node, share);
    return place;
  };
  return { specs: specs.map((spec) => share(spec) as object), parts };
}

/** The specification with its parts again. */
export function withParts(spec: object, parts: readonly Node[]): object {
  const fill = (node: Node): Node => (isPlace(node) ? fill(parts[node.$part]) : mapped(node, fill));
  return fill(spec) as object;
}

function isPlace(node: Node): node is PartPlace {
  return typeof node === "object" && node !== null && "$part" in node;
}
