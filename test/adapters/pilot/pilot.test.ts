import { describe, expect, it } from "vitest";
import type {
  AdapterOptions,
  Capabilities,
  Notice,
  PilotSetting,
} from "../../../src/adapters/pilot/index.js";
import { Pilot } from "../../../src/adapters/pilot/index.js";
import type {
  Decision,
  Observation,
  Policy,
  PolicyContext,
  PolicyFactory,
} from "../../../src/model/policy.js";
import { CAPABLE } from "../../support/capable.js";

const LEVELS = [{ bitrate: 1e6 }, { bitrate: 2e6 }, { bitrate: 4e6 }];
const SAMPLE = { start: 1, firstByte: 1.1, end: 2, bits: 2e6, level: 1 };

const setting = (can: Partial<Capabilities> = {}): PilotSetting => ({
  player: "player 1.0",
  levels: LEVELS,
  segmentDuration: 2,
  maxBuffer: 30,
  media: "video",
  can: { ...CAPABLE, ...can },
});

/** A pilot whose policy has these methods, and what it told. */
function flown(policy: Partial<Policy>, wishes: AdapterOptions = {}, can: Partial<Capabilities> = {}) {
  const notices: Notice[] = [];
  const lines: string[] = [];
  const factory: PolicyFactory = () => ({ name: "test", decide: () => ({ level: 1 }), ...policy });
  const options = {
    record: (line: string) => lines.push(line),
    onNotice: (notice: Notice) => notices.push(notice),
    ...wishes,
  };
  return { pilot: new Pilot(factory, options, setting(can)), notices, lines };
}

describe("a policy at the controls", () => {
  it("is shown what the adapter fills in, and its decision becomes orders", () => {
    const { pilot } = flown({
      decide: ({ buffer }) => ({ level: buffer > 5 ? 2 : 0, waitSeconds: 1.5, replaceFrom: 12 }),
    });
    expect(pilot.decide()).toEqual({ level: 0, wait: 1.5, replaceFrom: 12 });
    pilot.observation.buffer = 6;
    expect(pilot.decide().level).toBe(2);
  });

  it("stays within what the player allows", () => {
    const { pilot } = flown({ decide: () => ({ level: 2 }), onProgress: () => ({ abandonTo: 0 }) });
    pilot.observation.allowed = [1, 1];
    expect(pilot.decide().level).toBe(1);
    expect(pilot.progressed({ segment: 0, level: 2, start: 0, loaded: 1 })).toBe(1);
  });

  it("is read once, wherever its answer has its parts from", () => {
    let reads = 0;
    class Answer {
      get level(): number {
        return reads++ === 0 ? 2 : 7;
      }
    }
    const { pilot, lines } = flown({ decide: () => new Answer() });
    expect(pilot.decide().level).toBe(2);
    expect(JSON.parse(lines.at(-1)!).decision).toEqual({ level: 2 });
  });

  it("gets copies: what it does to them, or keeps of them, is its own affair", () => {
    const kept: Observation[] = [];
    const options = { weights: 1 };
    const factory: PolicyFactory = (given, context) => {
      (given as { weights: number }).weights = 5;
      expect(() => (context.levels as unknown[]).pop()).toThrow();
      return {
        name: "test",
        decide(o) {
          kept.push(o);
          return { level: 1 };
        },
      };
    };
    const pilot = new Pilot(factory, { options }, setting());
    pilot.decide();
    for (const part of [kept[0], kept[0]!.allowed, kept[0]!.segment, kept[0]!.samples, kept[0]!.levels])
      expect(Object.isFrozen(part)).toBe(true);
    pilot.observation.buffer = 8;
    pilot.sampled(SAMPLE);
    expect([kept[0]!.buffer, kept[0]!.samples.length]).toEqual([0, 0]);
    expect(options).toEqual({ weights: 1 });
  });

  it("has the newest download among its samples when it hears of it", () => {
    const heard: unknown[] = [];
    const { pilot } = flown({
      onSample: (sample, { samples, lastLevel }) => heard.push([sample, samples.length, lastLevel]),
    });
    pilot.sampled(SAMPLE);
    expect(heard).toEqual([[SAMPLE, 1, 1]]);
  });

  it("draws its chance from the seed alone", () => {
    const drawn = (seed: number) => {
      let context: PolicyContext | undefined;
      const factory: PolicyFactory = (_, given) => {
        context = given;
        return { name: "test", decide: () => ({ level: 0 }) };
      };
      new Pilot(factory, { seed }, setting());
      return Array.from({ length: 5 }, () => context!.random());
    };
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
    for (const value of drawn(5)) expect(value >= 0 && value < 1).toBe(true);
  });

  it("knows sizes as soon as the player does", () => {
    let context: PolicyContext | undefined;
    const factory: PolicyFactory = (_, given) => {
      context = given;
      return { name: "test", decide: () => ({ level: 0 }) };
    };
    const pilot = new Pilot(factory, {}, setting());
    expect(context!.sizeOf!(4, 1)).toBeUndefined();
    pilot.knowSizes(4, [1e6, 2e6, 4e6]);
    expect(context!.sizeOf!(4, 1)).toBe(2e6);
    expect(pilot.sizesOf(4)).toEqual([1e6, 2e6, 4e6]);
  });
});

