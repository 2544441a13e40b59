import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import { linear } from "../../src/metrics/qoe/linear.js";
import { requestStalls } from "../../src/metrics/request-fates.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import { bb, robustMpc } from "../../src/policies/index.js";
import { oracleTrace, oracleVideo, readOracle } from "../support/oracles.js";

/*
 * Pensieve's test environment, driven by its buffer-based rule and by its RobustMPC, which looks up sizes a segment too
 * far: the recorded series must be met segment by segment under profile `pensieve`.
 */

interface Series {
  readonly trace: string;
  readonly policy: "bb" | "mpc";
  readonly levels: readonly number[];
  readonly delay_ms: readonly number[];
  readonly buffer_s: readonly number[];
  readonly rebuffer_s: readonly number[];
  readonly qoe_lin_sum: number;
}

const inWholeBytes = (bits: number) => Math.floor(bits / 8) * 8;
const video = oracleVideo("video-six-level.json", 48, inWholeBytes);
const settings = settingsOfProfile("pensieve");
const series = readOracle<Series[]>("pensieve.json");

const near = (expected: readonly number[]) =>
  expected.map((value) => expect.closeTo(value, 6) as unknown as number);

const ARMS: Record<Series["policy"], { readonly policy: PolicyFactory; readonly options: object }> = {
  bb: { policy: bb, options: {} },
  mpc: { policy: robustMpc, options: { sizeOffset: 1 } },
};

it("has six series of each", () => {
  expect(series.map(({ policy }) => policy).sort()).toEqual([
    ...Array(6).fill("bb"),
    ...Array(6).fill("mpc"),
  ]);
});

describe.each(series)("$policy on $trace, as in Pensieve", (oracle) => {
  const log = simulate({ trace: oracleTrace(oracle.trace), video, ...ARMS[oracle.policy], settings });
  const { requests } = log;
  const column = (values: Float64Array | Int32Array) => Array.from(values.subarray(0, requests.count));

  it("chooses the same levels", () => expect(column(requests.level)).toEqual(oracle.levels));

  it("takes the same time for each", () => {
    const delays = column(requests.finished).map((finished, row) => finished - requests.requested[row]!);
    expect(delays).toEqual(near(oracle.delay_ms.map((ms) => ms / 1000)));
  });

  it("has the same buffer after each", () => {
    // Pensieve's is the buffer after the sleep that follows; ours after the segment arrived. The sleep is the wait
    // before the next request, during which the buffer drains.
    const waits = column(requests.requested).map((at, row) =>
      row > 0 ? at - requests.finished[row - 1]! : 0,
    );
    const buffers = column(requests.bufferAfter).map((buffer, row) => buffer - (waits[row + 1] ?? 0));
    const sleepAfterLast = Math.ceil(Math.max(0, buffers.at(-1)! - 60) / 0.5) * 0.5;
    buffers[buffers.length - 1]! -= sleepAfterLast;
    expect(buffers).toEqual(near(oracle.buffer_s));
  });

  it("rebuffers as long, the first delay included", () => {
    const stalls = requestStalls(log);
    const startup = measureSession(log, video).metrics.startup!;
    expect(stalls.map((stall, row) => (row === 0 ? startup : stall))).toEqual(near(oracle.rebuffer_s));
  });

  it("has the same QoE_lin", () => {
    const scoring = settings.scoring!;
    const score = linear.score({ ...measureSession(log, video), log, video, scoring });
    expect(score).toBeCloseTo(oracle.qoe_lin_sum, 6);
  });
});
