import type { z } from "zod";
import { excerpt, InputError } from "../../errors.js";
import { nearest } from "../../suggestion.js";
import { type KeyPath, pathText, placeOf, type ScenarioDocument, whereOf } from "./document.js";
import { type Finding, findingsOf } from "./findings.js";
import { scenarioSchema } from "./schema.js";
import { keysAt } from "./schema-walk.js";

/**
 * The first problem of a document as an error. First is by place, but a missing key comes after all others: what
 * is missing is often only misspelt.
 */
export function firstProblem(
  document: ScenarioDocument,
  values: unknown,
  issues: readonly z.core.$ZodIssue[],
): InputError {
  const findings = issues.flatMap((issue) => findingsOf(issue, scenarioSchema, values));
  const rank = (finding: Finding) =>
    (finding.kind === "missing" ? Number.MAX_SAFE_INTEGER / 2 : 0) +
    placeOf(document, finding.path, "key").offset;
  const [first] = findings.sort((a, b) => rank(a) - rank(b));
  return new InputError(explain(document, first!, values));
}

function explain(document: ScenarioDocument, { path, kind, expected, received }: Finding, values: unknown) {
  const where = whereOf(document, path, kind === "wrong" ? "value" : "key");
  const hint =
    kind === "unknown key"
      ? keyHint(path, values)
      : kind === "wrong"
        ? valueHint(expected, received)
        : undefined;
  return {
    where,
    expected,
    received: received === null ? "nothing" : excerpt(received),
    ...(hint !== undefined && { hint }),
  };
}

/** The key that was meant: one of this name a level down, or a near one here; or the policy's option. */
function keyHint(path: KeyPath, values: unknown): string | undefined {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const siblings = keysAt(scenarioSchema, parent, values);
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
