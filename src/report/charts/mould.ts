/**
 * The charts of a kind have all but their rows, titles and the ends of their axes alike. Here those are taken out of a
 * specification and stand-ins put in, so that what is left is the same for the kind: a mould, which is compiled once and
 * filled for each chart.
 */

/** Any part of a specification. */
type Node = unknown;

/** What a chart is of. */
type Rows = readonly object[];

/** A specification with stand-ins, and what they stand for, by number. */
export interface TakenApart {
  readonly mould: object;
  readonly fillings: readonly unknown[];
}

/** Makes the text that has another in it a text of code: quoted, escaped. */
type Quote = (text: unknown) => string;

/** Of stand-ins for texts, lists of texts, and rows. No name that is shown has this character: `printable` sees to that. */
const MARK = "\ufffe";
const TEXT = new RegExp(`^${MARK}(\\d+)${MARK}$`);
const LIST = new RegExp(`^${MARK}list (\\d+)${MARK}$`);
/** As they stand in code. */
const QUOTED = new RegExp(`"${MARK}(\\d+)${MARK}"|\\["${MARK}list (\\d+)${MARK}"\\]`, "g");
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
  const lists: { readonly rows: Rows; readonly number: number }[] = [];
  const numberOfRows = (rows: Rows) => {
    const known = lists.find((other) => isSameRows(other.rows, rows));
    if (known !== undefined) return known.number;
    const number = fillings.push(rows) - 1;
    lists.push({ rows, number });
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
    // A legend says what its chart shows, which is not the same for all of a kind.
    if (key === "values" && parent === "legend" && isText(node))
      return [`${MARK}list ${numberOf(node)}${MARK}`];
    if (key === "values" && parent === "data" && Array.isArray(node) && isObject(node[0]))
      return [{ [MARK]: numberOfRows(node) }];
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

/** Makes a part of what is filled; a part that has none is the same in all, and shared. */
type Fill = (fillings: readonly unknown[]) => Node;

/**
 * Fills what was made of a mould. Whatever holds rows or a filling is new each time; what all have alike is shared, so
 * nobody may write on it. (Vega writes on rows, and on nothing else: it makes many views of one parsed specification.)
 *
 * @param quote for stand-ins within code
 */
export function fillerOf<T extends object>(made: T, quote: Quote): (fillings: readonly unknown[]) => T {
  const fill = fillOf(made, quote, false);
  return (fillings) => (fill ? fill(fillings) : made) as T;
}

/**
 * Looked for once, so that to fill is to visit nothing but what changes.
 *
 * @param own whether each filling must have this part for itself
 * @returns undefined where the part is the same in all
 */
function fillOf(node: Node, quote: Quote, own: boolean): Fill | undefined {
  if (typeof node === "number")
    return node < FIRST_NUMBER ? undefined : (fillings) => fillings[node - FIRST_NUMBER];
  if (typeof node === "string") return fillOfText(node, quote);
  if (typeof node !== "object" || node === null) return undefined;
  const fillAll = Array.isArray(node) && fillOfList(node);
  if (fillAll) return fillAll;
  if (isStandIn(node)) {
    const number = node[MARK];
    return (fillings) => fillings[number];
  }
  const fills = Object.entries(node).flatMap(([key, child]): [string, Fill][] => {
    const fill = fillOf(child, quote, own || key === ROWS_IN_VEGA);
    return fill ? [[key, fill]] : [];
  });
  if (fills.length === 0) return own ? () => structuredClone(node) : undefined;
  return (fillings) => {
    const copy = (Array.isArray(node) ? [...node] : { ...node }) as Record<string, Node>;
    for (const [key, fill] of fills) copy[key] = fill(fillings);
    return copy;
  };
}

function fillOfText(text: string, quote: Quote): Fill | undefined {
  if (!text.includes(MARK)) return undefined;
  const [, whole] = TEXT.exec(text) ?? [];
  if (whole !== undefined) return (fillings) => fillings[Number(whole)];
  return (fillings) => text.replace(QUOTED, (_, one, list) => quote(fillings[Number(one ?? list)]));
}

/** Undefined where nothing stands in for the list as a whole. */
function fillOfList([first]: readonly unknown[]): Fill | undefined {
  if (isStandIn(first)) return (fillings) => copied(fillings[first[MARK]] as Rows);
  const [, number] = (typeof first === "string" && LIST.exec(first)) || [];
  return number === undefined
    ? undefined
    : (fillings) => [...(fillings[Number(number)] as readonly string[])];
}

const copied = (rows: Rows): Rows => rows.map((row) => ({ ...row }));

/** Most lists differ in their lengths or first rows: they are not written out as a whole to be compared. */
const isSameRows = (a: Rows, b: Rows): boolean =>
  a === b || (a.length === b.length && a.every((row, at) => JSON.stringify(row) === JSON.stringify(b[at])));

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
