import { describe, expect, it } from "vitest";
import type { PolicyFactory } from "../../../src/model/policy.js";
import type { SessionLog } from "../../../src/model/session.js";
import type { InitFile, LevelFile } from "../../../src/model/settings/index.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../../support/plain.js";

/*
 * On a link of 2 Mbit/s a segment of 4 Mbit (4 s at the lowest level) takes 2 s, and 0.5 Mbit of another file 0.25 s.
 */

const PLAYLIST: LevelFile = { size: 0.5e6, processing: 0.25 };
const BEFORE: InitFile = { size: 0.5e6, processing: 0.5, order: "before segment", again: "never" };
const BESIDE: InitFile = { size: 2e6, processing: 0, order: "with segment", again: "never" };

/** Each segment at the level that the list says; the lowest beyond it. */
const levels =
  (...list: readonly number[]): PolicyFactory =>
  () => ({ name: "listed", decide: ({ segment }) => ({ level: list[segment.index] ?? 0 }) });

/** What else was loaded: what, from when, until when, and how it ended. */
const filesOf = ({ others }: SessionLog) =>
  others.map(({ kind, requested, finished, outcome }) => [kind, requested, finished, outcome]);

describe("a playlist and an init segment before the segment", () => {
  it("come one after the other, each worked on before what waits for it is asked for", () => {
    const log = play({ player: { levelFiles: { playlist: PLAYLIST, init: BEFORE } } });
    expect(filesOf(log)).toEqual([
      ["playlist", 0, 0.25, "delivered"],
      ["init", 0.5, 0.75, "delivered"],
    ]);
    // The second segment needs nothing more.
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 0, requested: 1.25, finished: 3.25 },
      { segment: 1, requested: 3.25, finished: 5.25 },
    ]);
    expect(log.requests.decided[0]).toBe(0);
    expect(statesOf(log)[1]).toEqual([3.25, "playing", 0]);
  });

  it("come again for a level that is new, and for it alone", () => {
    const log = play({
      policy: levels(0, 1, 0, 1),
      player: { levelFiles: { playlist: PLAYLIST, init: BEFORE } },
    });
    // Segment 0 until 3.25 s; then level 1 takes 1.25 s to be ready, and its 8 Mbit 4 s.
    expect(filesOf(log).slice(2)).toEqual([
      ["playlist", 3.25, 3.5, "delivered"],
      ["init", 3.75, 4, "delivered"],
    ]);
    expect(requestsOf(log.requests).slice(1, 4)).toMatchObject([
      { segment: 1, level: 1, requested: 4.5, finished: 8.5 },
      { segment: 2, level: 0, requested: 8.5, finished: 10.5 },
      { segment: 3, level: 1, requested: 10.5, finished: 14.5 },
    ]);
  });

  it("are the init segment alone at each switch back, where the player forgets it", () => {
    const init: InitFile = { ...BEFORE, again: "each switch" };
    const log = play({ policy: levels(0, 0, 1, 0), player: { levelFiles: { playlist: PLAYLIST, init } } });
    expect(log.others.map(({ kind }) => kind)).toEqual(["playlist", "init", "playlist", "init", "init"]);
    // Segment 2, at level 1, is there at 10.5 s: 5.25 + 1.25 + 4. The init segment takes 0.75 s then.
    expect(requestsOf(log.requests)[3]).toMatchObject({ segment: 3, level: 0, requested: 11.25 });
  });

  it("are there once they are asked for, however often what waits for them changes", () => {
    // The seek comes while the init segment of 4 Mbit is on its way: it is waited for, and not asked for again.
    const log = play({
      player: { levelFiles: { init: { ...BEFORE, size: 4e6 } } },
      settings: { viewer: { seeks: [{ at: 1, to: 20 }] } },
    });
    expect(filesOf(log)).toEqual([["init", 0, 2, "delivered"]]);
    expect(requestsOf(log.requests)[0]).toMatchObject({ segment: 5, requested: 2.5, finished: 4.5 });
    expect(statesOf(log)[2]).toEqual([4.5, "playing", 20]);
  });

  it("are cut where the viewer leaves, and nothing was ever asked for", () => {
    const log = play({
      player: { levelFiles: { playlist: { ...PLAYLIST, size: 4e6 } } },
      settings: { viewer: { leaveAt: 1 } },
    });
    expect(log.end).toEqual({ status: "quit", at: 1 });
    expect(filesOf(log)).toEqual([["playlist", 0, 1, "cut"]]);
    expect(log.requests.count).toBe(0);
  });

  it("belong to a request that has waited as long as the policy wished", () => {
    const waiting: PolicyFactory = () => ({ name: "waiting", decide: () => ({ level: 0, waitSeconds: 3 }) });
    const log = play({ policy: waiting, player: { levelFiles: { init: BEFORE } } });
    expect(filesOf(log)).toEqual([["init", 3, 3.25, "delivered"]]);
    expect(requestsOf(log.requests)[0]).toMatchObject({ requested: 3.75, finished: 5.75 });
  });

  it("come before the segment, too, that stands in for one that cannot be had", () => {
    const log = play({
      policy: always(2),
      player: { levelFiles: { playlist: PLAYLIST, init: BEFORE } },
      settings: {
        requests: { fallback: ["lower quality"] },
        faults: [{ what: 503, at: 0, for: 1e6, where: { kind: "video", level: 2 } }],
      },
    });
    // The top is ready at 1.25 s and fails; the level below is ready at 2.5 s.
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 0, level: 2, finished: 1.25, outcome: "failed" },
      { segment: 0, level: 1, requested: 2.5, finished: 6.5, outcome: "delivered" },
    ]);
    expect(filesOf(log).slice(2, 4)).toEqual([
      ["playlist", 1.25, 1.5, "delivered"],
      ["init", 1.75, 2, "delivered"],
    ]);
  });
});

