/** Any part of a specification. */
export type Node = unknown;

export const isObject = (node: Node): node is object => typeof node === "object" && node !== null;

/** The part with what it holds changed, one by one; what holds nothing stays as it is. */
export function mapped(node: Node, change: (child: Node, key?: string) => Node): Node {
  if (Array.isArray(node)) return node.map((child) => change(child));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, change(child, key)]));
}
