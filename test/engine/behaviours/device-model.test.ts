import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeviceModel } from "../../../src/engine/behaviours/device-model.js";
import type { DeviceSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession } from "../../support/scripted-session.js";

function observed(settings: DeviceSettings) {
  const session = new ScriptedSession();
  return { session, device: new DeviceModel(settings, session) };
}
/** Half of what the highest level needs (1920 x 1080 x 50), and twice what the others do. */
const DECODES = 51_840_000;

describe("DeviceModel", () => {
  it("tells what it was told, and no more", () => {
    const { device } = observed({ maxHeight: 1080, battery: 0.5, connection: "4g" });
    expect(device.state()).toEqual({ maxHeight: 1080, battery: 0.5, connection: "4g" });
    expect(observed({}).device.state()).toEqual({});
  });

  it("takes a small screen for a limit, and a failed protected output", () => {
    const events = [{ at: 10, what: "hdcp error", maxHeight: 480 }] as const;
    const { session, device } = observed({ maxHeight: 1080, screenHeight: 720, events });
    expect(device.state().maxHeight).toBe(720);
    session.runUntil(10);
    expect(device.state().maxHeight).toBe(480);
  });

  it("drains the battery with playback, and not with waiting", () => {
    const { session, device } = observed({ battery: 0.5, batteryPerHour: 0.36 });
    session.arriveAll();
    session.enter("playing");
    session
      .script(20, () => session.enter("paused"))
      .script(60, () => session.enter("playing"))
      .runUntil(80);
    // 40 s of playing take 0.36 x 40 / 3600.
    expect(device.state().battery).toBeCloseTo(0.496, 12);
  });

  it("does not go below an empty battery", () => {
    const { session, device } = observed({ battery: 0.001, batteryPerHour: 1 });
    session.arriveAll();
    session.enter("playing");
    session.runUntil(50);
    expect(device.state().battery).toBe(0);
  });

  it("counts the frames of each level that is played, as far as it is played", () => {
    const { session, device } = observed({ decodes: DECODES });
    session.arriveAll(0, 0, 0);
    session.arriveAll(2, 1, 24);
    session.enter("playing");
    session.runUntil(6);
    // 4 s at 25, then 2 s at 50 frames a second, of which half is dropped.
    expect(device.state()).toMatchObject({ totalFrames: 200, droppedFrames: 50 });
  });

  it("counts no frames that a seek jumps over", () => {
    const { session, device } = observed({ decodes: DECODES });
    session.arriveAll(0);
    session.enter("playing");
    session.script(3, () => session.seek(80, "viewer")).runUntil(5);
    expect(device.state()).toMatchObject({ totalFrames: 125, droppedFrames: 0 });
  });

  it("counts as played what was played before a better copy came", () => {
    const { session, device } = observed({ decodes: DECODES });
    session.arriveAll(0);
    session.enter("playing");
    session.script(8, () => session.arriveAll(2)).runUntil(10);
    expect(device.state()).toMatchObject({ totalFrames: 300, droppedFrames: 50 });
  });

  it("drops more at a higher playback rate", () => {
    const { session, device } = observed({ decodes: DECODES });
    session.arriveAll(2);
    session.setPlaybackRate(2);
    session.enter("playing");
    session.runUntil(10);
    expect(device.state()).toMatchObject({ totalFrames: 1000, droppedFrames: 750 });
  });

  it("notes its frames when playback stops, and once for each sum", () => {
    const { session } = observed({ decodes: DECODES });
    session.arriveAll(2);
    session.enter("playing");
    session
      .script(4, () => session.enter("paused"))
      .script(6, () => session.enter("seeking"))
      .script(8, () => session.enter("playing"))
      .script(10, () => session.leave())
      .runUntil(20);
    expect(session.noted("frames")).toEqual([
      { at: 4, kind: "frames", dropped: 100, total: 200 },
      { at: 10, kind: "frames", dropped: 150, total: 300 },
    ]);
  });

  it("counts the same however often it is looked at", () => {
    const looks = fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(
        looks,
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 25, maxLength: 25 }),
        (...drawn) => {
          const [times, levels] = drawn;
          const play = (lookedAt: readonly number[]) => {
            const { session, device } = observed({ decodes: DECODES, battery: 1, batteryPerHour: 0.1 });
            for (const [segment, level] of levels.entries()) session.arrive(segment, level);
            session.enter("playing");
            for (const time of lookedAt) session.script(time, () => device.state());
            session.runUntil(90);
            return device.state();
          };
          const looked = play(times);
          const unseen = play([]);
          expect(looked.battery).toBeCloseTo(unseen.battery!, 12);
          // Sums in another order may round a half the other way.
          expect(Math.abs(looked.totalFrames! - unseen.totalFrames!)).toBeLessThanOrEqual(1);
          expect(Math.abs(looked.droppedFrames! - unseen.droppedFrames!)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  });
});
