import { excerpt, InputError } from "../../errors.js";
import type { OptionKind } from "../../model/options.js";
import { findPolicy } from "../../policies/registry.js";
import { checkPolicy } from "../planning/check-policy.js";
import type { Arm, KeyPath, ParsedScenario, ScenarioFlags } from "../scenario/index.js";
import { unknownName } from "../scenario/index.js";
import { clientSpecsOf } from "../scenario/settings.js";
import { MOST_CANDIDATES, SEARCHES, type Search } from "../scenario/tune-schema.js";
import { type Candidate, candidatesOf } from "./candidates.js";
import type { Space, TunedOption } from "./space.js";
import { choices, optionFromFlag, rangeFromText, wholeRange } from "./space-text.js";

/** What the command line of `abrsim tune` says, beside what it says of the scenario. */
export interface TuneFlags extends ScenarioFlags {
  readonly policy?: string | undefined;
  /** Each `name=space`. */
  readonly option?: readonly string[] | undefined;
  readonly search?: Search | undefined;
  readonly candidates?: number | undefined;
  readonly objective?: string | undefined;
  readonly subjectTo?: readonly string[] | undefined;
  /** A share such as `30%`, or names of trace sets between commas. */
  readonly holdOut?: string | undefined;
  readonly together?: string | undefined;
}

/** Something that was asked for, and where. */
export interface Asked<T> {
  readonly value: T;
  readonly where: string;
}

/** What a tuning is to do, as far as the scenario's text and the command line tell. */
export interface TuneDesign {
  /** A place in the scenario's list. */
  readonly arm: number;
  readonly space: Space;
  readonly search: Search;
  /** In order; no two alike. */
  readonly candidates: readonly Candidate[];
  /** A column; missing: the first that is compared. */
  readonly objective?: Asked<string> | undefined;
  /** Thresholds, as written. */
  readonly subjectTo: readonly Asked<string>[];
  /** A share of each set, or sets by name. */
  readonly holdOut: Asked<number | readonly string[]>;
  readonly together?: RegExp | undefined;
  /** Where an option of the candidates was asked for. */
  whereOfOption(name: string): string | undefined;
}

const USUAL_HOLD_OUT = "30%";

/**
 * What the scenario's `tune` says, and over it the command line.
 *
 * @throws InputError about the first thing that is wrong
 */
export function designOf({ scenario, where }: ParsedScenario, flags: TuneFlags): TuneDesign {
  const said = scenario.tune ?? {};
  const at = (...path: KeyPath) => where(["tune", ...path]);
  const either = <T>(
    flag: T | undefined,
    name: string,
    own: T | undefined,
    key: string,
  ): Asked<T> | undefined => {
    if (flag !== undefined) return { value: flag, where: `${name} ${String(flag)}` };
    return own === undefined ? undefined : { value: own, where: at(key) };
  };

  const place = armNamed(either(flags.policy, "--policy", said.policy, "policy"), scenario.policies);
  const arm = scenario.policies[place]!;
  const clients = clientSpecsOf(scenario, arm);
  if (clients.length > 0 && clients.every(({ use }) => use !== undefined))
    throw noPlayer(arm, where(["policies", place]));
  const options = askedOptions(said, flags, at).map(({ value: option, where: asked }) => ({
    option: checked(option, arm, (...key) =>
      key[1] === option.name ? asked : where(["policies", place, ...key]),
    ),
    asked,
  }));
  const space = options.map(({ option }) => option);
  const search = flags.search ?? said.search ?? SEARCHES[0];
  const most = either(flags.candidates, "--candidates", said.candidates, "candidates");
  if (most && most.value > MOST_CANDIDATES)
    throw new InputError({
      where: most.where,
      expected: `at most ${MOST_CANDIDATES} candidates`,
      received: `${most.value}`,
    });
  const together = either(flags.together, "--together", said.together, "together");
  return {
    ...{ arm: place, space, search },
    candidates: candidatesOf(space, search, {
      seed: scenario.seed,
      most: most?.value,
      limit: MOST_CANDIDATES,
      where: most?.where ?? "--search grid",
    }),
    objective: either(flags.objective, "--objective", said.objective, "objective"),
    subjectTo: flags.subjectTo
      ? flags.subjectTo.map((text) => ({ value: text, where: `--subject-to ${text}` }))
      : (said.subjectTo ?? []).map((text, index) => ({ value: text, where: at("subjectTo", index) })),
    holdOut: holdOutOf(
      flags.holdOut === undefined
        ? { value: said.holdOut ?? USUAL_HOLD_OUT, where: said.holdOut ? at("holdOut") : "--hold-out" }
        : { value: flags.holdOut.trim(), where: `--hold-out ${flags.holdOut}` },
    ),
    ...(together && { together: patternOf(together) }),
    whereOfOption: (name) => options.find(({ option }) => option.name === name)?.asked,
  };
}

