import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf } from "../../../src/engine/content/index.js";
import type { LiveSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";
import { settingsWith } from "../../support/settings.js";

/** A live session of 50 segments of 2 s, 6 s behind the edge, that plays from the start with all media there. */
function liveSession(settings: Partial<LiveSettings> = {}, video = videoOf(50, 2)) {
  const session = new ScriptedSession({ video });
  const content = contentOf({ kind: "live", targetLatency: 6, dvrWindow: 14400, ...settings }, video);
  content.behaviour?.(session);
  return { session, content };
}

function playing(settings: Partial<LiveSettings> = {}) {
  const { session } = liveSession(settings);
  session.arriveAll();
  session.enter("playing");
  const jumps = () => session.noted("seek").filter(({ by }) => by === "live edge");
  return { session, jumps };
}

describe("live content", () => {
  it("joins at the video's start, one target latency behind the edge", () => {
    const { content } = liveSession();
    expect(content.joinAt).toBe(0);
    expect(content.liveEdge).toBe(6);
    expect(content.live?.state(0, 0).latency).toBe(6);
  });

  it("sends what exists by the time of the request as one piece", () => {
    const { session, content } = liveSession({ targetLatency: 3, chunk: 0.5 });
    const sizes = () => content.availability?.piecesOf?.(2, 8e6)?.map(({ size }) => size);
    // Segment 2 is filmed from 1 s to 3 s.
    expect(session.runUntil(1.5).now).toBe(1.5);
    expect(sizes()).toEqual([2e6, 2e6, 2e6, 2e6]);
    session.runUntil(2.6);
    expect(sizes()).toEqual([6e6, 2e6]);
    session.runUntil(3);
    expect(sizes()).toBeUndefined();
  });

  it("limits the buffer to what can exist, and by more when playback is later", () => {
    const { player } = settingsWith({ player: { bufferLimit: "below", maxBuffer: 10 } });
    const session = new ScriptedSession({ video: videoOf(50, 2), settings: { player } });
    contentOf({ kind: "live", targetLatency: 6, dvrWindow: 14400 }, session.video).behaviour?.(session);
    // The document's min(10 s, latency - one segment).
    expect(session.bufferLimits.get("live edge")).toBe(4);
    session.script(1.5, () => session.arriveAll());
    session.script(1.5, () => session.enter("playing"));
    session.runUntil(2);
    expect(session.bufferLimits.get("live edge")).toBe(5.5);
  });

  it("never buffers more than the latency, whatever arrives as soon as it can", () => {
    fc.assert(
      fc.property(
        fc.record({
          targetLatency: fc.double({ min: 1, max: 20, noNaN: true }),
          encoderDelay: fc.double({ min: 0, max: 2, noNaN: true }),
          seekBeyond: fc.constantFrom(3, 8, 100),
        }),
        fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (settings, delays) => {
          const catchUp = { rule: "steps", slowest: 0.9, fastest: 1.2, tolerance: 0.3, every: 0.5 } as const;
          const { session, content } = liveSession({ ...settings, catchUp });
          const holds = () => {
            const { latency } = content.live!.state(session.now, session.position());
            expect(session.buffer()).toBeLessThanOrEqual(latency + 1e-6);
          };
          let time = 0;
          for (let segment = 0; segment < 30; segment++) {
            // No segment is asked for before it is available; each takes some time to arrive.
            time =
              Math.max(time, content.availability!.availableAt(segment)) + delays[segment % delays.length]!;
            const arrival = time;
            session.script(arrival, () => {
              session.arrive(segment, 0);
              if (session.buffer() > 0) session.enter("playing");
              holds();
            });
          }
          for (let now = 0; now < time; now += 0.7) {
            session.runUntil(now);
            holds();
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("a jump to the live edge", () => {
  it("comes when playback is too far behind the target, in a stall as soon as that is so", () => {
    const { session, jumps } = playing({ seekBeyond: 4 });
    session.script(5, () => session.enter("rebuffering"));
    session.runUntil(8.9);
    expect(jumps()).toEqual([]);
    session.runUntil(9.5);
    // 4 s after it stopped at 5 s; the edge is at 15 s, the target 6 s behind.
    expect(jumps()).toMatchObject([{ at: 9, from: 5, to: 9 }]);
  });

  it("waits for a paused viewer", () => {
    const { session, jumps } = playing({ seekBeyond: 4 });
    session.script(5, () => session.pause());
    session.script(20, () => session.resume());
    session.runUntil(19.9);
    expect(jumps()).toEqual([]);
    session.runUntil(21);
    expect(jumps()).toMatchObject([{ at: 20, from: 5, to: 20 }]);
  });

  it("is not made if it is not set", () => {
    const { session, jumps } = playing();
    session.script(5, () => session.enter("rebuffering"));
    session.runUntil(80);
    expect(jumps()).toEqual([]);
  });

  it("takes the viewer back who sought to what is yet to be filmed", () => {
    const { session, jumps } = playing();
    session.script(5, () => session.seek(40, "viewer"));
    session.script(7, () => session.seek(10, "viewer"));
    session.runUntil(8);
    expect(jumps()).toMatchObject([{ at: 5, from: 40, to: 5 }]);
  });

  it("takes back the viewer, too, who waits there", () => {
    const { session } = liveSession();
    session.arriveAll(0, 0, 5);
    session.enter("playing");
    session.script(5, () => session.seek(40, "viewer"));
    session.runUntil(6);
    expect(session.position()).toBe(5);
  });

  it("goes no farther than the video", () => {
    const { session, jumps } = playing({ seekBeyond: 4 });
    session.script(96, () => session.pause());
    session.script(150, () => session.resume());
    session.runUntil(160);
    expect(jumps()).toMatchObject([{ at: 150, to: 98 }]);
  });
});

describe("the DVR window", () => {
  it("moves on playback that has fallen out of it, to the first segment that begins inside", () => {
    const { session, jumps } = playing({ dvrWindow: 20 });
    session.script(5, () => session.enter("rebuffering"));
    session.runUntil(18.9);
    expect(jumps()).toEqual([]);
    session.runUntil(19.5);
    // At 19 s the edge is at 25 s: what is older than 5 s is gone.
    expect(jumps()).toMatchObject([{ at: 19, from: 5, to: 6 }]);
  });

  it("moves on again while nothing comes, as segment after segment leaves it", () => {
    const { session } = liveSession({ dvrWindow: 20 });
    session.arriveAll(0, 0, 2);
    session.enter("playing");
    session.script(6, () => session.enter("rebuffering"));
    session.runUntil(25);
    // Stopped at 6 s, which is gone once the edge is at 26 s. What begins at 8 s is gone at 28 s, and so on.
    expect(session.noted("seek").map(({ at, to }) => [at, to])).toEqual([
      [20, 8],
      [22, 10],
      [24, 12],
    ]);
  });

  it("moves on playback that is slower than the edge", () => {
    const { session, jumps } = playing({ dvrWindow: 8 });
    session.script(10, () => session.setPlaybackRate(0.75));
    session.script(10, () => session.seek(9, "viewer"));
    session.runUntil(16);
    // 7 s behind at 10 s, and by 0.25 s more each second.
    expect(jumps()).toMatchObject([{ at: 14, from: 12, to: 14 }]);
  });

  it("brings back a seek to what is gone", () => {
    const { session, jumps } = playing({ dvrWindow: 20 });
    session.script(30, () => session.seek(3, "viewer"));
    session.runUntil(31);
    expect(jumps()).toMatchObject([{ at: 30, from: 3, to: 18 }]);
  });

  it("is never left for long, and never by more jumps than there are segments", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 8, max: 40, noNaN: true }),
        fc.array(fc.tuple(fc.double({ min: 0.1, max: 30, noNaN: true }), fc.boolean()), { maxLength: 10 }),
        fc.option(fc.double({ min: 0.5, max: 20, noNaN: true }), { nil: undefined }),
        (dvrWindow, course, seekBeyond) => {
          const { session, jumps } = playing({ dvrWindow, ...(seekBeyond !== undefined && { seekBeyond }) });
          let time = 0;
          for (const [lasts, stalls] of course) {
            time += lasts;
            session.script(time, () => session.enter(stalls ? "rebuffering" : "playing"));
          }
          for (let now = 0; now < Math.min(time, 90); now += 0.9) {
            session.runUntil(now);
            expect(session.now + 6 - session.position()).toBeLessThanOrEqual(dvrWindow + 1e-6);
          }
          expect(jumps().length).toBeLessThanOrEqual(50 + course.length + 200 / (seekBeyond ?? 200));
        },
      ),
      { numRuns: 60 },
    );
  });
});