describe("an init segment beside the segment", () => {
  it("shares the link with it", () => {
    const log = play({ player: { levelFiles: { init: BESIDE } } });
    // 1 Mbit/s each until 2 s; the segment's other 2 Mbit take 1 s.
    expect(filesOf(log)).toEqual([["init", 0, 2, "delivered"]]);
    expect(requestsOf(log.requests)[0]).toMatchObject({ requested: 0, finished: 3 });
    expect(log.requests.details[0]).toBeUndefined();
  });

  it("keeps the segment out of the buffer until it can be used", () => {
    const told: number[] = [];
    const log = play({
      player: { levelFiles: { init: { ...BESIDE, processing: 2 } } },
      policy: always(0, { onSample: ({ end }) => told.push(end) }),
    });
    // All of the segment is there at 3 s, the init segment at 2 s, and usable at 4 s: the wait is no download.
    expect(requestsOf(log.requests).slice(0, 2)).toMatchObject([
      { segment: 0, requested: 0, finished: 4, received: 4e6 },
      { segment: 1, requested: 4, finished: 6 },
    ]);
    expect(log.requests.details[0]).toMatchObject({ processed: 1 });
    expect(statesOf(log)[1]).toEqual([4, "playing", 0]);
    expect(told.slice(0, 2)).toEqual([3, 6]);
  });

  it("goes on where its segment is cut by a seek, and serves the next one of its level", () => {
    const log = play({
      player: { levelFiles: { init: { ...BESIDE, size: 4e6 } } },
      settings: { viewer: { seeks: [{ at: 1, to: 20 }] } },
    });
    // By 1 s 1 Mbit of each; from then on the init segment's other 3 Mbit, until 4 s, and segment 5 beside it.
    expect(filesOf(log)).toEqual([["init", 0, 4, "delivered"]]);
    expect(requestsOf(log.requests).slice(0, 2)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 1, received: 1e6, outcome: "cut" },
      { segment: 5, level: 0, requested: 1, finished: 4.5, received: 4e6, outcome: "delivered" },
    ]);
  });

  it("does not bring back what a seek has cut while it waited", () => {
    // Segment 0 has come at 3 s and waits until 12 s; the viewer is elsewhere from 5 s on.
    const log = play({
      player: { levelFiles: { init: { ...BESIDE, processing: 10 } } },
      settings: { viewer: { seeks: [{ at: 5, to: 20 }] } },
    });
    expect(requestsOf(log.requests).slice(0, 3)).toEqual([
      { segment: 0, level: 0, requested: 0, finished: 5, received: 4e6, outcome: "cut" },
      { segment: 5, level: 0, requested: 5, finished: 12, received: 4e6, outcome: "delivered" },
      { segment: 6, level: 0, requested: 12, finished: 14, received: 4e6, outcome: "delivered" },
    ]);
    expect(statesOf(log)[2]).toEqual([12, "playing", 20]);
  });

  it("is asked for by the level that an abandonment names, beside the one that nobody wants any more", () => {
    const log = play({
      policy: always(2, { onProgress: ({ level }) => (level === 2 ? { abandonTo: 0 } : undefined) }),
      player: {
        levelFiles: { init: BESIDE },
        abandonment: { progressEvery: 1, progressBits: 0, afterwards: "forced" },
      },
    });
    // At 1 s the first init segment lacks 1 Mbit. Three share the link until it has come, at 2.5 s; the second has
    // 1 Mbit by then, and the other at 3.5 s; the segment has 2 Mbit then, and the rest at 4.5 s.
    const files = log.others.slice(0, 2).map(({ requested, finished }) => [requested, finished]);
    expect(files).toEqual([
      [0, expect.closeTo(2.5, 9)],
      [1, expect.closeTo(3.5, 9)],
    ]);
    const [given, instead] = requestsOf(log.requests);
    expect(given).toMatchObject({ level: 2, finished: 1, received: 1e6, outcome: "abandoned" });
    expect(instead).toMatchObject({ level: 0, requested: 1, outcome: "delivered" });
    expect(instead!.finished).toBeCloseTo(4.5, 9);
  });
});

