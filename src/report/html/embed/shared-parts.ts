/**
 * Takes out of chart specifications what several have alike: the look, the axes, the legends. The charts of a report
 * are mostly that.
 */

/** Any part of a specification. */
type Node = unknown;

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
  const times = new Map<string, number>();
  const count = (node: Node): void => {
    const key = keyOf(node);
    if (key === undefined) return;
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    // What is within was counted the first time: it is shared as a whole.
    if (before === 0) Object.values(node as object).forEach(count);
  };
  specs.forEach(count);

  const parts: Node[] = [];
  const places = new Map<string, PartPlace>();
  const share = (node: Node): Node => {
    const key = keyOf(node);
    if (key === undefined) return node;
    if ((times.get(key) ?? 0) < 2) return mapped(node, share);
    const known = places.get(key);
    if (known) return known;
    const place = { $part: parts.push(undefined) - 1 };
    places.set(key, place);
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

/** What tells a part from others; undefined of what is never shared. */
function keyOf(node: Node): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const key = JSON.stringify(node);
  return key.length < SHORTEST ? undefined : key;
}

function mapped(node: Node, change: (child: Node) => Node): Node {
  if (Array.isArray(node)) return node.map(change);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, change(child)]));
}

function isPlace(node: Node): node is PartPlace {
  return typeof node === "object" && node !== null && "$part" in node;
}
