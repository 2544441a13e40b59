import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawStages, runStages } from "../../../src/engine/behaviours/startup-stages.js";
import type { StartupSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession } from "../../support/scripted-session.js";

/** Document 003, section 4.2: 100, 50, 150 and 30 ms. */
const STAGES = [
  { name: "playback API", shortest: 0.1, longest: 0.1 },
  { name: "manifest", shortest: 0.05, longest: 0.05 },
  { name: "licence", shortest: 0.15, longest: 0.15 },
  { name: "bookmark", shortest: 0.03, longest: 0.03 },
];

/** When the stages of a session were done, or could not be, and the session. */
function run(settings: StartupSettings, session = new ScriptedSession()) {
  const doneAt: number[] = [];
  const failedAt: number[] = [];
  const done = () => doneAt.push(session.now);
  const failed = () => failedAt.push(session.now);
  runStages(session, settings, { done, failed });
  session.runUntil(100);
  return { doneAt, failedAt, session };
}

describe("drawStages", () => {
  it("draws evenly from each range, and leaves to the link what is fetched", () => {
    const numbers = [0.25, 0.5];
    const times = drawStages(
      [
        { name: "auth", shortest: 0.05, longest: 0.1 },
        { name: "manifest", size: 1000 },
        { name: "licence", shortest: 0.1, longest: 0.2 },
      ],
      () => numbers.shift()!,
    );
    expect(times[0]).toBeCloseTo(0.0625, 12);
    expect(times[1]).toBeUndefined();
    expect(times[2]).toBeCloseTo(0.15, 12);
  });
});

describe("runStages", () => {
  it("takes 330 ms for the document's stages in sequence, 150 ms in parallel", () => {
    expect(run({ order: "sequential", stages: STAGES }).doneAt[0]).toBeCloseTo(0.33, 12);
    expect(run({ order: "parallel", stages: STAGES }).doneAt[0]).toBeCloseTo(0.15, 12);
  });

  it("notes each stage with its beginning and end", () => {
    const { session } = run({ order: "sequential", stages: STAGES.slice(0, 2) });
    const [api, manifest] = session.noted("stage");
    expect(api).toEqual({ at: 0.1, kind: "stage", name: "playback API", from: 0 });
    expect(manifest).toMatchObject({ name: "manifest", from: 0.1 });
    expect(manifest!.at).toBeCloseTo(0.15, 12);
  });

  it("waits for what a stage fetches", () => {
    const session = new ScriptedSession({ fetchTakes: (size) => size / 1e6 });
    const stages = [
      { name: "manifest", size: 2e6 },
      { name: "licence", size: 1e6 },
    ];
    expect(run({ order: "sequential", stages }, session).doneAt).toEqual([3]);
    expect(session.fetches.map(({ at, kind, resource }) => [at, kind, resource])).toEqual([
      [0, "manifest", "manifest"],
      [2, "startup", "startup/licence"],
    ]);
  });

  it("is never done when what a stage fetches does not come", () => {
    const session = new ScriptedSession();
    const settings: StartupSettings = { order: "parallel", stages: [{ name: "licence", size: 1e6 }] };
    session.script(1, () => session.fetches[0]!.finish("failed"));
    expect(run(settings, session)).toMatchObject({ doneAt: [], failedAt: [1] });
    expect(session.noted("stage")).toEqual([]);
  });

  it("is given up when what a stage fetches takes longer than the player bears", () => {
    // 100 s, by the settings of these sessions.
    const settings: StartupSettings = { order: "parallel", stages: [{ name: "licence", size: 1e6 }] };
    expect(run(settings)).toMatchObject({ doneAt: [], failedAt: [100] });
  });

  it("is done at once without stages", () => {
    expect(run({ order: "sequential", stages: [] }).doneAt).toEqual([0]);
  });

  it("takes the sum in sequence and the longest in parallel, of the same draws", () => {
    const ranges = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(ranges, fc.integer(), (all, seed) => {
        const stages = all.map(([shortest, more], index) => ({
          name: `stage ${index}`,
          shortest,
          longest: shortest + more,
        }));
        const times = drawStages(stages, new ScriptedSession({ seed }).random("startup stages"));
        const sum = times.reduce<number>((total, time) => total + time!, 0);
        const inOrder = run({ order: "sequential", stages }, new ScriptedSession({ seed }));
        const atOnce = run({ order: "parallel", stages }, new ScriptedSession({ seed }));
        expect(inOrder.doneAt).toHaveLength(1);
        expect(inOrder.doneAt[0]).toBeCloseTo(sum, 9);
        expect(atOnce.doneAt).toEqual([Math.max(...times.map((time) => time!))]);
      }),
    );
  });
});
