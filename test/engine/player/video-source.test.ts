import { describe, expect, it } from "vitest";
import type { PolicyFactory } from "../../../src/model/policy.js";
import type { FastSwitchSettings } from "../../../src/model/settings/index.js";
import { plainTrace, plainVideo, play, requestsOf } from "../../support/plain.js";

/*
 * On a link of 8 Mbit/s segments of 4 s take 0.5, 1 and 2 s. Playback starts with the first.
 */
const EIGHT = plainTrace(8);

/** These levels in order of asking, the last one from then on; notes what it was asked about. */
function listed(...levels: readonly number[]) {
  const asked: number[] = [];
  const policy: PolicyFactory = () => ({
    name: "listed",
    decide: ({ segment }) => ({ level: levels[Math.min(asked.push(segment.index), levels.length) - 1]! }),
  });
  return { asked, policy };
}

const ALL: FastSwitchSettings = { replaces: "all", aheadSegments: 1, abortsInFlight: true };

/** Segments, their levels, and when they were asked for. */
const coursesOf = (log: ReturnType<typeof play>) =>
  requestsOf(log.requests).map(({ segment, level, requested }) => [segment, level, requested]);

describe('a fast switch that replaces "all"', () => {
  it("fetches every segment again from the switch on, at whatever level is then chosen", () => {
    // At 3 s three segments of level 1 are there and the playhead is at 2 s; a segment's duration ahead is segment 1.
    const { policy } = listed(1, 1, 1, 2, 0);
    const log = play({ trace: EIGHT, policy, player: { fastSwitch: ALL } });
    expect(coursesOf(log).slice(0, 6)).toEqual([
      [0, 1, 0],
      [1, 1, 1],
      [2, 1, 2],
      [1, 2, 3],
      // There is a better copy, which is replaced all the same.
      [2, 0, 5],
      [3, 0, 5.5],
    ]);
  });

  it("is not what one does that replaces the lower ones alone", () => {
    for (const replaces of [undefined, "lower"] as const) {
      const { policy } = listed(1, 1, 1, 2, 0);
      const fastSwitch = { aheadSegments: 1, abortsInFlight: true, ...(replaces && { replaces }) };
      const log = play({ trace: EIGHT, policy, player: { fastSwitch } });
      // Segment 1 begins too early, at 4 s; segment 2 has one better than the lowest from 5 s on.
      expect(coursesOf(log).slice(3, 5)).toEqual([
        [2, 2, 3],
        [3, 0, 5],
      ]);
    }
  });

  it("begins with the segment that is shown, where nothing is left out", () => {
    const { policy } = listed(1, 1, 1, 2);
    const log = play({ trace: EIGHT, policy, player: { fastSwitch: { ...ALL, aheadSegments: 0 } } });
    expect(coursesOf(log).slice(3, 6)).toEqual([
      [0, 2, 3],
      [1, 2, 5],
      [2, 2, 7],
    ]);
  });

  it("counts by the copy that is there, and not by the level before", () => {
    // Segment 0 is of the top level, 1 and 2 of the lowest, and 3 of the top again, which is there at 5 s. Segment 4
    // fits when 12 s are left, at 6 s, when the playhead comes to segment 1. Level 1 is below the last, and above it.
    const { policy } = listed(2, 0, 0, 2, 1);
    const player = { maxBuffer: 16, fastSwitch: { ...ALL, aheadSegments: 0 } };
    expect(coursesOf(play({ trace: EIGHT, policy, player }))).toEqual([
      [0, 2, 0],
      [1, 0, 2],
      [2, 0, 2.5],
      [3, 2, 3],
      [1, 1, 6],
      [2, 1, 7],
      [3, 1, 8],
      [4, 1, 9],
      [5, 1, 10],
      [6, 1, 14],
      [7, 1, 18],
      [8, 1, 22],
      [9, 1, 26],
    ]);
  });

  it("does nothing while the level stays, nor where the segment there is as good", () => {
    const stays = listed(1);
    const log = play({ trace: EIGHT, policy: stays.policy, player: { fastSwitch: ALL } });
    expect(coursesOf(log).map(([segment]) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const down = listed(2, 2, 2, 1, 0);
    const lower = play({ trace: EIGHT, policy: down.policy, player: { fastSwitch: ALL } });
    expect(coursesOf(lower).map(([segment]) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("begins anew with the next switch, and goes on to the end of what was there", () => {
    // Five segments of the lowest level by 2.5 s. Level 1 from segment 1 on, at 2 s + 4 s; at 3.5 s the top, from
    // segment 1 on as well, at 3 s + 4 s. Segments 2, 3 and 4 are all of the lowest level still.
    const { policy } = listed(0, 0, 0, 0, 0, 1, 2);
    const log = play({ trace: EIGHT, policy, player: { maxBuffer: 40, fastSwitch: ALL } });
    expect(coursesOf(log).slice(5, 11)).toEqual([
      [1, 1, 2.5],
      [1, 2, 3.5],
      [2, 2, 5.5],
      [3, 2, 7.5],
      [4, 2, 9.5],
      [5, 2, 11.5],
    ]);
  });

  it("has what it replaces fit into the buffer as anything else does", () => {
    // A link of 32 Mbit/s. Four segments; the last, of 2 s, fits beside 10 s: from 4.25 s on, when the playhead is at
    // 4 s. Segment 1, of 2 s, is replaced then, by 0.25 s. Segment 2, of 8 s, fits beside 4 s: when the playhead is at
    // 10 s, at 10.25 s.
    const { policy } = listed(1, 1, 1, 2);
    const log = play({
      trace: plainTrace(32),
      video: plainVideo({ durations: [4, 2, 8, 2] }),
      policy,
      player: { maxBuffer: 12, fastSwitch: { ...ALL, aheadSegments: 0 } },
    });
    expect(coursesOf(log).slice(3)).toEqual([
      [1, 2, 4.25],
      [2, 2, 10.25],
      [3, 2, 11.25],
    ]);
  });

  it("is over where the viewer seeks elsewhere", () => {
    // At 4 s segment 1 is being replaced, and nothing but segments 0 to 2 is there.
    const { policy } = listed(1, 1, 1, 2, 0);
    const log = play({
      trace: EIGHT,
      policy,
      player: { fastSwitch: ALL },
      settings: { viewer: { seeks: [{ at: 4, to: 32 }] } },
    });
    expect(requestsOf(log.requests)[3]).toMatchObject({ segment: 1, level: 2, finished: 4, outcome: "cut" });
    expect(coursesOf(log).slice(4)).toEqual([
      [8, 0, 4],
      [9, 0, 4.5],
    ]);
  });
});
