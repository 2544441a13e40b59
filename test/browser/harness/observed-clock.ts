import { msFromSeconds } from "../../../src/units.js";
import type { PolicyPlayed } from "./protocol.js";
import type { Played } from "./session.js";

/**
 * Where along the trace, in ms, the clock of a session's observations began. The page hears of a decision after the
 * policy has thought about it, which on a busy machine can take tens of milliseconds, at the first decision above all:
 * the one that was heard of soonest tells.
 */
export const observedFromMs = ({ value, pageClockOffsetMs }: Played<PolicyPlayed>): number =>
  Math.min(...value.told.map(({ atMs, now }) => atMs! - msFromSeconds(now))) + pageClockOffsetMs;
