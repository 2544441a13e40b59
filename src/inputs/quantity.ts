import { excerpt, InputError } from "../errors.js";

/** What a number in a file means and which values of it make sense. */
export interface Quantity {
  /** A noun phrase with its unit: "a bandwidth in kbps". */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly integer?: true;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a decimal numeral stands for; undefined for anything else, such as "", "NaN", "0x10", "1,5". */
export function parseDecimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined;
}

/**
 * Reads a decimal numeral.
 *
 * @throws InputError when the text is not a number within the quantity's range
 */
export function readQuantity(text: string, quantity: Quantity, where: string, hint?: string): number {
  const value = parseDecimal(text);
  if (isWithin(value, quantity)) return value;
  throw quantityError(text, quantity, where, hint);
}

/** Whether the value is a number that makes sense as that quantity. */
export function isWithin(value: unknown, { min, max, integer }: Quantity): value is number {
  return typeof value === "number" && value >= min && value <= max && (!integer || Number.isInteger(value));
}

/** The complaint about a value that is not within the quantity's range. */
export function quantityError(
  received: unknown,
  quantity: Quantity,
  where: string,
  hint?: string,
): InputError {
  const { name, min, max, integer } = quantity;
  return new InputError({
    where,
    expected: `${name}, a ${integer ? "whole " : ""}number from ${min} to ${max}`,
    received: excerpt(received),
    ...(hint !== undefined && { hint }),
  });
}
