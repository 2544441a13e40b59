import { InputError } from "../errors.js";
import { Interrupted } from "../experiment/interrupted.js";
import { EndedEarly } from "./apart/ended-early.js";
import { EXIT } from "./exit-codes.js";

/** Says on stderr what went wrong, in one line, and returns the exit code for it. */
export function reportError(error: unknown): number {
  if (error instanceof Interrupted) {
    process.stderr.write(`abrsim: ${error.message}\n`);
    return EXIT.interrupted;
  }
  if (error instanceof InputError) {
    process.stderr.write(`abrsim: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof EndedEarly) {
    process.stderr.write(`abrsim: ${error.message}\n`);
    return EXIT.internal;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(
    `abrsim: internal error: ${message}. Please report it, with the command that you ran (ABRSIM_DEBUG=1 prints more)\n`,
  );
  if (process.env["ABRSIM_DEBUG"] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return EXIT.internal;
}
