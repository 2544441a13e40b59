import { z } from "zod";

/*
 * The kinds of values that a scenario may hold. Messages are noun phrases that complete "expected ...": issues.ts
 * puts the place, what came instead and a hint around them.
 */

/** Seconds, milliseconds, kbit/s and the like: beyond this, a session's arithmetic loses what it is about. */
const MOST = 1e9;
const TOO_MUCH = `at most ${MOST}`;
/** What happens at intervals happens at most a thousand times a second, so that a session ends in bounded time. */
const SHORTEST_INTERVAL = 0.001;

export const nonNegative = (expected: string) => z.number(expected).nonnegative(expected).max(MOST, TOO_MUCH);
export const positive = (expected: string) => z.number(expected).positive(expected).max(MOST, TOO_MUCH);
export const between = (least: number, most: number, expected: string) =>
  z.number(expected).min(least, expected).max(most, expected);
/** Over 0, and at most something. */
export const upTo = (most: number, expected: string) =>
  z.number(expected).positive(expected).max(most, expected);

export const wholeFrom = (least: number, expected: string) => z.int(expected).min(least, expected);
export const wholeBetween = (least: number, most: number, expected: string) =>
  wholeFrom(least, expected).max(most, expected);

export const seconds = positive("a number of seconds over 0");
export const secondsOrZero = nonNegative("a number of seconds, 0 or more");
export const interval = positive("a number of seconds over 0").min(
  SHORTEST_INTERVAL,
  `a number of seconds, ${SHORTEST_INTERVAL} or more`,
);
export const milliseconds = positive("a number of milliseconds over 0");
export const millisecondsOrZero = nonNegative("a number of milliseconds, 0 or more");
export const kbps = positive("a number of kbit/s over 0");
export const usdPerGB = nonNegative("a number of USD per gigabyte, 0 or more");
export const pixels = wholeFrom(1, "a whole number of pixels, 1 or more");
export const level = wholeFrom(0, "a level: a whole number, 0 or more");

const A_SHARE = "a share: a number from 0 to 1";
export const share = between(0, 1, A_SHARE);
const SOME_SHARE = "a share over 0 and at most 1";
export const someShare = upTo(1, SOME_SHARE);

export const flag = z.boolean("true or false");

/** One of several words. */
export const oneOf = <const Words extends readonly [string, string, ...string[]]>(...words: Words) =>
  z.enum(words, listed(words));

/** `"a", "b" or "c"` */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

export const listOf = <Item extends z.ZodType>(item: Item, expected: string) =>
  z.array(item, expected).min(1, expected);
export const matching = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected);

/** Printable and not blank: what a name or a path must be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being refused
const PRINTABLE = /^[^\u0000-\u001f\u007f]*[^\u0000-\u0020\u007f][^\u0000-\u001f\u007f]*$/;
export const printable = (expected: string) => matching(PRINTABLE, expected);
export const aName = printable("a name");

/**
 * A mechanism that may be there or not: its settings, or false, which switches it off where something below in the
 * layers has it on.
 */
export const mechanism = <Settings extends z.ZodType>(settings: Settings, expected: string) =>
  z.union([z.literal(false), settings], `${expected}, or false for none`);

type Context<T> = z.core.$RefinementCtx<T>;

/** Refuses an item whose value does not come after that of the item before it. */
export function rising<Item>(order: (item: Item) => number, key: string, expected: string) {
  return (items: readonly Item[], context: Context<readonly Item[]>): void => {
    const index = items.findIndex((item, i) => i > 0 && order(item) <= order(items[i - 1]!));
    if (index > 0) context.addIssue({ code: "custom", path: [index, key], message: expected });
  };
}

/** Refuses the second item of one name; items without a name are none's double. */
export function unlike<Item>(nameOf: (item: Item) => string | undefined, key: string, expected: string) {
  return (items: readonly Item[], context: Context<readonly Item[]>): void => {
    const names = items.map(nameOf);
    const index = names.findIndex((name, i) => name !== undefined && names.indexOf(name) < i);
    if (index > 0)
      context.addIssue({ code: "custom", path: key ? [index, key] : [index], message: expected });
  };
}
