import { InvalidArgumentError } from "commander";

/** A time in plain decimals, over 0: "5", "0.5". */
export function seconds(text: string): number {
  const value = Number(text);
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(text) && value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("Expected a number of seconds over 0.");
}
