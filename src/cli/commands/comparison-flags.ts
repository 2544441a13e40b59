import { InvalidArgumentError } from "commander";

/** Gathers `metric=2%` and `metric=0.002`. */
export function collectMargin(
  text: string,
  before: Readonly<Record<string, number | string>> = {},
): Record<string, number | string> {
  const [name, value] = assignment(text, "metric=margin, such as qoe_linear=2% or stall_ratio=0.002");
  if (/^(?:\d+(?:\.\d+)?|\.\d+)\s*%$/.test(value)) return { ...before, [name]: value };
  return { ...before, [name]: atLeastZero(value, "a margin of 0 or more, or a share such as 2%") };
}

/** Gathers `traces/4g=3`, several separated by commas. */
export function collectWeights(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const weights = text.split(",").map((part): [string, number] => {
    const [set, value] = assignment(part, "trace set=weight, such as traces/4g=3");
    const weight = atLeastZero(value, "a weight over 0");
    if (weight === 0 || weight > 1e9)
      throw new InvalidArgumentError("Expected a weight over 0, and at most 1e9.");
    return [set, weight];
  });
  return { ...before, ...Object.fromEntries(weights) };
}

/** `90/10` -> 90: what is the control's, then what is the arms'. */
export function controlPercent(text: string): number {
  const [, control, arm] = (/^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text) ?? []).map(Number);
  const whole = control !== undefined && arm !== undefined && control > 0 && arm > 0;
  if (!whole || Math.abs(control + arm - 100) > 1e-9)
    throw new InvalidArgumentError("Expected two percentages that make 100, such as 90/10.");
  return control;
}

function assignment(text: string, expected: string): [name: string, value: string] {
  const at = text.lastIndexOf("=");
  const name = text.slice(0, at).trim();
  if (at <= 0 || name === "") throw new InvalidArgumentError(`Expected ${expected}.`);
  return [name, text.slice(at + 1).trim()];
}

function atLeastZero(text: string, expected: string): number {
  const value = Number(text);
  if (/^(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
}
