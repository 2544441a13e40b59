import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type AdapterOptions,
  type DecisionEvent,
  type Notice,
  type ShakaPlayer,
  shakaAbrFactory,
} from "../../../src/adapters/shaka/index.js";
import type { Decision, InFlight, Observation, PolicyFactory, Sample } from "../../../src/model/policy.js";
import { audioOf, indexOf, Stage, variantOf, videoOf } from "./stage.js";

const ladder = () => [variantOf(videoOf(300e3)), variantOf(videoOf(800e3)), variantOf(videoOf(1600e3))];

/** Answers in turn. */
const scripted =
  (answers: readonly Partial<Decision>[]): PolicyFactory =>
  () => {
    let next = 0;
    return { name: "scripted", decide: () => ({ level: 0, ...answers[next++] }) };
  };

interface Played {
  readonly stage: Stage;
  readonly events: { level: number; playerLevel: number | undefined; observation: Observation }[];
  readonly notices: Notice[];
}

function open(stage: Stage, policy: PolicyFactory, options: AdapterOptions = {}): Played {
  const events: Played["events"] = [];
  const notices: Notice[] = [];
  const factory = shakaAbrFactory(stage, policy, {
    onDecision: ({ level, playerLevel, observation }: DecisionEvent) =>
      events.push({ level, playerLevel, observation: { ...observation } }),
    onNotice: (notice) => notices.push(notice),
    ...options,
  });
  stage.load(factory!());
  return { stage, events, notices };
}

const levelsSent = ({ sent, variants }: Stage): number[] =>
  sent.map(([, stream]) => variants.findIndex(({ video }) => video === stream));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Runs the stage's clock until it is done. */
