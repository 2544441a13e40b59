import { isObject, type Node } from "./node.js";

/** What tells a part from others. */
export interface Likeness {
  /** The same of all parts that are the same in JSON. */
  readonly number: number;
  /** Characters of it in JSON. */
  readonly length: number;
}

/**
 * Numbers parts, from within: a part is known by the numbers of those that it holds, so that each is looked at once,
 * where its whole JSON would be written anew for whatever holds it.
 */
export function likenesses(): (node: object) => Likeness {
  const numbers = new Map<string, number>();
  const known = new WeakMap<object, Likeness>();
  const likenessOf = (node: object): Likeness => {
    const before = known.get(node);
    if (before) return before;
    const found = Array.isArray(node) ? ofArray(node) : ofObject(node);
    known.set(node, found);
    return found;
  };
  const numbered = (key: string, length: number): Likeness => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return { number, length };
  };
  /** @returns how it is told from others, and its characters in JSON */
  const told = (child: Node): [string, number] => {
    if (isObject(child)) {
      const { number, length } = likenessOf(child);
      return [`#${number}`, length];
    }
    const text = JSON.stringify(child) ?? "null";
    return [text, text.length];
  };
  const ofArray = (node: readonly Node[]): Likeness => {
    let key = "[";
    let length = 1 + Math.max(1, node.length);
    for (const child of node) {
      const [text, characters] = told(child);
      key += `${text},`;
      length += characters;
    }
    return numbered(key, length);
  };
  const ofObject = (node: object): Likeness => {
    let key = "{";
    let length = 1;
    for (const [name, child] of Object.entries(node)) {
      // As in JSON.
      if (child === undefined) continue;
      const [text, characters] = told(child);
      const quoted = JSON.stringify(name);
      key += `${quoted}:${text},`;
      length += quoted.length + 1 + characters + 1;
    }
    return numbered(key, Math.max(2, length));
  };
  return likenessOf;
}
