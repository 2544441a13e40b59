import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf } from "../../../src/engine/content/index.js";
import type { InteractiveSettings, SessionSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";

/** A video of 25 segments of 4 s, with a branch of three options after the fifth, chosen 2 s before it. */
function interactive(
  settings: Partial<InteractiveSettings> = {},
  { seed = 1, ...others }: Partial<SessionSettings> & { readonly seed?: number } = {},
) {
  const session = new ScriptedSession({ video: videoOf(25), seed, settings: others });
  const content = contentOf(
    {
      kind: "interactive",
      branches: [{ at: 20, options: 3 }],
      prefetchSegments: 1,
      choiceLead: 2,
      ...settings,
    },
    session.video,
  );
  content.behaviour?.(session);
  return { session, availableAt: (segment: number) => content.availability!.availableAt(segment) };
}

/** The same, with the segments up to the branch there and playing. */
function playing(settings: Partial<InteractiveSettings> = {}, others: Partial<SessionSettings> = {}) {
  const parts = interactive(settings, others);
  parts.session.arriveAll(1, 0, 4);
  parts.session.enter("playing");
  return parts;
}

describe("segments after a branch", () => {
  it("are available as many as are fetched before the choice, and the rest once it is known", () => {
    const { session, availableAt } = playing();
    session.runUntil(17.9);
    expect([4, 5, 6, 24].map(availableAt)).toEqual([0, 0, Infinity, Infinity]);
    const wakes = session.wakes;
    session.runUntil(18);
    expect([4, 5, 6, 24].map(availableAt)).toEqual([0, 0, 0, 0]);
    expect(session.wakes).toBe(wakes + 1);
  });

  it("are not available before the choice where none is fetched", () => {
    const { session, availableAt } = playing({ prefetchSegments: 0 });
    expect(availableAt(5)).toBe(Infinity);
    session.runUntil(18);
    expect(availableAt(5)).toBe(0);
  });

  it("end, while the choice is open, where the next branch comes", () => {
    const branches = [
      { at: 20, options: 2 },
      { at: 28, options: 2 },
    ];
    const { session, availableAt } = playing({ branches, prefetchSegments: 3 });
    expect([5, 6, 7].map(availableAt)).toEqual([0, 0, Infinity]);
    session.runUntil(18);
    expect([7, 9, 10].map(availableAt)).toEqual([0, 0, Infinity]);
  });

  it("begin at the next segment's start where a branch point is inside one", () => {
    const { availableAt } = interactive({ branches: [{ at: 17, options: 2 }], prefetchSegments: 0 });
    expect([4, 5].map(availableAt)).toEqual([0, Infinity]);
  });

  it("are all of the video's where a branch point is beyond its last segment's start", () => {
    const { availableAt } = interactive({ branches: [{ at: 97, options: 2 }], prefetchSegments: 0 });
    expect(availableAt(24)).toBe(0);
  });
});

describe("the other options", () => {
  it("are fetched beside the segment, at its level, until the choice is known", () => {
    const { session } = playing();
    session.script(10, () => session.request(5, 1));
    session.script(12, () => session.fetches[0]?.finish("delivered"));
    session.runUntil(30);
    const taken = session.noted("branch")[0]!.taken;
    const others = [0, 1, 2].filter((option) => option !== taken);
    expect(session.fetches.map(({ kind, size, resource }) => ({ kind, size, resource }))).toEqual(
      others.map((option) => ({ kind: "video", size: 12e6, resource: `video/1/5/option/${option}` })),
    );
    expect(session.fetches.map(({ ended }) => ended.outcome)).toEqual(["delivered", "cancelled"]);
    expect(session.fetches[1]?.ended.at).toBeCloseTo(18, 8);
  });

  it("are fetched with their audio where it is separate", () => {
    const audio = { bitrate: 128_000 };
    const { session } = playing({}, { downloads: { audio } });
    session.script(10, () => session.request(5, 1));
    session.runUntil(11);
    // 4 s at 3 Mbit/s and 4 s at 128 kbit/s.
    expect(session.fetches.map(({ size }) => size)).toEqual([12.512e6, 12.512e6]);
  });

  it("are fetched once, though the segment is asked for again", () => {
    const { session } = playing();
    session.script(10, () => session.request(5, 2));
    session.script(11, () => session.request(5, 0));
    session.runUntil(12);
    expect(session.fetches).toHaveLength(2);
  });

  it("are not fetched for what comes before the branch, nor once the choice is known", () => {
    const { session } = playing();
    session.script(10, () => session.request(4, 1));
    session.script(19, () => session.request(5, 1));
    session.runUntil(20);
    expect(session.fetches).toEqual([]);
  });

  it("are at most those of the prefetched segments, and all of them if there is time", () => {
    const branch = fc.record({
      at: fc.integer({ min: 1, max: 24 }),
      options: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(branch, { selector: ({ at }) => at, minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 8 }),
        (branches, prefetchSegments, ahead) => {
          const settings = {
            branches: branches.map(({ at, options }) => ({ at: 4 * at, options })),
            prefetchSegments,
            choiceLead: 1,
          };
          const { session, availableAt } = interactive(settings);
          // Segments come at once when they can be asked for, so many ahead.
          let next = 0;
          for (let now = 0; now <= 130; now += 0.5) {
            session.script(now, () => {
              while (next < 25 && availableAt(next) <= now && 4 * next <= session.position() + 4 * ahead) {
                session.request(next, 0);
                session.arrive(next, 0);
                next++;
              }
              if (session.buffer() > 0) session.enter("playing");
            });
          }
          session.runUntil(130);
          expect(next).toBe(25);
          expect(session.noted("branch")).toHaveLength(branches.length);
          const most = branches.reduce((sum, { options }) => sum + (options - 1) * prefetchSegments, 0);
          expect(session.fetches.length).toBeLessThanOrEqual(most);
          const apart = [...branches].sort((a, b) => a.at - b.at);
          const roomy = apart.every(({ at }, i) => (apart[i + 1]?.at ?? 25) - at >= prefetchSegments);
          if (roomy && ahead > prefetchSegments + 1) expect(session.fetches).toHaveLength(most);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the cost of prefetching every option", () => {
  it("is 1.5 % by the document's own figures, not the 50 % that it claims", () => {
    // 90 minutes, 10 decisions of 3 options, the first segment of 4 s of each (003 section 3.4).
    const branches = Array.from({ length: 10 }, (_, index) => ({ at: 400 * (index + 1), options: 3 }));
    const video = videoOf(1350);
    const session = new ScriptedSession({ video });
    const settings = { kind: "interactive", branches, prefetchSegments: 1, choiceLead: 5 } as const;
    contentOf(settings, video).behaviour?.(session);
    session.enter("playing");
    for (let segment = 0; segment < 1350; segment++)
      session.script(Math.max(0, 4 * segment - 8), () => {
        session.request(segment, 1);
        session.arrive(segment, 1);
      });
    session.runUntil(5400);
    const others = session.fetches.reduce((sum, { size }) => sum + size, 0);
    expect(others / (1350 * 12e6)).toBeCloseTo(20 / 1350, 12);
  });
});

describe("a branch point", () => {
  it("is passed without a stop where the way taken is there", () => {
    const { session } = playing();
    session.script(15, () => session.arrive(5, 1));
    session.runUntil(21);
    expect(session.noted("seek")).toEqual([]);
    expect(session.position()).toBeCloseTo(21, 8);
  });

  it("is jumped to where it is not, so that waiting for it is no stall", () => {
    const { session } = playing({ prefetchSegments: 0, choiceLead: 0 });
    session.runUntil(21);
    expect(session.noted("branch").map(({ at }) => at)[0]).toBeCloseTo(20, 8);
    expect(session.noted("seek")).toMatchObject([{ to: 20, by: "branch" }]);
    expect(session.states.map(({ state }) => state)).toEqual(["playing", "seeking"]);
  });

  it("is settled by a seek past it", () => {
    const { session, availableAt } = playing();
    session.script(3, () => session.seek(60, "viewer"));
    session.runUntil(4);
    expect(session.noted("branch")).toMatchObject([{ at: 3, segment: 5, options: 3 }]);
    expect(availableAt(15)).toBe(0);
    expect(session.noted("seek")).toHaveLength(1);
  });

  it("is no second seek for who sought to it", () => {
    const { session } = playing();
    session.script(3, () => session.seek(20, "viewer"));
    session.runUntil(4);
    expect(session.noted("seek")).toHaveLength(1);
  });

  it("has each option taken about as often, the same whatever is prefetched", () => {
    const counts = [0, 0, 0];
    for (let seed = 0; seed < 600; seed++) {
      const [choice, other] = [1, 0].map((prefetchSegments) => {
        const { session } = interactive({ prefetchSegments }, { seed });
        session.seek(30, "viewer");
        session.runUntil(1);
        return session.noted("branch")[0]!.taken;
      });
      expect(choice).toBe(other);
      counts[choice!]!++;
    }
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(50);
  });
});
