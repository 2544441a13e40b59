import { chromiumPath, MissingProgram } from "./harness/programs.js";
import { makeStream } from "./stream/make-stream.js";

/** Once before all tests: looks for the programs, and encodes the stream. */
export default function setup(): void {
  try {
    chromiumPath();
    makeStream();
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    // Thrown, it would be shown with a stack and a summary of tests that have not run.
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
