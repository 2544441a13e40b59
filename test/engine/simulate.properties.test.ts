import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorkspace, simulate, traceOffset } from "../../src/engine/simulate.js";
import type { Policy, PolicyFactory } from "../../src/model/policy.js";
import { OUTCOME_CODE, type SessionLog, STATE_CODE } from "../../src/model/session.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { type Trace, traceFromColumns } from "../../src/model/trace.js";
import type { Video } from "../../src/model/video.js";
import { patientSettings, policies, settings, traces, videos } from "../support/arbitraries.js";
import { snapshot } from "../support/snapshot.js";

const session = fc.record({
  trace: traces,
  video: videos,
  policy: policies,
  settings,
  seed: fc.integer(),
  replicate: fc.nat(3),
});
const patientSession = fc.record({
  trace: traces,
  video: videos,
  policy: policies,
  settings: patientSettings,
});

/** Bits that a trace carries between two moments, added up interval by interval: the slow, obvious way. */
function carried(trace: Trace, offset: number, from: number, to: number): number {
  let bits = 0;
  let start = Math.floor((from + offset) / trace.period) * trace.period - offset;
  while (start < to) {
    for (let row = 0; row < trace.durations.length; row++) {
      const end = start + trace.durations[row]!;
      const overlap = Math.min(end, to) - Math.max(start, from);
      if (overlap > 0) bits += overlap * trace.bandwidths[row]!;
      start = end;
    }
  }
  return bits;
}

function scaled(trace: Trace, by: { time?: number; rate?: number }): Trace {
  const { time = 1, rate = 1 } = by;
  return traceFromColumns({
    name: trace.name,
    set: trace.set,
    durations: trace.durations.map((duration) => duration * time),
    bandwidths: trace.bandwidths.map((bandwidth) => bandwidth * rate),
    latencies: trace.latencies?.map((latency) => latency * time),
  });
}

function scaledVideo(video: Video, by: { time?: number; size?: number }): Video {
  const { time = 1, size = 1 } = by;
  return {
    ...video,
    segmentDuration: video.segmentDuration * time,
    durations: video.durations.map((duration) => duration * time),
    sizes: video.sizes.map((row) => row.map((bits) => bits * size)),
    duration: video.duration * time,
  };
}

/** Media delivered less media played, whenever a request ends or the player changes its state. */
function* buffersAtChanges(video: Video, log: SessionLog): Generator<number> {
  const { requests, states, end } = log;
  const times = [
    ...requests.finished.subarray(0, requests.count),
    ...states.time.subarray(0, states.count),
    end.at,
  ];
  for (const time of times) {
    let buffer = 0;
    for (let row = 0; row < requests.count; row++)
      if (requests.finished[row]! <= time && requests.outcome[row] === OUTCOME_CODE.delivered)
        buffer += video.durations[requests.segment[row]!]!;
    for (let row = 0; row < states.count; row++) {
      const until = Math.min(time, row + 1 < states.count ? states.time[row + 1]! : end.at);
      if (states.state[row] === STATE_CODE.playing && until > states.time[row]!)
        buffer -= until - states.time[row]!;
    }
    yield buffer;
  }
}

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

