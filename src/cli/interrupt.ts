import { Interrupted } from "../experiment/interrupted.js";

/** The user's wish to stop, from the moment that it is listened for. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** The work's result, or {@link Interrupted} as soon as the user wants to stop; the work then runs on unheeded. */
  unless<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

/** Listens for Ctrl-C and for being asked to terminate. A second Ctrl-C ends the program on the spot. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const interrupted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(new Interrupted()));
  });
  // Nobody may be waiting when it comes.
  interrupted.catch(() => {});
  const abort = () => controller.abort();
  process.once("SIGINT", abort).once("SIGTERM", abort);
  return {
    signal: controller.signal,
    unless: (work) => Promise.race([work, interrupted]),
    stop: () => void process.off("SIGINT", abort).off("SIGTERM", abort),
  };
}
