import { Console } from "node:console";
import { EndedEarly } from "./apart/ended-early.js";
import { EXIT } from "./exit-codes.js";
import { reportError } from "./report-error.js";

/**
 * Guards the program against code that it runs for its user: a policy may end the process, wait for what never comes,
 * fail outside of any call, or print to where the results go.
 *
 * @returns to be called with the exit code when all is done
 */
export function guard(): (code: number) => void {
  // Results alone go to stdout.
  globalThis.console = new Console(process.stderr);
  let finished = false;
  process.on("exit", () => {
    if (finished) return;
    process.exitCode = reportError(new EndedEarly());
  });
  const fail = (error: unknown) => finish(reportError(error));
  process.on("uncaughtException", fail).on("unhandledRejection", fail);
  // A reader that has seen enough (as in `| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") finish(EXIT.done);
    else fail(error);
  });

  function finish(code: number): void {
    finished = true;
    process.exitCode = code;
    // Timers that a policy left running must not keep the program alive, but what was printed must get out.
    if (process.stdout.writableLength === 0) process.exit();
    else process.stdout.end(() => process.exit());
  }
  return finish;
}
