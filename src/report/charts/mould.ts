/**
 * The charts of a kind have all but their rows, titles and the ends of their axes alike. Here those are taken out of a
 * specification and stand-ins put in, so that what is left is the same for the kind: a mould, which is compiled once and
 * filled for each chart.
 */

/** Any part of a specification. */
type Node = unknown;

/** A specification with stand-ins, and what they stand for, by number. */
export interface TakenApart {
  readonly mould: object;
  readonly fillings: readonly unknown[];
}

/** Makes the text that has another in it a text of code: quoted, escaped. */
type Quote = (text: unknown) => string;

/** Of stand-ins for texts and rows. No name that is shown has this character: `printable` sees to that. */
const MARK = "\ufffe";
const TEXT = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const QUOTED = new RegExp(`"${MARK}(\\d+)${MARK}"`, "g");
/** Stand-ins for numbers count from here: no number of a chart's look is as large. */
const FIRST_NUMBER = 2 ** 50;

/** Where a specification that Vega has parsed has its rows, those too that every chart of a kind has. */
const ROWS_IN_VEGA = "value";

export function takenApart(spec: object): TakenApart {
  const fillings: unknown[] = [];
  const numbers = new Map<string, number>();
  // What is alike keeps being alike: scales and data that layers share are recognised by it. What is alike by chance only,
  // as flags of several scales are, is told apart by what it is of.
  const numberOf = (filling: unknown, of?: unknown) => {
    const key = JSON.stringify([filling, of]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = fillings.push(filling) - 1;
    numbers.set(key, number);
    return number;
  };
  const text = (node: Node): Node => (isText(node) ? `${MARK}${numberOf(node)}${MARK}` : node);
  // Whether an axis takes in zero is decided by signs, before any chart is drawn, unless the scale says so.
  const end = (node: Node, { zero }: Scale) =>
    typeof node === "number" && (node > 0 || zero === false) ? FIRST_NUMBER + numberOf(node) : node;
  const part = (node: Node, key: string, parent: string, holder: object): Node => {
    if (key === "usermeta") return { [MARK]: numberOf(node) };
    if (key === "description" || key === "subtitle" || (parent === "title" && key === "text"))
      return text(node);
    if (key === "title" && !isObject(node)) return text(node);
    if (key === "domain" && parent === "scale" && Array.isArray(node))
      return node.map((child) => end(child, holder));
    if (key === "nice" && parent === "scale" && typeof node === "boolean")
      return FIRST_NUMBER + numberOf(node, (holder as Scale).domain);
    if (key === "values" && parent === "data" && Array.isArray(node) && isObject(node[0]))
      return [{ [MARK]: numberOf(node) }];
    return parts(node, key);
  };
  const parts = (node: Node, parent: string): Node =>
    Array.isArray(node)
      ? node.map((child) => parts(child, parent))
      : isObject(node)
        ? Object.fromEntries(
            Object.entries(node).map(([key, child]) => [key, part(child, key, parent, node)]),
          )
        : node;
  return { mould: parts(spec, "") as object, fillings };
}

/**
 * Fills what was made of a mould. Whatever holds rows or a filling is new each time; what all have alike is shared, so
 * nobody may write on it. (Vega writes on rows, and on nothing else: it makes many views of one parsed specification.)
 *
 * @param quote for stand-ins within code
 */
export function fillerOf<T extends object>(made: T, quote: Quote): (fillings: readonly unknown[]) => T {
  /** Parts without a stand-in. */
  const alike = new WeakSet<object>();
  return (fillings) => {
    const fill = (node: Node): Node => {
      if (typeof node === "number") return node < FIRST_NUMBER ? node : fillings[node - FIRST_NUMBER];
      if (typeof node === "string") {
        if (!node.includes(MARK)) return node;
        const [, whole] = TEXT.exec(node) ?? [];
        if (whole !== undefined) return fillings[Number(whole)];
        return node.replace(QUOTED, (_, number) => quote(fillings[Number(number)]));
      }
      if (typeof node !== "object" || node === null || alike.has(node)) return node;
      if (Array.isArray(node) && isStandIn(node[0])) return rowsOf(fillings[node[0][MARK]]);
      if (isStandIn(node)) return fillings[node[MARK]];
      let changed = false;
      const filled = (child: Node, key?: string) => {
        const now = key === ROWS_IN_VEGA ? structuredClone(fill(child)) : fill(child);
        changed ||= !Object.is(now, child);
        return now;
      };
      const copy = Array.isArray(node)
        ? node.map((child) => filled(child))
        : Object.fromEntries(Object.entries(node).map(([key, child]) => [key, filled(child, key)]));
      if (changed) return copy;
      alike.add(node);
      return node;
    };
    return fill(made) as T;
  };
}

const rowsOf = (rows: unknown): Node => (rows as readonly object[]).map((row) => ({ ...row }));

interface Scale {
  readonly domain?: unknown;
  readonly zero?: unknown;
}

/** A line, or the lines of a title. */
const isText = (node: Node): boolean =>
  typeof node === "string" ||
  (Array.isArray(node) && node.length > 0 && node.every((line) => typeof line === "string"));

const isObject = (node: Node): node is object =>
  typeof node === "object" && node !== null && !Array.isArray(node);

const isStandIn = (node: Node): node is { readonly [MARK]: number } => isObject(node) && MARK in node;