describe("a file that does not come", () => {
  it("ends the session as starved at once, where the answer says so", () => {
    const faults = [{ what: 404, at: 0, for: 1e6, where: { kind: "playlist" } }] as const;
    // Other traffic would go on for ever.
    const downloads = { control: { every: 1, size: 1000, priority: true } };
    const log = play({ player: { levelFiles: { playlist: PLAYLIST } }, settings: { faults, downloads } });
    expect(log.end).toEqual({ status: "starved", at: 0 });
    expect(log.requests.count).toBe(0);
  });

  it("ends it after as long as anyone would wait, where there is no answer", () => {
    const faults = [{ what: "no answer", at: 0, for: 1e6, where: { kind: "init" } }] as const;
    for (const init of [BEFORE, BESIDE]) {
      const log = play({ player: { levelFiles: { init } }, settings: { faults } });
      expect(log.end).toEqual({ status: "starved", at: 600 });
      expect(filesOf(log)).toEqual([["init", 0, 600, "cut"]]);
    }
  });

  it("leaves what is buffered to be played", () => {
    // Level 1 is first asked for at 4.75 s, when two segments are there: they end at 10.75 s.
    const faults = [{ what: "no answer", at: 3, for: 1e6, where: { kind: "init" } }] as const;
    const log = play({
      policy: levels(0, 0, 1),
      player: { levelFiles: { init: BEFORE }, starvedAfter: 20 },
      settings: { faults },
    });
    expect(statesOf(log).slice(1)).toEqual([
      [2.75, "playing", 0],
      [10.75, "rebuffering", 8],
    ]);
    expect(log.end).toEqual({ status: "starved", at: 24.75 });
  });

  it("is waited for while the viewer pauses, which is no impatience", () => {
    // Nothing comes from 0.125 s to 1000.125 s, of which the viewer pauses but the first 10 s.
    const outage = plainTrace([
      [0.125, 2],
      [1000, 0],
      [1e4, 2],
    ]);
    const waiting = (leaves: number) =>
      play({
        trace: outage,
        video: plainVideo({ segments: 1 }),
        player: { levelFiles: { init: BEFORE }, starvedAfter: 600 },
        settings: { viewer: { pauses: [{ at: 10, for: leaves }] } },
      });
    expect(waiting(2000).end.status).toBe("completed");
    expect(waiting(100).end).toEqual({ status: "starved", at: 700 });
  });
});
