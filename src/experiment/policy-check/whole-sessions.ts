import { simulate } from "../../engine/simulate.js";
import { generateFamily, traceFamilies } from "../../inputs/generators/index.js";
import { variableSizes } from "../../inputs/index.js";
import { describeThrown } from "../../model/policy-problems.js";
import type { SessionLog } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../model/trace.js";
import { type Video, videoFromSegments } from "../../model/video.js";
import type { CheckedRule } from "../../report/checked-rules.js";
import { bpsFromKbps, type Seconds } from "../../units.js";
import { settingsOfProfile } from "../scenario/index.js";
import type { PolicyOnTrial } from "./subject.js";

const REFERENCE = settingsOfProfile("reference");

/** Players: one that does no more than it must, and one that abandons downloads where the policy asks for it. */
const PLAYERS: readonly { readonly about: string; readonly settings: SessionSettings }[] = [
  { about: "", settings: REFERENCE },
  {
    about: ", abandonment on",
    settings: {
      ...REFERENCE,
      player: {
        ...REFERENCE.player,
        abandonment: { progressEvery: 0.1, progressBits: 0, afterwards: "asked" },
      },
    },
  },
];

export const WHOLE_SESSIONS = {
  rule: "sessions",
  promise: "plays whole sessions to their end, within the levels allowed",
} as const;

/**
 * Simulates the policy on the first shipped trace of each family, with several videos and players.
 *
 * @param onSession told of each session, in words, before it is simulated
 */
export function checkWholeSessions(
  { subject, label, locate }: PolicyOnTrial,
  onSession: (session: string) => void = () => {},
): CheckedRule {
  const { factory, options = {}, oracle = false, surroundings } = subject;
  let thrown: unknown;
  const describeError = (error: unknown) => {
    thrown = error;
    return describeThrown(error);
  };
  for (const trace of shippedTraces())
    for (const video of videos())
      for (const { about, settings } of PLAYERS) {
        const session = `${label} on trace ${trace.name}, ${video.name}${about}`;
        onSession(session);
        const play = () =>
          simulate({
            trace,
            video,
            policy: factory,
            tellsFuture: oracle,
            options,
            settings,
            describeError,
          });
        const log = surroundings ? surroundings.during(play) : play();
        const problem = problemOf(log);
        if (problem === undefined) continue;
        const place = locate(thrown);
        return {
          ...WHOLE_SESSIONS,
          status: "broken",
          problem,
          ...(place !== undefined && { place }),
          session: [session],
        };
      }
  return { ...WHOLE_SESSIONS, status: "kept" };
}

function problemOf({ end, clampedDecisions }: SessionLog): string | undefined {
  if (end.status === "failed") return `failed at segment ${end.segment}: ${end.problem}`;
  if (end.status !== "completed") return `left the session ${end.status} after ${end.at.toFixed(1)} s`;
  if (clampedDecisions === 0) return undefined;
  return `answered with levels that are not allowed, ${clampedDecisions} times`;
}

function* shippedTraces(): Generator<Trace> {
  for (const { name: set } of traceFamilies) {
    const [first] = generateFamily(set);
    yield traceFromIntervals({ name: `${set}/${first!.name}`, set }, first!.intervals);
  }
}

const LENGTH: Seconds = 180;

/** Ladders of one level, of five that vary, and of nine; their last segment is shorter. */
function videos(): Video[] {
  return [
    video([800], 6),
    video([300, 750, 1200, 1850, 4300], 2),
    video([300, 600, 1000, 2000, 3000, 5000, 8000, 20_000, 25_000], 4),
  ];
}

function video(kbps: readonly number[], segmentDuration: Seconds): Video {
  const levels = kbps.map((one) => ({ bitrate: bpsFromKbps(one) }));
  const last = segmentDuration / 2;
  const whole = new Array<Seconds>(LENGTH / segmentDuration).fill(segmentDuration);
  const durations = Float64Array.of(...whole, last);
  const model = { seed: 1, variation: 0.2, correlation: 0.5, levelShare: 0.05 };
  const sizes = variableSizes(levels, durations, model);
  const name = `${levels.length === 1 ? "one level" : `${levels.length} levels`} in segments of ${segmentDuration} s`;
  return videoFromSegments({ name, levels, segmentDuration, durations, sizes, sizesAre: "estimated" });
}
