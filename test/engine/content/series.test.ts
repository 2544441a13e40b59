import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf, seriesVideo } from "../../../src/engine/content/index.js";
import type { SeriesSettings } from "../../../src/model/settings/index.js";
import { ScriptedSession, videoOf } from "../../support/scripted-session.js";

const PREFETCH = { prefetchFrom: 0.8, prefetchSegments: 2 };

/** Three episodes of five segments, 20 s each, which the viewer watches to the end, if not said otherwise. */
function series(settings: Partial<SeriesSettings> = {}, segments = 5, seed = 1) {
  const all: SeriesSettings = { kind: "series", episodes: 3, continues: 1, ...settings };
  const session = new ScriptedSession({ video: seriesVideo(videoOf(segments), all.episodes), seed });
  const content = contentOf(all, session.video);
  content.behaviour?.(session);
  const count = session.video.durations.length;
  const available = () =>
    Array.from({ length: count }, (_, segment) => segment).filter(
      (segment) => content.availability!.availableAt(segment) === 0,
    );
  return { session, available };
}

/** The same, with the first episode there and playing. */
function playing(settings: Partial<SeriesSettings> = {}) {
  const parts = series(settings);
  parts.session.arriveAll(0, 0, 4);
  parts.session.enter("playing");
  return parts;
}

