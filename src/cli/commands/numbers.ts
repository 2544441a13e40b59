import { InvalidArgumentError } from "commander";

/** A whole number in plain digits: neither 1e3 nor 0x2. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("Expected a whole number.");
}

/** A whole number of 1 or more in plain digits. */
export function positive(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a whole number of 1 or more.");
}
