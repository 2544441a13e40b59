import { simulate } from "../../src/engine/simulate.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import type { Trace } from "../../src/model/trace.js";
import type { Video } from "../../src/model/video.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { PLAYER, play, requestsOf } from "../support/plain.js";

/** The levels of a session, so that none of them drifts unnoticed. */
export function goldenLevels(
  policy: PolicyFactory,
  content: { readonly trace: Trace; readonly video: Video; readonly tellsFuture?: boolean },
): number[] {
  const settings = { player: { ...PLAYER, maxBuffer: 40 }, network: {}, viewer: {} };
  const { requests } = simulate({ ...content, policy, settings });
  return Array.from(requests.level.subarray(0, requests.count));
}

/** The level of every segment of a session on a trace with outages, with six levels of varying sizes, as digits. */
export function goldenSession(policy: PolicyFactory): string {
  const log = play({
    trace: oracleTrace("trace-outage-1.json"),
    video: oracleVideo("video-six-level.json"),
    policy,
    player: { maxBuffer: 60, startupBuffer: 3, resumeBuffer: 3 },
    seed: 5,
  });
  return requestsOf(log.requests)
    .map(({ level }) => level)
    .join("");
}
