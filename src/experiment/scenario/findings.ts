import type { z } from "zod";
import type { KeyPath } from "./document.js";
import { valueAt } from "./layers.js";
import { keysAt } from "./schema-walk.js";

/** One thing that is wrong, with the whole path to it. */
export interface Finding {
  readonly path: KeyPath;
  readonly kind: "unknown key" | "missing" | "wrong";
  /** Completes "expected ...". */
  readonly expected: string;
  readonly received: unknown;
}

/** What an issue comes to: of a value with several ways to write it, what is wrong with the way that was meant. */
export function findingsOf(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  values: unknown,
  above: KeyPath = [],
): Finding[] {
  const path = [...above, ...issue.path];
  const received = valueAt(values, path);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path, values);
    return issue.keys.map((key) => unknown([...path, key], known));
  }
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue.errors);
    if (meant) return meant.flatMap((inner) => findingsOf(inner, schema, values, path));
    if (received === undefined)
      return [...strangersBeside(path, schema, values), missing(path, issue.message)];
  }
  if (received === undefined) return [missing(path, issue.message)];
  return [{ path, kind: "wrong", expected: issue.message, received }];
}

const missing = (path: KeyPath, expected: string): Finding => ({
  path,
  kind: "missing",
  expected,
  received: undefined,
});

const unknown = (path: KeyPath, known: readonly string[]): Finding => ({
  path,
  kind: "unknown key",
  expected: `one of the keys ${known.filter(isForPeople).join(", ")}`,
  received: path.at(-1),
});

/** Where the key that says which kind a mapping is of is missing: keys that no kind has, of which one may be meant. */
function strangersBeside(path: KeyPath, schema: z.core.$ZodType, values: unknown): Finding[] {
  const parent = path.slice(0, -1);
  const known = keysAt(schema, parent, values);
  const strangers = Object.keys(Object(valueAt(values, parent))).filter((key) => !known.includes(key));
  return strangers.map((key) => unknown([...parent, key], known));
}

/** `$schema` is for editors. */
const isForPeople = (key: string) => !key.startsWith("$");

type Branch = readonly z.core.$ZodIssue[];

/** Of several ways to write a value, the one whose type fits, and whose keys fit best; none: the union says all. */
function meantBranch(branches: readonly Branch[]): Branch | undefined {
  const fitting = branches.filter((branch) => !branch.some(isOfAnotherType));
  return [...fitting].sort((one, other) => strangeKeys(one) - strangeKeys(other))[0];
}

const isOfAnotherType = (issue: z.core.$ZodIssue) =>
  (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.path.length === 0;

/** Keys that this way does not know, and those that it misses. */
function strangeKeys(branch: Branch): number {
  return branch.reduce((sum, issue) => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) return sum + issue.keys.length;
    return issue.code === "invalid_type" && issue.path.length === 1 && issue.input === undefined
      ? sum + 1
      : sum;
  }, 0);
}
