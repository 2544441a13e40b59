import type { SessionIdentity } from "../model/session.js";

/** Which session it is, for a message. */
export const sessionInWords = ({ policy, trace, video, replicate }: SessionIdentity): string =>
  `${policy} on ${trace}, ${video}, replicate ${replicate}`;