describe("simulate, whatever the trace, video, player and policy", () => {
  it("delivers over each request exactly the bits that the trace carries in that time", () => {
    fc.assert(
      fc.property(session, (setup) => {
        const log = simulate(setup);
        const offset = traceOffset(setup.trace, setup.seed, setup.replicate);
        for (let row = 0; row < log.requests.count; row++) {
          const received = log.requests.received[row]!;
          if (log.requests.outcome[row] === OUTCOME_CODE.delivered) {
            expect(received).toBe(log.requests.size[row]);
          }
          const firstByte = log.requests.firstByte[row]!;
          if (Number.isNaN(firstByte)) expect(received).toBe(0);
          else near(carried(setup.trace, offset, firstByte, log.requests.finished[row]!), received);
        }
      }),
    );
  });

  it("keeps the buffer at 0 or more, and at most one segment above its maximum", () => {
    fc.assert(
      fc.property(session, (setup) => {
        const { requests } = simulate(setup);
        const longest = Math.max(...setup.video.durations);
        // Recomputed from what was delivered and how long playback ran, so that no clamp can hide a negative.
        for (const buffer of buffersAtChanges(setup.video, simulate(setup)))
          expect(buffer).toBeGreaterThan(-1e-6);
        for (let row = 0; row < requests.count; row++) {
          for (const buffer of [requests.bufferBefore[row]!, requests.bufferAfter[row]!]) {
            expect(buffer).toBeGreaterThanOrEqual(0);
            expect(buffer).toBeLessThanOrEqual(setup.settings.player.maxBuffer + longest + 1e-9);
          }
        }
      }),
    );
  });

  it("never lets time run backwards", () => {
    fc.assert(
      fc.property(session, (setup) => {
        const { requests, states, end } = simulate(setup);
        let last = 0;
        for (let row = 0; row < requests.count; row++) {
          const times = [requests.decided[row]!, requests.requested[row]!, requests.finished[row]!];
          for (const time of times) {
            expect(time).toBeGreaterThanOrEqual(last);
            last = time;
          }
        }
        expect(end.at).toBeGreaterThanOrEqual(last);
        for (let row = 1; row < states.count; row++)
          expect(states.time[row]!).toBeGreaterThanOrEqual(states.time[row - 1]!);
        expect(end.at).toBeGreaterThanOrEqual(states.time[states.count - 1]!);
      }),
    );
  });

  it("gives the same log, to the bit, in the event lane and in the fast lane", () => {
    fc.assert(
      fc.property(session, (setup) => {
        const fast = snapshot(simulate(setup));
        const events = snapshot(simulate({ ...setup, lane: "events" }));
        expect(events).toEqual(fast);
      }),
      { numRuns: 1000 },
    );
  });

  it("tells a policy the same, in the same order, in both lanes", () => {
    fc.assert(
      fc.property(session, (setup) => {
        const fast: unknown[] = [];
        const events: unknown[] = [];
        simulate({ ...setup, policy: overheard(setup.policy, fast) });
        simulate({ ...setup, policy: overheard(setup.policy, events), lane: "events" });
        expect(events).toEqual(fast);
      }),
    );
  });

  it("does not depend on what its workspace was used for before", () => {
    fc.assert(
      fc.property(session, session, (before, setup) => {
        const workspace = createWorkspace();
        simulate(before, workspace);
        expect(snapshot(simulate(setup, workspace))).toEqual(snapshot(simulate(setup)));
      }),
    );
  });

  it("changes nothing when all capacities and all sizes double", () => {
    fc.assert(
      fc.property(patientSession, (setup) => {
        const doubled = simulate({
          ...setup,
          trace: scaled(setup.trace, { rate: 2 }),
          video: scaledVideo(setup.video, { size: 2 }),
        });
        const timing = (log: SessionLog) => {
          const { finished, states, bufferBefore, bufferAfter, end } = snapshot(log);
          return { finished, states, bufferBefore, bufferAfter, end };
        };
        expect(timing(doubled)).toEqual(timing(simulate(setup)));
      }),
    );
  });

  it("scales in time when all durations do", () => {
    fc.assert(
      fc.property(patientSession, (setup) => {
        const slow = simulate({
          ...setup,
          trace: scaled(setup.trace, { time: 4, rate: 1 / 4 }),
          video: scaledVideo(setup.video, { time: 4 }),
          policy: withWaitsTimes(4, setup.policy),
          settings: slowed(setup.settings, 4),
        });
        const plain = simulate(setup);
        expect(slow.states.count).toBe(plain.states.count);
        for (let row = 0; row < plain.requests.count; row++)
          near(slow.requests.finished[row]!, 4 * plain.requests.finished[row]!);
        near(slow.end.at, 4 * plain.end.at);
      }),
    );
  });
});

function slowed({ player, network }: SessionSettings, by: number): SessionSettings {
  return {
    player: {
      startupBuffer: player.startupBuffer * by,
      resumeBuffer: player.resumeBuffer * by,
      maxBuffer: player.maxBuffer * by,
      starvedAfter: player.starvedAfter * by,
    },
    network: network.rtt === undefined ? {} : { rtt: network.rtt * by },
    viewer: {},
  };
}

function withWaitsTimes(factor: number, factory: PolicyFactory): PolicyFactory {
  return (options, context) => {
    const policy = factory(options, context);
    return {
      name: policy.name,
      decide(observation) {
        const decision = policy.decide(observation);
        return { ...decision, waitSeconds: (decision.waitSeconds ?? 0) * factor };
      },
      onSample: (sample, observation) => policy.onSample?.(sample, observation),
      onIdle: (seconds) => policy.onIdle?.(seconds),
    };
  };
}

/** The same policy, with all that it is told written down. */
function overheard(factory: PolicyFactory, heard: unknown[]): PolicyFactory {
  return (options, context) => {
    const policy = factory(options, context);
    const recorded: Policy = {
      name: policy.name,
      decide(o) {
        heard.push(["decide", structuredClone({ ...o, levels: [], samples: Array.from(o.samples) })]);
        return policy.decide(o);
      },
      onSample: (sample, o) => void heard.push(["sample", { ...sample }, o.now, o.phase, o.buffer]),
      onIdle: (waited) => void heard.push(["idle", waited]),
      onStall: (at) => void heard.push(["stall", at]),
    };
    return recorded;
  };
}