describe("a policy that fails", () => {
  const nonsense = (answer: unknown) => ({ decide: () => answer as Decision });

  it.each([
    [
      "throws",
      {
        decide: () => {
          throw new Error("lost");
        },
      },
      /decide\(\) threw Error: lost/,
    ],
    ["returns nothing", nonsense(undefined), /returned nothing: expected \{ level \}/],
    ["returns a promise", nonsense(Promise.resolve({ level: 1 })), /returned a promise/],
    ["names no level of the ladder", nonsense({ level: 7 }), /level 7: expected an integer from 0 to 2/],
    ["waits for no number", nonsense({ level: 1, waitSeconds: Number.NaN }), /waitSeconds NaN/],
  ] as const)("that %s is followed no more, and told of once", (_, policy, words) => {
    const { pilot, notices } = flown(policy as Partial<Policy>);
    pilot.observation.allowed = [1, 2];
    for (let i = 0; i < 3; i++) expect(pilot.decide()).toEqual({ level: 1, wait: 0, replaceFrom: undefined });
    expect(notices).toHaveLength(1);
    expect(notices[0]!.kind).toBe("policy failed");
    expect(notices[0]!.message).toMatch(words);
    expect(notices[0]!.message).toMatch(/Playback goes on at the lowest level allowed\.$/);
  });

  it.each(["onSample", "onIdle", "onStall", "onSeek", "onProgress"] as const)(
    "that throws in %s is not asked again",
    (method) => {
      let asked = 0;
      const { pilot, notices } = flown({
        decide: () => ({ level: 2 }),
        [method]: () => {
          asked++;
          throw new TypeError("no");
        },
      });
      for (let i = 0; i < 2; i++) {
        pilot.sampled(SAMPLE);
        pilot.idled(1);
        pilot.stalled(3);
        pilot.sought(9);
        expect(pilot.progressed({ segment: 0, level: 2, start: 0, loaded: 1 })).toBeUndefined();
      }
      expect(asked).toBe(1);
      expect(pilot.decide().level).toBe(0);
      expect(notices.map(({ message }) => message)).toEqual([
        `abrsim: test in player 1.0: ${method}() threw TypeError: no. Playback goes on at the lowest level allowed.`,
      ]);
    },
  );

  it("that cannot be made leaves the lowest level", () => {
    const notices: Notice[] = [];
    const onNotice = (notice: Notice) => notices.push(notice);
    const pilot = new Pilot((() => undefined) as never, { onNotice }, setting());
    expect(pilot.decide().level).toBe(0);
    expect(notices[0]!.message).toMatch(/the factory returned nothing: expected a policy/);
  });

  it.each([
    [
      "name throws",
      {
        get name(): string {
          throw new Error("name");
        },
      },
    ],
    [
      "has a getter that throws",
      {
        get onProgress(): never {
          throw new Error("getter");
        },
      },
    ],
    [
      "throws what cannot be shown",
      {
        decide: () => {
          throw Object.create(null);
        },
      },
    ],
    [
      "changes what it was shown",
      {
        decide: (o: Observation) => {
          (o as { buffer: number }).buffer = 9;
          return { level: 2 };
        },
      },
    ],
  ])("that %s is told of, and throws nothing at the player", (_, policy) => {
    const notices: Notice[] = [];
    const factory = () =>
      Object.defineProperties(
        { name: "test", decide: () => ({ level: 2 }) },
        Object.getOwnPropertyDescriptors(policy),
      );
    const pilot = new Pilot(factory as never, { onNotice: (notice) => notices.push(notice) }, setting());
    for (let i = 0; i < 3; i++) {
      expect(pilot.decide().level).toBe(0);
      expect(pilot.hearsProgress).toBe(false);
    }
    expect(notices.map(({ kind }) => kind)).toEqual(["policy failed"]);
  });

  it("leaves in the recording what was wrong, at the first decision after", () => {
    const { pilot, lines } = flown({
      onSample: () => {
        throw new Error("sample");
      },
    });
    pilot.sampled(SAMPLE);
    pilot.decide();
    pilot.decide();
    const [first, second] = lines.slice(-2).map((line) => JSON.parse(line));
    expect(first.problem).toBe("onSample() threw Error: sample");
    expect(second).not.toHaveProperty("problem");
  });

  it("does not fail because of the page's own functions", () => {
    const { pilot, notices } = flown(
      { decide: () => ({ level: 2 }) },
      {
        onDecision: () => {
          throw new Error(`page ${Math.random()}`);
        },
        record: () => {
          throw new Error("disk");
        },
      },
    );
    for (let i = 0; i < 3; i++) expect(pilot.decide().level).toBe(2);
    expect(notices.map(({ kind }) => kind)).toEqual(["bad input", "bad input"]);
  });
});

