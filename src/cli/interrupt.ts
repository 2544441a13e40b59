/** Listens for the user's wish to stop. */
export interface Interrupt {
  /** Aborted by it. */
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Listens for Ctrl-C and for being asked to terminate. A second Ctrl-C ends the program on the spot. It takes a thread
 * that is free to hear: what may take long, and whatever runs a policy, is done apart from it.
 */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort).once("SIGTERM", abort);
  return {
    signal: controller.signal,
    stop: () => void process.off("SIGINT", abort).off("SIGTERM", abort),
  };
}
