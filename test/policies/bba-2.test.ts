import { describe, expect, it } from "vitest";
import { type Bba2Options, bba2, bba2Warnings } from "../../src/policies/bba-2.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(1000, 2000, 5000, 9000);

/** One session: each call is a download of so many seconds (of a segment of 4 s), and the decision after it. */
function session(options: Partial<Bba2Options> = {}) {
  const policy = bba2(options, contextWith(levels, { maxBuffer: 240 }));
  let last: number | undefined;
  const decide = (buffer: number) => {
    const decision = policy.decide(observationWith(levels, { buffer, lastLevel: last, maxBuffer: 240 }));
    last = decision.level;
    return `${decision.level} ${decision.reason}`;
  };
  return {
    policy,
    decide,
    afterDownload(seconds: number, buffer: number, played = last) {
      last = played;
      const sample = sampleOf(0, { start: 100 - seconds, end: 100, level: last ?? 0 });
      policy.onSample!(sample, observationWith(levels));
      return decide(buffer);
    },
  };
}

describe("bba-2", () => {
  it("decide_firstSegment_lowest", () => {
    expect(session().decide(0)).toBe("0 startup");
  });

  it("decide_startupWithEmptyBuffer_upWhenEightTimesAsFastAsItPlays", () => {
    // 0.875 x 4 s = 3.5 s must be left of 4.
    expect(session().afterDownload(0.51, 0, 0)).toBe("0 startup");
    expect(session().afterDownload(0.5, 0, 0)).toBe("0 startup");
    expect(session().afterDownload(0.49, 0, 0)).toBe("1 startup");
  });

  it("decide_startupWithFullerBuffer_lessIsAskedFor", () => {
    // The map ends at 216 s. Half way there the share is 0.6875: 2.75 s of 4 must be left. The map alone gives level 2.
    expect(session({ minReservoirSeconds: 120 }).afterDownload(1.26, 108, 0)).toBe("0 startup");
    expect(session({ minReservoirSeconds: 120 }).afterDownload(1.24, 108, 0)).toBe("1 startup");
  });

  it("decide_startup_oneLevelAtATimeUpToTheTop", () => {
    const { afterDownload, decide } = session();
    decide(0);
    expect([1, 2, 3, 4, 5].map(() => afterDownload(0.1, 4))).toEqual([
      "1 startup",
      "2 startup",
      "3 startup",
      "3 startup",
      "3 startup",
    ]);
  });

  it("decide_downloadSlowerThanPlay_mapFromThenOn", () => {
    const { afterDownload } = session();
    expect(afterDownload(4, 4, 2)).toBe("2 startup");
    expect(afterDownload(4.1, 4)).toBe("0 buffer");
    expect(afterDownload(0.1, 4)).toBe("0 buffer");
  });

  it("decide_mapAsksForMore_mapFromThenOn", () => {
    // At 100 s the map, which rises from 4 Mbit at 8 s to 36 at 216, gives 18.2 Mbit: level 1 needs 8, level 2 20.
    const { afterDownload } = session();
    expect(afterDownload(2, 100, 0)).toBe("1 buffer");
    expect(afterDownload(0.1, 20)).toBe("1 buffer");
  });

  it("onSeek_afterStartup_startsAnew", () => {
    const { policy, afterDownload, decide } = session();
    expect(afterDownload(5, 4, 1)).toBe("0 buffer");
    policy.onSeek!(0);
    expect(decide(0)).toBe("0 startup");
    expect(afterDownload(0.1, 4)).toBe("1 startup");
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(bba2)).toBe(GOLDEN);
  });
});

const GOLDEN = "011112222333333333333334444444444444444444333333444444444444433333333344444";

describe("bba2Warnings", () => {
  it("warnings_bufferWithinReservoir_saysItStaysOnceStarted", () => {
    expect(bba2Warnings({}, { levels, segmentDuration: 4, maxBuffer: 8 })).toEqual([
      "stays at level 0 after startup: its buffer is at most 4 s at a decision (maximum 8 s, segments of 4 s), which " +
        "is within its reservoir",
    ]);
  });
});
