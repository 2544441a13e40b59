/**
 * What is wrong with a policy, or with what it answers, in words. Policies may be plain JavaScript: what their types
 * promise is checked here. The engine fails a session with these words, and the contract breaks a rule with them.
 */
import type { Decision, Policy } from "./policy.js";

/** The methods of a policy that a player calls. */
export const POLICY_METHODS = [
  "decide",
  "onSample",
  "onProgress",
  "onIdle",
  "onStall",
  "onSeek",
] as const satisfies readonly (keyof Policy)[];
export type PolicyMethod = (typeof POLICY_METHODS)[number];

/**
 * @param policy what a factory returned, and may be anything
 * @returns why it is no policy; undefined if it is one
 */
export function policyProblem(policy: unknown): string | undefined {
  if (policy instanceof Promise) return "the factory returned a promise: it cannot be async";
  if (typeof policy !== "object" || policy === null)
    return `the factory returned ${shownValue(policy)}: expected a policy, { decide }`;
  for (const method of POLICY_METHODS) {
    const value = (policy as Readonly<Record<string, unknown>>)[method];
    if (typeof value === "function" || (value === undefined && method !== "decide")) continue;
    const held = value === undefined ? `without ${method}` : `whose ${method} is ${shownValue(value)}`;
    return `the factory returned a policy ${held}: expected a function`;
  }
  return undefined;
}

/** Seconds: a policy that waits for more than a day means something else. */
const LONGEST_WAIT = 86_400;

interface DecisionPart {
  /** A noun phrase. */
  readonly expected: string;
  readonly type: "number" | "string";
  isLegal(value: number): boolean;
}

const notNegative = (value: number) => value >= 0 && Number.isFinite(value);

/** The parts of a decision that may be missing. */
const PARTS: Readonly<Record<Exclude<keyof Decision, "level">, DecisionPart>> = {
  waitSeconds: {
    expected: `a number of seconds from 0 to ${LONGEST_WAIT}`,
    type: "number",
    isLegal: (value) => value >= 0 && value <= LONGEST_WAIT,
  },
  replaceFrom: {
    expected: "a media time of 0 seconds or more",
    type: "number",
    isLegal: notNegative,
  },
  reason: { expected: "a text", type: "string", isLegal: () => true },
  estimate: { expected: "a number of bits per second, 0 or more", type: "number", isLegal: notNegative },
};
type PartName = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as readonly PartName[];

/** All that a player reads of a decision. */
export const DECISION_KEYS: readonly string[] = ["level", ...PART_NAMES];

/**
 * What a player reads of an answer, each part once: an answer may have getters, or parts that its class has. Anything
 * that is no object is left as it is.
 */
export function partsOf(answer: unknown): unknown {
  if (!hasParts(answer)) return answer;
  const parts: Record<string, unknown> = {};
  for (const key of DECISION_KEYS) {
    const part = answer[key];
    if (part !== undefined) parts[key] = part;
  }
  return Object.freeze(parts);
}

/** The same of what `onProgress` answers. */
export function abandonmentPartsOf(answer: unknown): unknown {
  return hasParts(answer) ? { abandonTo: answer["abandonTo"] } : answer;
}

const hasParts = (answer: unknown): answer is Readonly<Record<string, unknown>> =>
  typeof answer === "object" && answer !== null && !(answer instanceof Promise);

/** Why nothing at all can be read from what `decide` returned; undefined if something can. */
export function answerProblem(answer: unknown, levels: number): string | undefined {
  if (answer instanceof Promise)
    return "decide() returned a promise: expected { level } at once, so decide cannot be async";
  if (hasParts(answer)) return undefined;
  return `decide() returned ${shownValue(answer)}: expected { level } with a level from 0 to ${levels - 1}`;
}

/** Why what `decide` returned names no level of the ladder; undefined if it does. */
export function levelProblem(answer: unknown, levels: number): string | undefined {
  const none = answerProblem(answer, levels);
  if (none !== undefined) return none;
  const { level } = answer as { readonly level: unknown };
  const wrong = wrongLevel("level", level, levels);
  return wrong && `decide() returned ${wrong}`;
}

/** Why a player cannot take a part of a decision for what it is; undefined if it can, or if the part is missing. */
export function partProblem(name: PartName, value: unknown): string | undefined {
  const { expected, type, isLegal } = PARTS[name];
  if (value === undefined || (typeof value === type && isLegal(value as number))) return undefined;
  return `decide() returned ${name} ${shownValue(value)}: expected ${expected}`;
}

/** The first thing that is not legal about a decision; undefined if all is. */
export function decisionProblem(answer: unknown, levels: number): string | undefined {
  const problem = levelProblem(answer, levels);
  if (problem !== undefined) return problem;
  const decision = answer as Decision;
  for (const name of PART_NAMES) {
    const wrong = partProblem(name, decision[name]);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** What is wrong with what `onProgress` returned; undefined if nothing, and if it lets the download go on. */
export function abandonmentProblem(answer: unknown, levels: number): string | undefined {
  if (!answer) return undefined;
  const expected = `expected { abandonTo } with a level from 0 to ${levels - 1}, or nothing`;
  if (answer instanceof Promise) return `onProgress() returned a promise: ${expected}, at once`;
  if (typeof answer !== "object") return `onProgress() returned ${shownValue(answer)}: ${expected}`;
  const { abandonTo } = answer as { readonly abandonTo?: unknown };
  const wrong = wrongLevel("abandonTo", abandonTo, levels);
  return wrong && `onProgress() returned ${wrong}`;
}

/** What came in the place of a level of the ladder, and what was expected; undefined if it is one. */
function wrongLevel(name: "level" | "abandonTo", value: unknown, levels: number): string | undefined {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < levels) return undefined;
  const came = value === undefined ? `no ${name}` : `${name} ${shownValue(value)}`;
  return `${came}: expected an integer from 0 to ${levels - 1}`;
}

const LONGEST_TEXT = 40;

/** A value in a few words: a text in quotes, what has parts by its kind. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.slice(0, LONGEST_TEXT));
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Promise) return "a promise";
  return Array.isArray(value) ? "an array" : "an object";
}

/** Words for what a policy threw, which may be anything, in one line. */
export function describeThrown(thrown: unknown): string {
  try {
    return String(thrown).replace(/\s+/g, " ");
  } catch {
    return "something that cannot be put into words";
  }
}
