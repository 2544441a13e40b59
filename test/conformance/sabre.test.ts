import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { findProfile } from "../../src/experiment/profiles/index.js";
import { resolveSettings } from "../../src/experiment/scenario/index.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { throughput } from "../../src/policies/index.js";
import { oracleTrace, oracleVideo, readOracle } from "../support/oracles.js";

/*
 * The simulator Sabre without abandonment, driven by its throughput rule: levels equal, figures to 1e-6 relative or
 * 1e-5 absolute.
 */

interface Series {
  readonly video: string;
  readonly trace: string;
  readonly config: string;
  readonly levels: readonly number[];
  readonly "total play time": number;
  readonly "total rebuffer": number;
  readonly "total bitrate change": number;
  readonly "time average played bitrate": number;
}

const CONFIGS: Readonly<Record<string, { readonly insufficientBuffer?: boolean }>> = {
  throughput: {},
  "throughput-noibr": { insufficientBuffer: false },
};

const settings = resolveSettings(findProfile("sabre")!, {
  player: { maxBufferSeconds: 25, abandonment: false },
});

const series = readOracle<Series[]>("sabre.json").filter(({ config }) => config in CONFIGS);

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.max(1e-5, 1e-6 * Math.abs(expected)));

describe.each(series)("$config on $trace, as in Sabre", (oracle) => {
  const video = oracleVideo(oracle.video);
  const log = simulate({
    trace: oracleTrace(oracle.trace),
    video,
    policy: throughput,
    options: CONFIGS[oracle.config]!,
    settings,
  });
  const { metrics } = measureSession(log, video);

  it("chooses the same levels", () => {
    expect(Array.from(log.requests.level.subarray(0, log.requests.count))).toEqual(oracle.levels);
  });

  it("has the same figures", () => {
    near(metrics.watched, oracle["total play time"]);
    near(metrics.stall, oracle["total rebuffer"]);
    near(metrics.switchMagnitude / 1000, oracle["total bitrate change"]);
    near(
      ((metrics.meanBitrate! / 1000) * video.duration) / metrics.watched,
      oracle["time average played bitrate"],
    );
  });
});

it("has all twelve series", () => expect(series).toHaveLength(12));
