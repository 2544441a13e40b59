import { describe, expect, it } from "vitest";
import { replaySession } from "../../../src/experiment/replay/replay-session.js";
import { pageRandom } from "../../../src/model/page-random.js";
import type { Observation, Policy, PolicyContext, PolicyFactory } from "../../../src/model/policy.js";
import type { RecordedSession, SeenByPolicy, SessionCall } from "../../../src/model/recorded-session.js";

const LEVELS = [{ bitrate: 1e6 }, { bitrate: 2e6 }, { bitrate: 4e6 }];
const SAMPLE = { start: 0, firstByte: 0.1, end: 1, bits: 2e6, level: 0 };

const saw = (index: number, more: Partial<SeenByPolicy> = {}): SeenByPolicy => ({
  now: index,
  phase: "playing",
  buffer: 4,
  maxBuffer: 30,
  playbackRate: 1,
  lastLevel: undefined,
  allowed: [0, 2],
  segment: { index, duration: 2, remaining: Number.POSITIVE_INFINITY },
  ...more,
});
const decide = (index: number, level: number, more: object = {}, seen: Partial<SeenByPolicy> = {}) =>
  ({
    call: "decide",
    line: index + 2,
    saw: saw(index, seen),
    level,
    decision: { level, ...more },
  }) as const satisfies SessionCall;
const progress = (segment: number, start: number, abandonTo?: number) =>
  ({
    call: "progress",
    line: 9,
    inFlight: { segment, level: 2, start, loaded: 1 },
    saw: saw(segment),
    ...(abandonTo !== undefined && { abandonTo }),
  }) as const satisfies SessionCall;

const recorded = (...calls: SessionCall[]): RecordedSession => ({
  line: 1,
  abrsim: "0.1.0",
  player: "p 1",
  policy: "test",
  options: {},
  mode: "drive",
  seed: 7,
  setting: { levels: LEVELS, segmentDuration: 2, maxBuffer: 30, media: "video" },
  calls,
});
const fed = (policy: Partial<Policy>): { factory: PolicyFactory; options: object } => ({
  factory: () => ({ name: "test", decide: () => ({ level: 1 }), ...policy }),
  options: {},
});

