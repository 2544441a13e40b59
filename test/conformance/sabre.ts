import { expect } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { findProfile } from "../../src/experiment/profiles/index.js";
import { resolveSettings } from "../../src/experiment/scenario/index.js";
import { sabreScore } from "../../src/metrics/qoe/sabre-score.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import { bola, bolaE, dynamic, dynamicDash, throughput } from "../../src/policies/index.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";

/** A series as recorded from Sabre: what it ran, and the figures it printed, in seconds and kbit/s. */
export interface SabreSeries {
  readonly video: string;
  readonly trace: string;
  readonly config: string;
  readonly "total play time": number;
  readonly "total rebuffer": number;
  readonly "total bitrate change": number;
  readonly "time average played bitrate": number;
  readonly "time average score": number;
}

/** What Sabre was asked for, as policy and options of ours. */
const CONFIGS: Readonly<Record<string, readonly [policy: PolicyFactory, options?: object]>> = {
  throughput: [throughput],
  "throughput-noibr": [throughput, { insufficientBuffer: false }],
  "bola-basic-u": [bola, { variant: "u", adaptiveBuffer: false }],
  "bola-basic": [bola, { variant: "o", adaptiveBuffer: false }],
  bola: [bola, { variant: "u" }],
  "bola-o": [bola, { variant: "o" }],
  bolae: [bolaE, { variant: "u" }],
  "bolae-noibr": [bolaE, { variant: "u", insufficientBuffer: false }],
  dynamic: [dynamic],
  dynamicdash: [dynamicDash],
};

/**
 * Plays the session of a series under a profile, with a maximum buffer of 25 s.
 *
 * @returns the log, and the levels for which downloads were given up, in order
 */
export function playSeries(
  series: SabreSeries,
  profile: string,
  player: { readonly abandonment?: false } = {},
) {
  const video = oracleVideo(series.video);
  const [policy, options = {}] = CONFIGS[series.config]!;
  const settings = resolveSettings(findProfile(profile)!, { player: { maxBufferSeconds: 25, ...player } });
  const abandonedTo: number[] = [];
  const overheard: PolicyFactory = (...made) => {
    const own = policy(...made);
    return {
      ...own,
      onProgress(...told) {
        const answer = own.onProgress?.(...told);
        if (answer) abandonedTo.push(answer.abandonTo);
        return answer;
      },
    };
  };
  const log = simulate({ trace: oracleTrace(series.trace), video, policy: overheard, options, settings });
  return { log, video, abandonedTo };
}

/** To 1e-6 relative or 1e-5 absolute, whichever is larger. */
export function expectFigures(
  { log, video }: Pick<ReturnType<typeof playSeries>, "log" | "video">,
  series: SabreSeries,
): void {
  const measured = measureSession(log, video);
  const { watched, stall, switchMagnitude, meanBitrate } = measured.metrics;
  const figures = {
    "total play time": watched,
    "total rebuffer": stall,
    "total bitrate change": switchMagnitude / 1000,
    "time average played bitrate": ((meanBitrate! / 1000) * video.duration) / watched,
    "time average score": sabreScore.score({ ...measured, log, video })!,
  };
  for (const [name, value] of Object.entries(figures)) {
    const recorded = series[name as keyof typeof figures];
    const tolerance = Math.max(1e-5, 1e-6 * Math.abs(recorded));
    expect(Math.abs(value - recorded), `${name}: ${value}, in Sabre ${recorded}`).toBeLessThanOrEqual(
      tolerance,
    );
  }
}
