import { InvalidArgumentError } from "commander";

/** A number of 0 or more in plain decimals: "0", "12.5". */
export function fromZero(text: string): number {
  const value = Number(text);
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(text) && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("Expected a number of 0 or more.");
}