describe("what cannot be carried over", () => {
  it("is told once, when it is known", () => {
    const { pilot, notices } = flown(
      { decide: () => ({ level: 0, waitSeconds: 2, replaceFrom: 1 }), onProgress: () => undefined },
      {},
      { delay: false, abandonment: false, replacement: false, firstByte: false },
    );
    expect(notices.map(({ kind }) => kind)).toEqual(["not carried over", "not carried over"]);
    pilot.decide();
    pilot.decide();
    expect(notices).toHaveLength(4);
    for (const { message } of notices) expect(message).toMatch(/^abrsim: test cannot .* in player 1\.0: /);
  });

  it("is no matter where nothing is asked for", () => {
    const { pilot, notices } = flown({ decide: () => ({ level: 0, waitSeconds: 0 }) }, {}, { delay: false });
    pilot.decide();
    expect(notices).toEqual([]);
  });
});

describe("a shadow", () => {
  it("is asked beside the player, with what the player chose", () => {
    const events: unknown[] = [];
    const { pilot, lines } = flown(
      { decide: () => ({ level: 2, reason: "why" }) },
      {
        shadow: true,
        onDecision: ({ decision, level, playerLevel }) => events.push([decision, level, playerLevel]),
      },
    );
    expect(pilot.shadow).toBe(true);
    pilot.decide(0);
    expect(events).toEqual([[{ level: 2, reason: "why" }, 2, 0]]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ abrsim_recording: 1, mode: "shadow" });
    expect(JSON.parse(lines[1]!)).toMatchObject({ call: "decide", level: 2, player_level: 0 });
  });
});

describe("a recording", () => {
  it("has a header, and every call with what was shown and answered", () => {
    const { pilot, lines } = flown(
      {
        decide: () => ({ level: 1, waitSeconds: 0.25, reason: "buffer", estimate: 3e6 }),
        onProgress: () => ({ abandonTo: 0 }),
      },
      { options: { reserve: 5 }, policySha256: "abc", seed: 9 },
    );
    pilot.knowSizes(0, [1, 2, 3]);
    pilot.observation.now = 0.1 + 0.2;
    pilot.observation.segment = { index: 0, duration: 2, remaining: 5, sizes: [1, 2, 3] };
    pilot.decide();
    pilot.progressed({ segment: 0, level: 1, start: 0.3, loaded: 8, total: 80 });
    pilot.sampled(SAMPLE);
    pilot.idled(0);
    pilot.idled(0.5);
    pilot.stalled(4);
    pilot.sought(9);
    const [header, ...calls] = lines.map((line) => JSON.parse(line));
    expect(header).toEqual({
      abrsim_recording: 1,
      abrsim: expect.stringMatching(/^\d+\.\d+\.\d+/),
      player: "player 1.0",
      policy: "test",
      options: { reserve: 5 },
      policy_sha256: "abc",
      mode: "drive",
      seed: 9,
      media: "video",
      segment_duration_s: 2,
      max_buffer_s: 30,
      levels: [{ bitrate_bps: 1e6 }, { bitrate_bps: 2e6 }, { bitrate_bps: 4e6 }],
    });
    expect(calls.map(({ call }) => call)).toEqual([
      "sizes",
      "decide",
      "progress",
      "sample",
      "idle",
      "stall",
      "seek",
    ]);
    expect(calls[1]).toEqual({
      call: "decide",
      observation: {
        now_s: 0.1 + 0.2,
        phase: "startup",
        buffer_s: 0,
        max_buffer_s: 30,
        playback_rate: 1,
        allowed: [0, 2],
        segment: { index: 0, duration_s: 2, remaining: 5, sizes_bits: [1, 2, 3] },
      },
      decision: { level: 1, wait_s: 0.25, reason: "buffer", estimate_bps: 3e6 },
      level: 1,
    });
    expect(calls[2]).toMatchObject({
      in_flight: { segment: 0, level: 1, start_s: 0.3, loaded_bits: 8, total_bits: 80 },
      abandon_to: 0,
    });
  });

  it("is made of what JSON can hold of the options, and of a whole seed", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    const { lines, notices } = flown({}, { options: cyclic, seed: 1.5 });
    expect(JSON.parse(lines[0]!)).toMatchObject({ options: {}, seed: 1 });
    expect(notices.map(({ kind }) => kind)).toEqual(["bad input", "bad input"]);
  });

  it("says what was wrong with a policy that failed", () => {
    const { pilot, lines } = flown({ decide: () => ({ level: 9 }) });
    pilot.decide();
    const last = JSON.parse(lines.at(-1)!);
    expect(last.problem).toMatch(/level 9/);
    expect(last).not.toHaveProperty("decision");
    expect(last.level).toBe(0);
  });
});