/** What is tried for each option; of one that is named twice, what is said last. */
function askedOptions(
  said: NonNullable<ParsedScenario["scenario"]["tune"]>,
  flags: TuneFlags,
  at: (...path: KeyPath) => string,
): Asked<TunedOption>[] {
  const asked = new Map<string, Asked<TunedOption>>();
  for (const [name, tried] of Object.entries(said.options ?? {})) {
    const where = at("options", name);
    const value = typeof tried === "string" ? rangeFromText(name, tried, where) : choices(name, tried);
    asked.set(name, { value, where });
  }
  for (const text of flags.option ?? []) {
    const { option, where } = optionFromFlag(text);
    asked.set(option.name, { value: option, where });
  }
  if (asked.size > 0) return [...asked.values()];
  throw new InputError({
    where: "--option",
    expected: "an option to search, and what to try for it",
    received: "none",
    hint: "For example --option gammaP=1..20:log, or options under tune in the scenario",
  });
}

function armNamed(asked: Asked<string> | undefined, arms: readonly Arm[]): number {
  const known = arms.map(({ name }) => name);
  if (asked === undefined) {
    if (known.length === 1) return 0;
    throw new InputError({
      where: "--policy",
      expected: "the arm whose options to search",
      received: "nothing",
      hint: `Name one of ${known.join(", ")}, or policy under tune in the scenario`,
    });
  }
  const place = known.indexOf(asked.value);
  if (place < 0) throw unknownName({ where: asked.where, kind: "arm", received: asked.value, known });
  return place;
}

/** The arm's options are for its own policy: where every client has another, nobody would read them. */
function noPlayer({ name }: Arm, where: string): InputError {
  return new InputError({
    where,
    expected: "an arm with a client that plays the arm's own policy",
    received: `${excerpt(name)}, all of whose clients have policies of their own`,
    hint: "Leave out use of the clients that are to be tuned",
  });
}

const WHOLE: readonly OptionKind[] = ["count", "horizon", "level", "levelOrNone"];

/** An option that the policy has, over values that it may have. Of a user's own policy nobody knows. */
function checked(option: TunedOption, { use }: Arm, where: (...key: string[]) => string): TunedOption {
  const kind = kindOf(use, option.name);
  const isWhole = kind !== undefined && WHOLE.includes(kind);
  const range = isWhole ? wholeRange(option, where("options", option.name)) : option;
  const values = range.kind === "range" ? [range.from, range.to] : range.values;
  for (const value of values) checkPolicy({ use, options: { [option.name]: value } }, where);
  return range;
}

/** What an option of a policy of the library may be. */
export function kindOf(use: string, option: string): OptionKind | undefined {
  const kinds = findPolicy(use)?.kinds ?? {};
  return Object.hasOwn(kinds, option) ? kinds[option] : undefined;
}

/** Percent of the traces that may be held out. */
const [LEAST, MOST] = [1, 90];

function holdOutOf({ value, where }: Asked<string | readonly string[]>): TuneDesign["holdOut"] {
  if (typeof value !== "string") return { value, where };
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(value)?.[1];
  if (percent === undefined) {
    const sets = value.split(",").map((set) => set.trim());
    if (sets.every((set) => set !== "" && !/^[\d.]+$/.test(set))) return { value: sets, where };
    throw new InputError({
      where,
      expected: "a share of each trace set such as 30%, or names of trace sets",
      received: excerpt(value),
    });
  }
  if (!(Number(percent) >= LEAST && Number(percent) <= MOST))
    throw new InputError({ where, expected: `${LEAST}% to ${MOST}% of the traces`, received: value });
  return { value: Number(percent) / 100, where };
}

function patternOf({ value, where }: Asked<string>): RegExp {
  try {
    return new RegExp(value, "u");
  } catch {
    throw new InputError({ where, expected: "a regular expression", received: excerpt(value) });
  }
}
