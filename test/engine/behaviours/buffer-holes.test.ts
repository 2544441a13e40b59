import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BufferHoles } from "../../../src/engine/behaviours/buffer-holes.js";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession } from "../../support/scripted-session.js";
import { settingsWith } from "../../support/settings.js";

function withHoles(settings: Partial<SessionSettings> = {}) {
  const session = new ScriptedSession({ settings });
  return { session, holes: new BufferHoles(session, new SegmentTimes(session.video)) };
}

describe("BufferHoles", () => {
  it("finds what is missing before media that is there", () => {
    const { session, holes } = withHoles();
    for (const segment of [0, 1, 4, 5, 8]) session.arrive(segment, 0);
    expect(holes.next()).toEqual({ segment: 2, start: 8, end: 16 });
  });

  it("finds none where nothing follows", () => {
    const { session, holes } = withHoles();
    expect(holes.next()).toBeUndefined();
    session.arriveAll(0, 0, 3);
    expect(holes.next()).toBeUndefined();
    session.arriveAll();
    expect(holes.next()).toBeUndefined();
  });

  it("knows what is under way, until it arrives or a seek leaves the buffer", () => {
    const { session, holes } = withHoles();
    session.request(0, 0);
    session.request(1, 0);
    session.arrive(1, 0);
    expect([holes.isUnderWay(0), holes.isUnderWay(1), holes.busy]).toEqual([true, false, true]);
    session.seek(4, "viewer");
    expect(holes.isUnderWay(0)).toBe(true);
    session.seek(60, "viewer");
    expect(holes.busy).toBe(false);
    expect(holes.next()).toBeUndefined();
  });

  it("takes any seek for the buffer's end where the player clears it", () => {
    const { player } = settingsWith({ player: { seekClearsBuffer: true } });
    const { session, holes } = withHoles({ player });
    session.arrive(0, 0);
    session.request(1, 0);
    session.seek(2, "viewer");
    expect(holes.busy).toBe(false);
  });

  it("finds the first gap of any set of segments", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { maxLength: 20 }), (segments) => {
        const { session, holes } = withHoles();
        for (const segment of segments) session.arrive(segment, 0);
        const there = new Set(segments);
        let missing = 0;
        while (there.has(missing)) missing++;
        const after = [...segments].sort((a, b) => a - b).find((segment) => segment > missing);
        expect(holes.next()).toEqual(
          after === undefined ? undefined : { segment: missing, start: missing * 4, end: after * 4 },
        );
      }),
    );
  });
});