async function played<T>(work: Promise<T>): Promise<T> {
  let done = false;
  const marked = work.finally(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(10);
  return marked;
}

describe("a policy in Shaka Player", () => {
  it("has every segment fetched at the level that it ordered, with room in the buffer and without", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ level: fc.nat(2), playedBefore: fc.double({ min: 0, max: 3, noNaN: true }) }), {
          minLength: 8,
          maxLength: 8,
        }),
        fc.constantFrom(3, 10),
        async (steps, bufferingGoal) => {
          const stage = new Stage(ladder());
          stage.bufferingGoal = bufferingGoal;
          const { events } = open(stage, scripted(steps));
          await played(
            (async () => {
              for (const [segment, { playedBefore }] of steps.entries()) {
                stage.element.currentTime = Math.min(
                  stage.bufferedTo,
                  stage.element.currentTime + playedBefore,
                );
                await stage.fetch(segment);
              }
            })(),
          );
          expect(levelsSent(stage)).toEqual(steps.map(({ level }) => level));
          expect(events.map(({ level }) => level)).toEqual(steps.map(({ level }) => level));
          expect(events.map(({ observation }) => observation.segment.index)).toEqual([
            0, 1, 2, 3, 4, 5, 6, 7,
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is asked before the request that the buffer has room for, and not as soon as it is full", async () => {
    const stage = new Stage(ladder());
    stage.bufferingGoal = 3;
    const idle: number[] = [];
    const { events } = open(stage, (_, context) => ({
      ...scripted([])({}, context),
      onIdle: (s) => void idle.push(s),
    }));
    await played(stage.fetch(0));
    await played(stage.fetch(1));
    expect(events).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1500);
    stage.element.currentTime = 1.5;
    await played(stage.fetch(2));
    expect(events).toHaveLength(3);
    expect(events[2]!.observation.buffer).toBe(2.5);
    expect(idle).toEqual([expect.closeTo(1.5, 1)]);
  });

  it("sees what the player knows", async () => {
    const stage = new Stage(
      [300e3, 800e3].map((bandwidth) =>
        variantOf(
          videoOf(bandwidth, {
            width: 640,
            height: 360,
            segmentIndex: indexOf(8, (at) => bandwidth / 8 + at),
          }),
        ),
      ),
    );
    const samples: Sample[] = [];
    const { events } = open(stage, (_, { sizeOf, maxBuffer, segmentDuration, levels, media }) => {
      expect({ maxBuffer, segmentDuration, media }).toEqual({
        maxBuffer: 10,
        segmentDuration: 2,
        media: "video",
      });
      expect(levels.map(({ bitrate, height }) => [bitrate, height])).toEqual([
        [300e3, 360],
        [800e3, 360],
      ]);
      return {
        name: "curious",
        decide: () => ({ level: 1 }),
        onSample: (sample) => {
          samples.push(sample);
          expect(sizeOf!(3, 1)).toBe(800e3 + 24);
        },
      };
    });
    stage.element.emit("playing");
    await played(stage.fetch(0));
    const { observation } = events[1]!;
    expect(observation).toMatchObject({
      phase: "playing",
      buffer: 2,
      maxBuffer: 10,
      playbackRate: 1,
      lastLevel: 1,
      allowed: [0, 1],
      segment: { index: 1, duration: 2, remaining: 7, sizes: [300e3 + 8, 800e3 + 8] },
      device: { maxHeight: 360 },
    });
    expect(samples).toEqual([
      {
        start: expect.closeTo(0, 1),
        firstByte: expect.closeTo(samples[0]!.start + 0.02, 6),
        end: expect.closeTo(samples[0]!.start + 0.22, 6),
        bits: 800e3,
        level: 1,
      },
    ]);
  });

  it("has its requests held back, from the decision on", async () => {
    const stage = new Stage(ladder());
    open(stage, scripted([{}, { level: 1, waitSeconds: 3 }]));
    await played(stage.fetch(0));
    const start = performance.now();
    await played(stage.fetch(1));
    expect(performance.now() - start).toBeGreaterThanOrEqual(3220);
    expect(levelsSent(stage)).toEqual([0, 1]);
  });

  it("lets a held request go when the viewer seeks", async () => {
    const stage = new Stage(ladder());
    open(stage, scripted([{}, { waitSeconds: 3600 }]));
    stage.element.emit("playing");
    await played(stage.fetch(0));
    const held = stage.fetch(1);
    await vi.advanceTimersByTimeAsync(100);
    stage.element.emit("seeking");
    await played(held);
    expect(performance.now()).toBeLessThan(3600_000);
  });

  it("has a download dropped for another level", async () => {
    const stage = new Stage(ladder());
    const seen: InFlight[] = [];
    open(stage, () => ({
      name: "fickle",
      decide: () => ({ level: 2 }),
      onProgress: (inFlight) => {
        seen.push(inFlight);
        return { abandonTo: 0 };
      },
    }));
    const context = { type: 1, stream: stage.stream, segment: stage.stream.segmentIndex!.get(0)! };
    expect(stage.stream).toBe(stage.variants[2]!.video);
    for (const filter of stage.requestFilters) await filter(1, {}, context);
    stage.manager.segmentDownloaded(150, 20_000, true, {}, context);
    expect(seen).toMatchObject([{ segment: 0, level: 2, loaded: 160_000 }]);
    expect(stage.stream).toBe(stage.variants[0]!.video);
    expect(stage.manager.getBandwidthEstimate()).toBe(Number.POSITIVE_INFINITY);
    expect(stage.manager.getBandwidthEstimate()).toBeLessThan(1e9);
    await played(stage.fetch(0));
    expect(levelsSent(stage)).toEqual([0]);
  });

  it("that throws leaves the lowest level playing, and is reported once", async () => {
    const stage = new Stage(ladder());
    let calls = 0;
    const { notices } = open(stage, () => ({
      name: "failing",
      decide: () => {
        if (++calls > 2) throw new Error("three");
        return { level: 2 };
      },
    }));
    for (let segment = 0; segment < 5; segment++) await played(stage.fetch(segment));
    expect(levelsSent(stage)).toEqual([2, 2, 0, 0, 0]);
    expect(notices).toEqual([{ kind: "policy failed", message: expect.stringContaining("Error: three") }]);
  });

  it("only watches in a shadow", async () => {
    const stage = new Stage(ladder());
    const { events } = open(
      stage,
      scripted(Array.from({ length: 8 }, () => ({ level: 2, waitSeconds: 9 }))),
      {
        shadow: true,
      },
    );
    for (let segment = 0; segment < 4; segment++) await played(stage.fetch(segment));
    expect(events.map(({ level }) => level)).toEqual([2, 2, 2, 2]);
    expect(events.map(({ playerLevel }) => playerLevel)).toEqual(levelsSent(stage));
    // At Shaka's default estimate of 1 Mbit/s.
    expect(levelsSent(stage)[0]).toBe(1);
  });

  it("is silent while the viewer has switched ABR off", async () => {
    const stage = new Stage(ladder());
    const { events } = open(stage, scripted(Array.from({ length: 8 }, () => ({ level: 2 }))));
    await played(stage.fetch(0));
    stage.manager.disable();
    stage.current = stage.variants[0]!;
    await played(stage.fetch(1));
    await played(stage.fetch(2));
    expect(levelsSent(stage)).toEqual([2, 0, 0]);
    const asked = events.length;
    stage.manager.enable();
    await played(stage.fetch(3));
    expect(events.length).toBe(asked + 2);
    expect(levelsSent(stage)).toEqual([2, 0, 0, 2]);
  });

  it("keeps to what Shaka allows, and to what it still has", async () => {
    const stage = new Stage(ladder());
    stage.abr = { ...stage.abr, restrictions: { ...stage.abr.restrictions, maxBandwidth: 900e3 } };
    const { events } = open(stage, scripted(Array.from({ length: 8 }, () => ({ level: 2 }))));
    await played(stage.fetch(0));
    stage.manager.setVariants([stage.variants[0]!], false);
    stage.current = stage.manager.chooseVariant();
    await played(stage.fetch(1));
    expect(levelsSent(stage)).toEqual([1, 0]);
    expect(events.map(({ observation }) => observation.allowed)).toContainEqual([0, 1]);
    expect(events.at(-1)!.observation.allowed).toEqual([0, 0]);
  });

  it("begins anew with levels that it does not know, and goes on with the same ones read again", async () => {
    const stage = new Stage(ladder());
    let made = 0;
    open(stage, (_, context) => {
      made++;
      return scripted([])({}, context);
    });
    await played(stage.fetch(0));
    const again = ladder();
    stage.manager.setVariants(again, false);
    stage.current = stage.manager.chooseVariant();
    await played(stage.fetch(1));
    expect(made).toBe(1);
    stage.manager.setVariants([variantOf(videoOf(5e6))], false);
    stage.current = stage.manager.chooseVariant();
    await played(stage.fetch(2));
    expect(made).toBe(2);
  });

  it("steers video and leaves the audio to Shaka's own ABR", async () => {
    const videos = [videoOf(300e3), videoOf(800e3)];
    const audios = [audioOf(64e3), audioOf(128e3)];
    const stage = new Stage(videos.flatMap((video) => audios.map((audio) => variantOf(video, audio))));
    open(stage, scripted([{ level: 1 }, { level: 0 }]));
    const theirs = stage.current.audio;
    expect(stage.current.video).toBe(videos[1]);
    await played(stage.fetch(0));
    expect(stage.current.video).toBe(videos[0]);
    expect(stage.current.audio).toBe(theirs);
  });

  it("tells stalls for want of media, and seeks, apart from the player's own", async () => {
    const stage = new Stage(ladder());
    const told: string[] = [];
    open(stage, (_, context) => ({
      ...scripted([])({}, context),
      onStall: () => void told.push("stall"),
      onSeek: (to) => void told.push(`seek ${to}`),
    }));
    stage.element.emit("seeking");
    stage.element.emit("waiting");
    stage.element.emit("playing");
    await played(stage.fetch(0));
    stage.element.emit("waiting");
    expect(told).toEqual([]);
    stage.element.currentTime = 1.9;
    stage.element.emit("waiting");
    stage.emit("buffering", { buffering: true });
    expect(told).toEqual(["stall"]);
    stage.element.emit("playing");
    stage.element.currentTime = 9;
    stage.element.emit("seeking");
    expect(told).toEqual(["stall", "seek 9"]);
  });

  it("leaves nothing behind in a player that is stopped", () => {
    const stage = new Stage(ladder());
    open(stage, scripted([]));
    expect(stage.heard).toBeGreaterThan(0);
    stage.manager.release();
    expect([stage.heard, stage.element.heard]).toEqual([0, 0]);
    expect([stage.requestFilters.size, stage.responseFilters.size]).toEqual([0, 0]);
  });
});

