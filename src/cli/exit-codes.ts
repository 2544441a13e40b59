/** What the program's exit says; part of the public interface. */
export const EXIT = {
  done: 0,
  /** A gate or a limit failed, or is inconclusive. */
  gateFailed: 1,
  /** A policy breaks a rule that it was held to. */
  ruleBroken: 1,
  /** A replay that had to agree with its recording does not. */
  decisionsDiffer: 1,
  /** Traces that must be without fault are not. */
  faultsFound: 1,
  /** Wrong usage or input; nothing was written. */
  usage: 2,
  /** Some sessions failed; the rest was written. */
  sessionsFailed: 3,
  /** A fault of abrsim's own (sysexits.h: EX_SOFTWARE). */
  internal: 70,
  /** Interrupted by the user. */
  interrupted: 130,
} as const;
