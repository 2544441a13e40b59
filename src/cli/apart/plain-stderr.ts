import { writeSync } from "node:fs";
import { Writable } from "node:stream";

const STDERR = 2;
/** Milliseconds until a full pipe is tried again. */
const PAUSE = 5;

/**
 * Standard error as the main thread has it. A thread's own goes through the event loops of both, so that what a policy
 * prints before it gets stuck would never be seen.
 */
export const plainStderr = (): Writable =>
  new Writable({
    write(chunk: Buffer, _, done) {
      try {
        for (let rest = chunk; rest.length > 0; ) rest = rest.subarray(written(rest));
      } catch {
        // Whoever read it has gone.
      }
      done();
    },
  });

/** @returns how many bytes were taken */
function written(bytes: Buffer): number {
  try {
    return writeSync(STDERR, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return 0;
  }
}
