/** Sessions as input of ITU-T P.1203: see docs/p1203.md. */
export type { P1203Input } from "./format.js";
export { type P1203Level, p1203Level } from "./level.js";
export { p1203Input, type SessionForP1203 } from "./session.js";