describe("the next episode's segments", () => {
  it("are not available while one is watched", () => {
    const { session, available } = playing();
    session.runUntil(19.9);
    expect(available()).toEqual([0, 1, 2, 3, 4]);
  });

  it("are, as many as may be prefetched, from the share of the episode on at which that begins", () => {
    const { session, available } = playing(PREFETCH);
    session.runUntil(15.9);
    const wakes = session.wakes;
    expect(available()).toEqual([0, 1, 2, 3, 4]);
    session.runUntil(16);
    expect(session.wakes).toBe(wakes + 1);
    expect(available()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("are asked for anew in each episode", () => {
    const { session, available } = playing(PREFETCH);
    session.arriveAll();
    session.runUntil(35.9);
    const wakes = session.wakes;
    session.runUntil(36);
    expect(session.wakes).toBe(wakes + 1);
    expect(available()).toHaveLength(12);
  });

  it("are not prefetched if it is too unlikely that the viewer goes on", () => {
    const late = (continues: number) => {
      const { session, available } = playing({ ...PREFETCH, continues, prefetchIfAbove: 0.6 });
      session.runUntil(17);
      return available().length - 5;
    };
    expect(late(0.6)).toBe(0);
    expect(late(0.61)).toBe(2);
  });

  it("may be those of two episodes, as far as it is likely that the viewer gets there", () => {
    const late = (prefetchIfAbove: number) => {
      const settings = {
        episodes: 5,
        continues: 0.8,
        prefetchFrom: 0.8,
        prefetchSegments: 5,
        prefetchIfAbove,
      };
      const { session, available } = series(settings, 2);
      session.arriveAll(0, 0, 1);
      session.enter("playing");
      session.runUntil(7);
      return available();
    };
    // Going on once has 0.8, twice 0.64. Two episodes of two segments are fewer than five segments.
    expect(late(0.6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(late(0.7)).toEqual([0, 1, 2, 3]);
  });

  it("are available once the viewer has gone on, or sought there", () => {
    const { session, available } = playing();
    session.runUntil(20);
    expect(available()).toHaveLength(10);
    session.seek(45, "viewer");
    expect(available()).toHaveLength(15);
    session.seek(3, "viewer");
    expect(available()).toHaveLength(5);
  });

  it("are never more than may be prefetched", () => {
    fc.assert(
      fc.property(
        fc.record({
          episodes: fc.integer({ min: 1, max: 5 }),
          continues: fc.double({ min: 0, max: 1, noNaN: true }),
          prefetchFrom: fc.double({ min: 0, max: 1, noNaN: true }),
          prefetchSegments: fc.integer({ min: 0, max: 12 }),
          prefetchIfAbove: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (settings, segments, share) => {
          const { session, available } = series(settings, segments);
          const position = Math.min(share * session.video.duration, session.video.duration - 0.01);
          session.seek(position, "viewer");
          session.runUntil(0);
          const episode = Math.floor(position / (4 * segments));
          const watched = (episode + 1) * segments;
          const prefetched = available().length - watched;
          expect(prefetched).toBeGreaterThanOrEqual(0);
          expect(prefetched).toBeLessThanOrEqual(Math.min(settings.prefetchSegments, 2 * segments));
          if (prefetched > 0) {
            expect(position / (4 * segments) - episode).toBeGreaterThanOrEqual(settings.prefetchFrom - 1e-6);
            expect(settings.continues).toBeGreaterThan(settings.prefetchIfAbove);
          }
        },
      ),
    );
  });
});

describe("an episode's end", () => {
  it("leads to the next by a seek, so that waiting for it is no stall", () => {
    const { session } = playing();
    session.script(21.5, () => session.arriveAll(0, 5, 9));
    session.script(21.5, () => session.enter("playing"));
    session.runUntil(30);
    expect(session.noted("seek")).toMatchObject([{ to: 20, by: "next episode" }]);
    expect(session.states.map(({ state }) => state)).toEqual(["playing", "seeking", "playing"]);
    const [episode] = session.noted("episode");
    expect(episode).toMatchObject({ episode: 1, prefetchedSegments: 0, at: 21.5 });
    expect(episode?.wait).toBeCloseTo(1.5, 8);
  });

  it("is passed without a wait where the next one's first segments are there", () => {
    const { session } = playing(PREFETCH);
    session.script(18, () => session.arriveAll(0, 5, 6));
    session.runUntil(21);
    expect(session.states.map(({ state }) => state)).toEqual(["playing"]);
    expect(session.position()).toBeCloseTo(21, 8);
    expect(session.noted("episode")).toMatchObject([{ episode: 1, prefetchedSegments: 2, wait: 0 }]);
  });

  it("is followed by the credits, during which the next episode is fetched", () => {
    const { session, available } = playing({ between: 5 });
    session.script(22, () => {
      expect(session.state).toBe("paused");
      expect(available()).toHaveLength(10);
      session.arriveAll(0, 5, 9);
    });
    session.runUntil(24.9);
    expect(session.noted("episode")).toEqual([]);
    session.runUntil(27);
    expect(session.position()).toBeCloseTo(22, 8);
    expect(session.noted("episode")).toMatchObject([{ episode: 1, prefetchedSegments: 0, wait: 0 }]);
  });

  it("counts what is waited for after the credits", () => {
    const { session } = playing({ between: 5 });
    session.script(26, () => session.arriveAll(0, 5, 9));
    session.script(26, () => session.enter("playing"));
    session.runUntil(30);
    expect(session.noted("episode")[0]?.wait).toBeCloseTo(1, 8);
  });

  it("is where the viewer leaves who does not go on", () => {
    const { session } = playing({ ...PREFETCH, continues: 0 });
    session.script(18, () => session.arriveAll(0, 5, 6));
    session.runUntil(30);
    expect(session.states.at(-1)).toMatchObject({ state: "quit" });
    expect(session.states.at(-1)?.at).toBeCloseTo(20, 8);
    expect(session.noted("episode")).toEqual([]);
  });

  it("has the viewer leave once, though the player takes its time", () => {
    const { session } = playing({ continues: 0 });
    let left = 0;
    session.leave = () => {
      left++;
    };
    session.runUntil(30);
    expect(left).toBe(1);
  });

  it("comes once for each episode but the last", () => {
    const { session } = playing();
    session.arriveAll();
    session.runUntil(70);
    expect(session.noted("episode").map(({ episode }) => episode)).toEqual([1, 2]);
    expect(session.position()).toBe(60);
  });

  it("is met again by who seeks back before it", () => {
    const { session } = playing();
    session.arriveAll();
    session.script(25, () => session.seek(15, "viewer"));
    session.runUntil(35);
    expect(session.noted("episode").map(({ episode }) => episode)).toEqual([1, 1]);
  });
});

describe("going on", () => {
  const episodesWatched = (settings: Partial<SeriesSettings>, seed: number) => {
    const { session } = series({ episodes: 6, continues: 0.6, ...settings }, 5, seed);
    session.arriveAll();
    session.enter("playing");
    session.runUntil(200);
    return session.noted("episode").length + 1;
  };

  it("is the same whatever is prefetched and however long the credits are", () => {
    for (let seed = 0; seed < 20; seed++)
      expect(episodesWatched({ ...PREFETCH, between: 3 }, seed)).toBe(episodesWatched({}, seed));
  });

  it("happens as often as its chance says", () => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const mean = seeds.reduce((sum, seed) => sum + episodesWatched({}, seed), 0) / seeds.length;
    // 1 + 0.6 + 0.6^2 + ... + 0.6^5 = 2.383, with a standard error of 0.08.
    expect(mean).toBeGreaterThan(2.14);
    expect(mean).toBeLessThan(2.63);
  });
});
