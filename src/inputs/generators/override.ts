import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import { formatPath, type Path, readDocument } from "../document.js";
import { generatorFrom, plainDocument } from "./document.js";
import type { TraceFamily, TraceGenerator } from "./family.js";
import { GENERATOR_KINDS } from "./kinds.js";

interface Assignment {
  /** As the user wrote it, with its flag. */
  readonly flag: string;
  readonly path: Path;
  readonly value: unknown;
}

/**
 * A generator with other values for some of its parameters.
 *
 * @param assignments "periodSeconds=40": a path into the generator's document, and YAML. A parameter may be named without
 *   its unit: "period=40"
 * @throws InputError for an assignment that is none, an unknown parameter, or a value that makes no sense
 */
export function withParameters(family: TraceFamily, assignments: readonly string[]): TraceFamily {
  if (assignments.length === 0) return family;
  if (family.kind === "patterns")
    throw new InputError({
      where: `--set ${assignments[0]}`,
      expected: "a generator that has parameters",
      received: excerpt(family.name),
      hint: "Take step, square, sinusoid or outage",
    });
  const set = assignments.map((assignment) => parse(assignment, family));
  const value = set.reduce<unknown>(
    (document, { path, value }) => replaced(document, path, value),
    plainDocument(family),
  );
  const where = (path: Path): string => {
    const flag = set.findLast((one) => isWithin(path, one.path) || isWithin(one.path, path))?.flag;
    if (path.length === 0) return family.name;
    return flag ?? `${family.name}, ${formatPath(path)}`;
  };
  return { ...family, ...generatorFrom({ value, where }, family.name) } as TraceFamily;
}

function parse(assignment: string, { kind, name: family }: TraceGenerator): Assignment {
  const flag = `--set ${assignment}`;
  const [, key = "", text = ""] = /^([^=]+)=(.+)$/s.exec(assignment) ?? [];
  const [first = "", ...rest] = key.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  if ([first, ...rest].some((step) => step === ""))
    throw new InputError({
      where: flag,
      expected: "key=value",
      received: excerpt(assignment),
      hint: "For example --set periodSeconds=40",
    });
  const names = GENERATOR_KINDS[kind].parameters.map(({ name }) => name);
  const whole = [...names, ...IDENTITY].find((name) => name === first || withoutUnit(name) === first);
  if (whole === undefined)
    throw new InputError({
      where: flag,
      expected: `a parameter of ${family}: ${names.join(", ")}`,
      received: excerpt(first),
      ...nearestHint(
        first,
        names.flatMap((name) => [name, withoutUnit(name)]),
      ),
    });
  const steps = rest.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return { flag, path: [whole, ...steps], value: readValue(text, flag) };
}

function readValue(text: string, flag: string): unknown {
  try {
    return readDocument(text, flag).value;
  } catch (error) {
    // It has one line, whose number says nothing.
    if (error instanceof InputError) throw new InputError({ ...error.problem, where: flag });
    throw error;
  }
}

/** What of a generator is no parameter and may be given another value. */
const IDENTITY = ["name", "description", "source"];

const withoutUnit = (name: string) => name.replace(/(?:Mbps|Seconds|Ms)$/, "");

/** A copy in which something else stands at a path. What is not there is made, for the reader to complain of. */
function replaced(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(whole) && typeof step === "number" && step < whole.length)
    return whole.with(step, replaced(whole[step], rest, value));
  const mapping = typeof whole === "object" && whole !== null && !Array.isArray(whole) ? whole : {};
  const inside = Object.hasOwn(mapping, step) ? (mapping as Record<string, unknown>)[step] : undefined;
  return { ...mapping, [step]: replaced(inside, rest, value) };
}

const isWithin = (path: Path, outer: Path): boolean => outer.every((step, i) => path[i] === step);
