import type { PolicyFactory } from "../../../src/model/policy.js";
import { oracleTrace, oracleVideo } from "../../support/oracles.js";
import { play, requestsOf } from "../../support/plain.js";

/**
 * The levels that a session asks for, on a trace of a commute with six levels of varying sizes and 25 s of buffer.
 * Downloads may be given up, which an x marks; segments that are fetched to replace another copy are named.
 */
export function goldenRequests<Options extends object>(
  policy: PolicyFactory<Options>,
  options: Partial<Options> = {},
): string {
  const log = play({
    trace: oracleTrace("trace-commute-1.json"),
    video: oracleVideo("video-six-level.json"),
    policy: (_, context) => policy(options, context),
    player: {
      maxBuffer: 25,
      startupBuffer: 4,
      resumeBuffer: 4,
      abandonment: { progressEvery: 0.05, progressBits: 12_000, afterwards: "forced" },
    },
  });
  let newest = -1;
  return requestsOf(log.requests)
    .map(({ segment, level, outcome }) => {
      const replaces = segment < newest;
      newest = Math.max(newest, segment);
      const asked = `${level}${outcome === "abandoned" ? "x" : ""}`;
      return replaces ? `(${segment}:${asked})` : asked;
    })
    .join("");
}
