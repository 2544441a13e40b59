import type { z } from "zod";
import { excerpt, InputError } from "../../errors.js";
import { nearest } from "../../suggestion.js";
import { type KeyPath, pathText, placeOf, type ScenarioDocument, whereOf } from "./document.js";
import { scenarioSchema } from "./schema.js";
import { keysAt } from "./schema-walk.js";

/** One thing that is wrong, with the whole path to it. */
interface Finding {
  readonly path: KeyPath;
  readonly kind: "unknown key" | "missing" | "wrong";
  /** Completes "expected ...". */
  readonly expected: string;
  readonly received: unknown;
}

/**
 * The first problem of a document as an error. First is by place, but a missing key comes after all others: what
 * is missing is often only misspelt.
 */
export function firstProblem(
  document: ScenarioDocument,
  values: unknown,
  issues: readonly z.core.$ZodIssue[],
): InputError {
  const findings = issues.flatMap((issue) => findingsOf(issue, [], values));
  const rank = (finding: Finding) =>
    (finding.kind === "missing" ? Number.MAX_SAFE_INTEGER / 2 : 0) +
    placeOf(document, finding.path, "key").offset;
  const [first] = findings.sort((a, b) => rank(a) - rank(b));
  return new InputError(explain(document, first!));
}

function findingsOf(issue: z.core.$ZodIssue, above: KeyPath, values: unknown): Finding[] {
  const path = [...above, ...issue.path];
  const received = valueAt(values, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      kind: "unknown key",
      expected: `one of the keys ${keysAt(scenarioSchema, path).filter(isForPeople).join(", ")}`,
      received: key,
    }));
  }
  if (issue.code === "invalid_union") {
    // The way of writing it that was meant is the one whose type fits; none fits: the union says what would.
    const meant = issue.errors.find((branch) => !branch.some(isWrongType));
    if (meant) return meant.flatMap((inner) => findingsOf(inner, path, values));
  }
  const kind = received === undefined ? "missing" : "wrong";
  return [{ path, kind, expected: issue.message, received }];
}

/** `$schema` is for editors. */
const isForPeople = (key: string) => !key.startsWith("$");

const isWrongType = (issue: z.core.$ZodIssue) => issue.code === "invalid_type" && issue.path.length === 0;

function explain(document: ScenarioDocument, { path, kind, expected, received }: Finding) {
  const where = whereOf(document, path, kind === "wrong" ? "value" : "key");
  const hint =
    kind === "unknown key" ? keyHint(path) : kind === "wrong" ? valueHint(expected, received) : undefined;
  return {
    where,
    expected,
    received: received === null ? "nothing" : excerpt(received),
    ...(hint !== undefined && { hint }),
  };
}

/** The key that was meant: one of this name a level down, or a near one here; or the policy's option. */
function keyHint(path: KeyPath): string | undefined {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const siblings = keysAt(scenarioSchema, parent);
  const home = siblings.find((sibling) => keysAt(scenarioSchema, [...parent, sibling]).includes(key));
  if (home !== undefined) return `Write it as ${pathText([...parent, home, key])}`;
  const near = nearest(key, siblings);
  if (near !== undefined) return `Did you mean ${JSON.stringify(near)}?`;
  return parent[0] === "policies" && parent.length === 2
    ? `An option of the policy goes under options: { ${key}: ... }`
    : undefined;
}

const NUMBER_WITH_UNIT = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*[a-z/%]*\s*$/i;

/** For values of the right sense in the wrong form. */
function valueHint(expected: string, received: unknown): string | undefined {
  if (typeof received === "string") {
    const number = NUMBER_WITH_UNIT.exec(received)?.[1];
    if (number !== undefined && /number|milliseconds|seconds|kbit/.test(expected)) {
      return `Write ${number}, without quotes or a unit`;
    }
    if (expected.startsWith("a list")) return `Write it in brackets: [${received}]`;
  }
  if (typeof received === "number" && expected.startsWith("a name")) return `Put it in quotes: "${received}"`;
  return undefined;
}

function valueAt(values: unknown, path: KeyPath): unknown {
  let value = values;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
