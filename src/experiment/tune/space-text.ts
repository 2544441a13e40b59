import { parseDocument } from "yaml";
import { excerpt, InputError } from "../../errors.js";
import type { TunedOption } from "./space.js";

const EXPECTED = "a range such as 1..20:log, or values such as 3,5,8";
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`;
const RANGE = new RegExp(String.raw`^\s*(${NUMBER})\s*\.\.\s*(${NUMBER})((?:\s*:\s*\w+)*)\s*$`, "i");
/** A grid's, where nobody says. */
const USUAL_POINTS = 5;
const MOST_POINTS = 1000;

/**
 * `gammaP=1..20:log` or `reservoir=3,5,8`, as `--option` has it.
 *
 * @throws InputError when it is neither
 */
export function optionFromFlag(text: string): { readonly option: TunedOption; readonly where: string } {
  const where = `--option ${text}`;
  const [, name = "", space = ""] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === "" || space.trim() === "")
    throw new InputError({
      where: "--option",
      expected: "an option and what to try, such as gammaP=1..20:log or reservoir=3,5,8",
      received: excerpt(text),
    });
  const option = space.includes("..") ? rangeFromText(name, space, where) : listFromText(name, space, where);
  return { option, where };
}

/** Values between commas are YAML, as in a scenario. */
function listFromText(name: string, text: string, where: string): TunedOption {
  const yaml = parseDocument(`[${text}]`, { prettyErrors: false, logLevel: "error" });
  const values: unknown = yaml.errors.length > 0 ? undefined : yaml.toJS();
  if (!Array.isArray(values) || values.length === 0 || values.some((value) => value === null))
    throw new InputError({ where, expected: EXPECTED, received: excerpt(text) });
  return choices(name, values);
}

/** Values to choose from, each once. */
export function choices(name: string, values: readonly unknown[]): TunedOption {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return { kind: "choices", name, values: [...byText.values()] };
}

/**
 * A range as text: `1..20`, `1..20:log`, `1..8:integer`, `1..20:log:7`.
 *
 * @throws InputError when it is none
 */
export function rangeFromText(name: string, text: string, where: string): TunedOption {
  const match = RANGE.exec(text);
  if (!match) throw new InputError({ where, expected: EXPECTED, received: excerpt(text) });
  const [from, to] = [Number(match[1]), Number(match[2])];
  const words = (match[3] ?? "")
    .split(":")
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "");
  const points = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const scales = words.filter((word) => !/^\d+$/.test(word));
  const strange = scales.find((word) => !["linear", "log", "integer"].includes(word));
  if (strange !== undefined || scales.length > 1 || points.length > 1)
    throw new InputError({
      where,
      expected: "one of :linear, :log and :integer after a range, and at most one number of points",
      received: excerpt(strange ?? words.join(":")),
    });
  const [scale = "linear"] = scales;
  const [count = USUAL_POINTS] = points;
  if (!(from < to && Number.isFinite(to - from)))
    throw new InputError({ where, expected: "a range from less to more", received: `${from}..${to}` });
  if (scale === "log" && from <= 0)
    throw new InputError({ where, expected: "a logarithmic range from above 0", received: `${from}` });
  if (count < 2 || count > MOST_POINTS)
    throw new InputError({ where, expected: `2 to ${MOST_POINTS} points of a range`, received: `${count}` });
  const range = { kind: "range", name, from, to, points: count } as const;
  if (scale === "integer") return wholeRange({ ...range, scale: "linear", whole: true }, where);
  return { ...range, scale: scale as "linear" | "log", whole: false };
}

/** The range over whole numbers alone. @throws InputError where it does not begin and end with such */
export function wholeRange(option: TunedOption, where: string): TunedOption {
  if (option.kind !== "range") return option;
  const { from, to } = option;
  const broken = [from, to].find((end) => !Number.isSafeInteger(end));
  if (broken !== undefined)
    throw new InputError({ where, expected: "a range of whole numbers", received: `${broken}` });
  return { ...option, whole: true };
}