describe("shakaAbrFactory in a player without the extension point", () => {
  const factoryOf = (player: unknown) => {
    const notices: Notice[] = [];
    const factory = shakaAbrFactory(player as ShakaPlayer, scripted([]), {
      onNotice: (notice) => notices.push(notice),
    });
    return { factory, notices };
  };

  it.each([undefined, null, 7, {}, { getConfiguration: () => ({}) }])(
    "hands over nothing for %j",
    (player) => {
      const { factory, notices } = factoryOf(player);
      expect(factory).toBeUndefined();
      expect(notices).toEqual([
        { kind: "no extension point", message: expect.stringContaining("as Shaka Player 5.2 has") },
      ]);
    },
  );

  it("hands over the player's own factory where more is missing", () => {
    const abrFactory = () => ({});
    const { factory, notices } = factoryOf({ getConfiguration: () => ({ abrFactory }) });
    expect(factory).toBe(abrFactory);
    expect(notices).toHaveLength(1);
  });

  it("lets Shaka's own ABR take over where requests do not say what they are for", async () => {
    const stage = new Stage(ladder());
    const { notices } = open(stage, scripted([{ level: 0 }]));
    for (const filter of [...stage.requestFilters]) await filter(1, {});
    for (const filter of [...stage.requestFilters]) await filter(1, {});
    expect(notices).toEqual([
      { kind: "no extension point", message: expect.stringContaining("Its own ABR plays") },
    ]);
    expect(stage.requestFilters.size).toBe(0);
    stage.manager.trySuggestStreams();
    expect(stage.current).toBe(stage.variants[1]);
  });

  it("does not wrap a policy in a policy", () => {
    const stage = new Stage(ladder());
    const own = stage.getConfiguration().abrFactory;
    let asked = 0;
    stage.getConfiguration = () => ({
      ...Stage.prototype.getConfiguration.call(stage),
      abrFactory: () => {
        asked++;
        return own();
      },
    });
    const first = shakaAbrFactory(stage, scripted([]))!;
    stage.getConfiguration = () => ({ ...Stage.prototype.getConfiguration.call(stage), abrFactory: first });
    shakaAbrFactory(stage, scripted([]))!();
    expect(asked).toBe(1);
  });
});
