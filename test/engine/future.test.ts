import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { simulateTogether } from "../../src/engine/simulate-together.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import { REQUEST_OUTCOMES, type SessionLog } from "../../src/model/session.js";
import type { NetworkSettings } from "../../src/model/settings/index.js";
import { settings, traces, videos } from "../support/arbitraries.js";
import { plainTrace, plainVideo, play } from "../support/plain.js";

/** A policy that takes levels in turn and foretells each download. */
function foretelling(foretold: number[], waits = 0): PolicyFactory {
  return (_, { future, levels, sizeOf }) => ({
    name: "foretelling",
    decide({ now, segment }) {
      const level = segment.index % levels.length;
      foretold[segment.index] = future!.deliveryEnd(now + waits, sizeOf!(segment.index, level)!);
      return { level, waitSeconds: waits };
    },
  });
}

/** Of each segment that arrived: when it did, less when it was foretold to. */
function errors({ requests }: SessionLog, foretold: readonly number[]): number[] {
  return Array.from({ length: requests.count }, (_, row) => row)
    .filter((row) => REQUEST_OUTCOMES[requests.outcome[row]!] === "delivered")
    .filter((row) => foretold[requests.segment[row]!] !== undefined)
    .map((row) => requests.finished[row]! - foretold[requests.segment[row]!]!);
}

function mustBeForetold(errorsOf: readonly number[]): void {
  for (const error of errorsOf) expect(Math.abs(error)).toBeLessThan(1e-6);
}

const networks: fc.Arbitrary<NetworkSettings> = fc.record(
  {
    rtt: fc.double({ min: 0, max: 1, noNaN: true }),
    latencyRule: fc.constantFrom("at request" as const, "along trace" as const),
    payloadShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
    latencyAdvancesTrace: fc.boolean(),
    serverDelay: fc.constantFrom(0, 0.05),
  },
  { requiredKeys: [] },
);

describe("context.future", () => {
  it("is missing where the policy is not told", () => {
    const shown: unknown[] = [];
    const looking: PolicyFactory = (_, context) => {
      shown.push("future" in context);
      return { name: "looking", decide: () => ({ level: 0 }) };
    };
    play({ policy: looking });
    expect(shown).toEqual([false]);
  });

  it("foretells downloads by hand", () => {
    // 2 Mbit/s for 10 s, then 1: 4 Mbit from 8.5 s on, of which the first half second is latency, are 2 Mbit by 10 s...
    const trace = plainTrace([
      [10, 2],
      [10, 1],
    ]);
    let ends: number[] = [];
    const looking: PolicyFactory = (_, { future }) => {
      ends = [future!.deliveryEnd(8.5, 4e6), future!.deliveryEnd(0, 30e6), future!.deliveryEnd(Infinity, 1)];
      return { name: "looking", decide: () => ({ level: 0 }) };
    };
    const player = { startupBuffer: 4, resumeBuffer: 4, maxBuffer: 20, starvedAfter: 600 };
    const network = { rtt: 0.5 };
    simulate({
      trace,
      video: plainVideo(),
      policy: looking,
      settings: { player, network, viewer: {} },
      tellsFuture: true,
    });
    // ...and the other 2 by 12 s. 30 Mbit: 19 by 10 s, 10 by 20 s, and the last one in the next round at 2 Mbit/s.
    expect(ends).toEqual([12, 20.5, Number.POSITIVE_INFINITY]);
  });

  it("is what happens, of any plain session from any place in its trace", () => {
    fc.assert(
      fc.property(traces, videos, settings, fc.nat(3), (trace, video, given, replicate) => {
        for (const lane of ["fastest", "events"] as const) {
          const foretold: number[] = [];
          const policy = foretelling(foretold);
          const log = simulate({ trace, video, policy, settings: given, replicate, lane, tellsFuture: true });
          mustBeForetold(errors(log, foretold));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is what happens with waits, headers, a server's delay, and a trace that stands still meanwhile", () => {
    fc.assert(
      fc.property(traces, videos, networks, fc.constantFrom(0, 0.7), (trace, video, network, waits) => {
        const foretold: number[] = [];
        const player = { startupBuffer: 2, resumeBuffer: 2, maxBuffer: 30, starvedAfter: 1e6 };
        const policy = foretelling(foretold, waits);
        const log = simulate({
          trace,
          video,
          policy,
          settings: { player, network, viewer: {} },
          tellsFuture: true,
        });
        mustBeForetold(errors(log, foretold));
      }),
      { numRuns: 150 },
    );
  });

  it("is what happens under profile pensieve, whose round trips do not advance the trace", () => {
    fc.assert(
      fc.property(traces, videos, (trace, video) => {
        const foretold: number[] = [];
        const policy = foretelling(foretold);
        const log = simulate({
          trace,
          video,
          policy,
          settings: settingsOfProfile("pensieve"),
          tellsFuture: true,
        });
        // The policy is not asked about the first segment.
        expect(foretold[0]).toBeUndefined();
        mustBeForetold(errors(log, foretold));
      }),
      { numRuns: 100 },
    );
  });

  it("counts from when the viewer pressed play", () => {
    const trace = plainTrace([
      [10, 2],
      [10, 1],
    ]);
    const foretold: number[] = [];
    const player = { startupBuffer: 4, resumeBuffer: 4, maxBuffer: 20, starvedAfter: 600 };
    const setup = { trace, video: plainVideo(), settings: { player, network: {}, viewer: {} } };
    const [log] = simulateTogether([
      { ...setup, policy: foretelling(foretold), tellsFuture: true, startAt: 13 },
    ]);
    expect(foretold).toHaveLength(10);
    mustBeForetold(errors(log!, foretold));
  });
});
