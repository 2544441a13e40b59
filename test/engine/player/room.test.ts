import { describe, expect, it } from "vitest";
import type { Decision, PolicyFactory } from "../../../src/model/policy.js";
import { always, plainTrace, play, requestsOf } from "../../support/plain.js";

/*
 * A link of 16 Mbit/s brings a segment of 16 Mbit (4 s at the highest level) in 1 s. Playback starts with the first, at
 * 1 s; from then on the buffer grows by 3 s with each second.
 */
const FAST = plainTrace(16);

/** Decides by segment, and notes when it was asked about which one, and how long the player has idled. */
function noting(decide: (segment: number) => Decision) {
  const asked: [segment: number, at: number, buffer: number][] = [];
  const idled: number[] = [];
  const policy: PolicyFactory = () => ({
    name: "noting",
    decide({ segment: { index }, now, buffer }) {
      asked.push([index, now, buffer]);
      return decide(index);
    },
    onIdle: (seconds) => idled.push(seconds),
  });
  return { asked, idled, policy };
}

describe("maxBufferAtTop", () => {
  const player = { maxBuffer: 8, maxBufferAtTop: 16 };

  it("is the maximum while the highest level is asked for", () => {
    const mostAt = (level: number, more: object = player) =>
      Math.max(
        ...requestsOf(play({ trace: FAST, policy: always(level), player: more }).requests)
          .map((_, row, all) => all[row]!.requested)
          .slice(0, 5),
      );
    // At the top the fourth is there at 4 s, with 13 s; the fifth fits at 5 s. Else it fits when 4 s are left: segment
    // 0 comes at 1 s, the second at 2 s, with 7 s; the third fits at 5 s, the fourth at 9 s and the fifth at 13 s.
    expect(mostAt(2)).toBe(5);
    expect(mostAt(2, { maxBuffer: 8 })).toBe(13);
    // A level below it takes half a second, at 0.5, 1 s; from then on the same rhythm.
    expect(mostAt(1)).toBe(12.5);
  });

  it("counts only where it is more", () => {
    const requested = (more: object) =>
      requestsOf(play({ trace: FAST, policy: always(2), player: { maxBuffer: 8, ...more } }).requests).map(
        ({ requested }) => requested,
      );
    expect(requested({ maxBufferAtTop: 5 })).toEqual(requested({}));
  });

  it("is of the highest level that is allowed", () => {
    const events = [{ at: 0, what: "high latency", levelsDown: 1, bufferFactor: 1 }] as const;
    const log = play({ trace: FAST, policy: always(1), player, settings: { device: { events } } });
    // Half a second each. Four are there at 2 s, 16 s in all; the fifth fits when 12 s are left, at 0.5 s + 4 s.
    expect(
      requestsOf(log.requests)
        .slice(0, 5)
        .map(({ requested }) => requested),
    ).toEqual([0, 0.5, 1, 1.5, 4.5]);
  });

  it("has a request wait that is below the top, which was decided all the same", () => {
    const { asked, idled, policy } = noting((segment) => ({
      level: segment < 4 ? 2 : 0,
      reason: `r${segment}`,
    }));
    const log = play({ trace: FAST, policy, player });
    // Segment 4 is decided on at 5 s, with 12 s of buffer; below the top it fits when 4 s are left, at 13 s.
    expect(asked.slice(0, 6)).toEqual(
      [
        [0, 0, 0],
        [1, 1, 4],
        [2, 2, 7],
        [3, 3, 10],
        [4, 5, 12],
        [5, 17, 4],
      ].map((row) => row.map((value) => expect.closeTo(value, 9))),
    );
    expect(requestsOf(log.requests)[4]).toMatchObject({
      segment: 4,
      level: 0,
      requested: 13,
      finished: 13.25,
    });
    expect(log.requests.reason[4]).toBe("r4");
    // It waited for 1 s before the decision and for 8 s after it.
    expect(idled.slice(0, 2)).toEqual([1, 8]);
  });

  it("does not make such a request earlier than the policy wished", () => {
    const wished = (waitSeconds: number) => {
      const { policy } = noting((segment) => (segment < 4 ? { level: 2 } : { level: 0, waitSeconds }));
      return requestsOf(play({ trace: FAST, policy, player }).requests)[4]!.requested;
    };
    // There is room at 13 s; 5 s + 3 s are over by then.
    expect(wished(3)).toBe(13);
    expect(wished(10)).toBe(15);
  });

  it("lets go what fits all the same", () => {
    const { policy } = noting((segment) => ({ level: segment < 2 ? 2 : 0 }));
    const log = play({ trace: FAST, policy, player: { maxBuffer: 11, maxBufferAtTop: 16 } });
    // 7 s at 2 s, and 11 s with another segment.
    expect(requestsOf(log.requests)[2]).toMatchObject({ level: 0, requested: 2 });
  });

  it("has it decided anew where the viewer sought meanwhile", () => {
    const { asked, policy } = noting((segment) => ({ level: segment < 4 ? 2 : 0 }));
    const log = play({ trace: FAST, policy, player, settings: { viewer: { seeks: [{ at: 8, to: 16 }] } } });
    expect(requestsOf(log.requests)[4]).toMatchObject({ segment: 4, requested: 8 });
    expect(asked.slice(4, 6).map(([segment, at]) => [segment, at])).toEqual([
      [4, 5],
      [4, 8],
    ]);
  });

  it("leaves the decision alone where the level limit changes while it waits", () => {
    const { asked, policy } = noting((segment) => ({ level: segment < 4 ? 2 : 0 }));
    const events = [{ at: 6, what: "high latency", levelsDown: 1, bufferFactor: 1 }] as const;
    const log = play({ trace: FAST, policy, player, settings: { device: { events } } });
    expect(asked.filter(([segment]) => segment === 4)).toHaveLength(1);
    expect(requestsOf(log.requests)[4]).toMatchObject({ segment: 4, level: 0, requested: 13 });
  });
});
