import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { walkBuffer } from "../../src/metrics/buffer-corners.js";
import { isPlain } from "../../src/metrics/plain-log.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { SessionLog } from "../../src/model/session.js";
import { policies, settings, traces, videos } from "../support/arbitraries.js";
import { logOf, threeLevels } from "../support/logs.js";

const simulated = fc.record({ trace: traces, video: videos, policy: policies, settings });

/** The same log, with a detail that says nothing, which the shorter ways to its figures do not take. */
const withDetail = (log: SessionLog): SessionLog => ({
  ...log,
  requests: { ...log.requests, details: [undefined] },
});

describe("isPlain", () => {
  it("holds for what one request at a time gives, and the general way finds the same figures", () => {
    fc.assert(
      fc.property(simulated, (setup) => {
        const log = simulate(setup);
        expect(isPlain(log, setup.video)).toBe(true);
        expect(isPlain(withDetail(log), setup.video)).toBe(false);
        const plain = measureSession(log, setup.video);
        const general = measureSession(withDetail(log), setup.video);
        expect(rounded(general.metrics)).toEqual(rounded(plain.metrics));
        expect(general.played.map(rounded)).toEqual(plain.played.map(rounded));
        const levels: number[] = [];
        walkBuffer(withDetail(log), setup.video, (_time, buffer) => levels.push(buffer));
        expect(Math.min(...levels)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  const states = [
    ["starting", 0, 0],
    ["playing", 1, 0],
    ["quit", 3, 2],
  ] as const;
  const first = { segment: 0, finished: 1 };
  const plain = { states, requests: [first] };
  const second = { segment: 1, finished: 2 };

  it.each([
    ["separate audio", { ...plain, audio: [first] }],
    ["a segment twice", { states, requests: [first, { ...first, finished: 2 }] }],
    ["segments out of order", { states, requests: [second, first] }],
    ["a failure", { states, requests: [{ ...first, outcome: "failed" as const }, first] }],
    ["a failure at the end", { states, requests: [first, { ...second, outcome: "failed" as const }] }],
    ["another speed", { states: [...states, ["quit", 3, 2, 1.5] as const], requests: [first] }],
    ["a seek", { ...plain, events: [{ at: 1, kind: "seek", from: 0, to: 0, by: "viewer" } as const] }],
    ["a join in the middle", { states, requests: [second] }],
    ["media shown while it arrives", { states, requests: [{ ...first, finished: 2, bufferAfter: 1 }] }],
    [
      "media shown that never arrived in whole",
      {
        states: [...states, ["quit", 4, 3] as const],
        requests: [first, { ...second, outcome: "cut" as const }],
      },
    ],
  ])("does not hold with %s", (_what, parts) => {
    expect(isPlain(logOf(plain), threeLevels(5))).toBe(true);
    expect(isPlain(logOf(parts), threeLevels(5))).toBe(false);
  });
});

/** Numbers to nine digits, about; the two ways add up in different orders. */
function rounded(fields: object) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toPrecision(6)) + 0 : value,
    ]),
  );
}
