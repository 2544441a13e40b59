/**
 * What a number in a policy's options may be: `nonNegative` 0 or more; `positive` over 0; `share` from 0 to 1;
 * `weight` over 0 and at most 1; `count` a whole number from 1; `horizon` a count of steps that a search can look
 * ahead, whose plans grow with every step; `level` a whole number from 0; `levelOrNone` a level,
 * or -1 for none.
 */
export type NumberKind =
  | "nonNegative"
  | "positive"
  | "share"
  | "weight"
  | "count"
  | "horizon"
  | "level"
  | "levelOrNone";

/**
 * What an option may be: a number's kind, `boolean`, `text`, one of the words listed, or a throughput estimator (by
 * name in a scenario, a factory in a program).
 */
export type OptionKind = NumberKind | "boolean" | "text" | "estimator" | readonly string[];

/** The kind of every option of a policy or an estimator: what users' values are checked against. */
export type OptionKinds<Options extends object> = {
  readonly [Name in keyof Options]-?: Options[Name] extends number
    ? NumberKind
    : Options[Name] extends boolean
      ? "boolean"
      : Options[Name] extends string
        ? "text" | readonly string[]
        : "estimator";
};

/**
 * The options with what was left out, or given as undefined, filled in. Names that have no default are dropped.
 *
 * @returns the defaults themselves where nothing is given, which is so in most of a million sessions
 */
export function withDefaults<Options extends object>(
  defaults: Options,
  options: Partial<Options>,
): Readonly<Options> {
  if (Object.keys(options).length === 0) return defaults;
  const settings = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof Options)[]) {
    const given = options[name];
    if (given !== undefined) settings[name] = given;
  }
  return settings;
}

/** What the kind allows, as a noun phrase for a message. */
export function describeKind(kind: OptionKind): string {
  if (typeof kind !== "string") return `one of ${kind.join(", ")}`;
  return kind === "horizon" ? `${DESCRIPTIONS.horizon} ${MOST_STEPS}` : DESCRIPTIONS[kind];
}

/** Whether a value is of the kind. */
export function isOfKind(kind: OptionKind, value: unknown): boolean {
  if (kind === "boolean") return typeof value === "boolean";
  if (kind === "text") return typeof value === "string";
  if (kind === "estimator") return value === undefined || typeof value === "function";
  if (typeof kind !== "string") return typeof value === "string" && kind.includes(value);
  return typeof value === "number" && Number.isFinite(value) && NUMBER_TESTS[kind](value);
}

/**
 * So far ahead, with 6 to 20 levels, half of MPC's decisions take less than half a millisecond, one in a hundred some
 * ten, and the longest of a session tens of milliseconds, once in a while tenths of a second (bench/mpc-search.ts); in
 * the worst case the work doubles with every step. `oracle-mpc`, which has to ask the link, takes longer, and warns.
 */
const MOST_STEPS = 12;

const NUMBER_TESTS: Readonly<Record<NumberKind, (value: number) => boolean>> = {
  nonNegative: (value) => value >= 0,
  positive: (value) => value > 0,
  share: (value) => value >= 0 && value <= 1,
  weight: (value) => value > 0 && value <= 1,
  count: (value) => Number.isInteger(value) && value >= 1,
  horizon: (value) => Number.isInteger(value) && value >= 1 && value <= MOST_STEPS,
  level: (value) => Number.isInteger(value) && value >= 0,
  levelOrNone: (value) => Number.isInteger(value) && value >= -1,
};

/** Plain texts: with anything to be worked out among them, bundlers would keep them for every policy that ships. */
const DESCRIPTIONS: Readonly<Record<Exclude<OptionKind, readonly string[]>, string>> = {
  nonNegative: "a number of 0 or more",
  positive: "a number over 0",
  share: "a number from 0 to 1",
  weight: "a number over 0 and at most 1",
  count: "a whole number of 1 or more",
  horizon: "a whole number from 1 to",
  level: "a level: a whole number of 0 or more",
  levelOrNone: "a level: a whole number of 0 or more, or -1 for none",
  boolean: "true or false",
  text: "a text",
  estimator: "an estimator: its name, or { use: name, ...its options }",
};