describe("replaySession", () => {
  it("makes the policy in the recorded context", () => {
    let told: { options: object; context: PolicyContext } | undefined;
    const factory: PolicyFactory = (options, context) => {
      told = { options, context };
      return { name: "test", decide: () => ({ level: 0 }) };
    };
    const session = recorded(
      { call: "sizes", line: 2, segment: 3, sizes: [1, 2, 3] },
      { call: "sizes", line: 3, segment: 4, sizes: [4, 5, 6] },
    );
    const options = { reserve: 3 };
    replaySession({ ...session, setting: { ...session.setting, hour: 21 } }, { factory, options });
    const { context } = told!;
    expect(told!.options).toEqual({ reserve: 3 });
    expect(context).toMatchObject({
      levels: LEVELS,
      segmentDuration: 2,
      maxBuffer: 30,
      media: "video",
      hour: 21,
    });
    const random = pageRandom(7);
    expect([context.random(), context.random()]).toEqual([random(), random()]);
    expect([context.sizeOf!(4, 2), context.sizeOf!(5, 0)]).toEqual([6, undefined]);
  });

  it("tells sizes from the moment that they were known", () => {
    const known: unknown[] = [];
    const factory: PolicyFactory = (_, { sizeOf }) => ({
      name: "test",
      decide: ({ segment }) => {
        known.push(sizeOf!(segment.index, 1));
        return { level: 0 };
      },
    });
    const sizes = { call: "sizes", line: 3, segment: 1, sizes: [10, 20, 30] } as const;
    replaySession(recorded(decide(1, 0), sizes, decide(1, 0)), { factory, options: {} });
    expect(known).toEqual([undefined, 20]);
  });

  it("makes every call in its order, the new sample among the samples when it is heard of", () => {
    const heard: unknown[] = [];
    const note =
      (method: string) =>
      (...given: unknown[]) => {
        heard.push([method, ...given]);
        return undefined;
      };
    const policy: Partial<Policy> = {
      decide({ samples, levels, now }: Observation) {
        heard.push(["decide", now, samples.length, levels]);
        return { level: 0 };
      },
      onSample: (sample, { samples, lastLevel }) =>
        void heard.push(["sample", sample, samples.length, samples[0] === sample, lastLevel]),
      onProgress: (inFlight, o) => note("progress")(inFlight.loaded, o.inFlight === inFlight),
      onIdle: note("idle"),
      onStall: note("stall"),
      onSeek: note("seek"),
    };
    const session = recorded(
      { call: "idle", line: 2, seconds: 1.5 },
      decide(0, 0),
      progress(0, 0),
      { call: "sample", line: 3, sample: SAMPLE, saw: saw(1, { lastLevel: 0 }) },
      { call: "stall", line: 4, at: 2 },
      { call: "seek", line: 5, to: 8 },
      decide(1, 0),
    );
    replaySession(session, fed(policy));
    expect(heard).toEqual([
      ["idle", 1.5],
      ["decide", 0, 0, LEVELS],
      ["progress", 1, true],
      ["sample", SAMPLE, 1, true, 0],
      ["stall", 2],
      ["seek", 8],
      ["decide", 1, 1, LEVELS],
    ]);
  });

  it("compares what is asked of the player, and not why", () => {
    const answers = [
      { level: 1 },
      { level: 2 },
      { level: 1, waitSeconds: 0 },
      { level: 1, waitSeconds: 0.25 },
      { level: 1, replaceFrom: 4 },
      { level: 1, reason: "another", estimate: 5 },
    ];
    let next = 0;
    const { calls } = replaySession(
      recorded(...answers.map((_, index) => decide(index, 1, { reason: "why" }))),
      fed({ decide: () => answers[next++]! }),
    );
    expect(calls.map(({ agrees }) => agrees)).toEqual([true, false, true, false, false, true]);
    expect(calls[5]).toMatchObject({
      recorded: { level: 1, wait: 0, reason: "why" },
      replayed: { level: 1, wait: 0, reason: "another", estimate: 5 },
    });
  });

  it("compares levels as the player takes them, within what it allowed", () => {
    const call = decide(0, 1, {}, { allowed: [0, 1] });
    const { calls } = replaySession(recorded(call), fed({ decide: () => ({ level: 2 }) }));
    expect(calls).toMatchObject([{ agrees: true, replayed: { level: 1 } }]);
  });

  it("compares abandonments, and tells one difference about a download once", () => {
    const session = recorded(
      progress(0, 0), // neither
      progress(0, 0.5, 1), // the recorded one alone
      progress(1, 2), // the replayed one alone
      progress(1, 2), // the same again
      progress(1, 3, 0), // both, of a download that was begun anew
      progress(2, 4, 0), // both, for different levels
    );
    const answers = [undefined, undefined, 0, 0, 0, 1];
    let next = 0;
    const onProgress = () => {
      const abandonTo = answers[next++];
      return abandonTo === undefined ? undefined : { abandonTo };
    };
    const { calls } = replaySession(session, fed({ onProgress }));
    const told = calls.map((call) => [
      call.kind,
      call.segment,
      call.recorded?.level,
      call.replayed?.level,
      call.agrees,
    ]);
    expect(told).toEqual([
      ["abandonment", 0, 1, undefined, false],
      ["abandonment", 1, undefined, 0, false],
      ["abandonment", 1, 0, 0, true],
      ["abandonment", 2, 0, 1, false],
    ]);
    expect(next).toBe(6);
  });

  it.each<[string, Partial<Policy>, RegExp]>([
    ["throws", { decide: () => JSON.parse("{") }, /^decide\(\) threw SyntaxError: /],
    [
      "answers nonsense",
      { decide: () => ({ level: 7 }) },
      /^decide\(\) returned level 7: expected an integer/,
    ],
    [
      "throws while it listens",
      {
        onSample() {
          throw new Error("deaf");
        },
      },
      /^onSample\(\) threw Error: deaf$/,
    ],
  ])("does not ask a policy again that %s", (_, policy, problem) => {
    const session = recorded({ call: "sample", line: 2, sample: SAMPLE, saw: saw(0) }, decide(1, 0), {
      ...decide(2, 0),
      decision: undefined as never,
    });
    const { calls, failure } = replaySession(session, fed(policy));
    expect(failure!.problem).toMatch(problem);
    expect(failure!.line).toBe(policy.onSample ? 2 : 3);
    expect(calls[0]).toMatchObject({ recorded: { level: 0 }, agrees: false });
    expect(calls[0]).not.toHaveProperty("replayed");
    // Where both have failed, both leave the player to itself.
    expect(calls[1]).toMatchObject({ agrees: true });
  });

  it("says so where the factory makes no policy", () => {
    const { failure, calls } = replaySession(recorded(decide(0, 0)), {
      factory: () => ({}) as Policy,
      options: {},
    });
    expect(failure).toMatchObject({ line: 1, problem: expect.stringMatching(/without decide/) });
    expect(calls).toMatchObject([{ agrees: false }]);
  });

  it("does not change what it is fed", () => {
    const session = recorded(decide(0, 1), { call: "sample", line: 2, sample: SAMPLE, saw: saw(1) });
    const before = structuredClone(session);
    replaySession(session, fed({}));
    expect(session).toEqual(before);
  });
});
