import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import { agreementOf, figuresOfLog, figuresOfPlayback } from "../../src/metrics/agreement.js";
import type { PlayFigures } from "../../src/model/agreement.js";
import { traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";
import { findPolicy } from "../../src/policies/registry.js";

const KBPS = [300, 750, 1200];
const video = (segments: number) =>
  videoFromSegments({
    name: "stream",
    levels: KBPS.map((kbps) => ({ bitrate: 1000 * kbps })),
    segmentDuration: 4,
    durations: new Float64Array(segments).fill(4),
    sizes: Array.from({ length: segments }, () => Float64Array.from(KBPS, (kbps) => 4000 * kbps)),
    sizesAre: "exact",
  });

const playback = (levels: readonly number[], startup: number | undefined, stall: number) =>
  figuresOfPlayback(
    {
      ...{
        player: "hlsjs",
        policy: undefined,
        version: "1",
        trace: "t",
        latency: 0.04,
        events: [],
        requests: [],
      },
      ...{ levels, startup, stall, stallCount: 0 },
    },
    video(levels.length),
  );

describe("figuresOfPlayback", () => {
  it("counts each segment alike", () => {
    expect(playback([0, 2, 2, 1], 1.5, 0.5)).toEqual({
      ...{ levels: [0, 2, 2, 1], startup: 1.5, stall: 0.5 },
      ...{ meanBitrate: (300_000 + 2 * 1_200_000 + 750_000) / 4, switches: 2 },
      // Bitrates, less 0.5 s of stalling at 4.3, less changes up by 0.9 and down by 0.45.
      qoe: expect.closeTo((3.45 - 0.5 * 4.3 - 0.9 - 0.45) / 4, 12),
    });
  });
});

describe("figuresOfLog", () => {
  it("has of a session what a player would tell", () => {
    // 1 Mbit/s: a segment of 3 Mbit takes 3 s.
    const trace = traceFromIntervals({ name: "t", set: "s" }, [{ duration: 60, bandwidth: 1e6 }]);
    const settings = settingsOfProfile("reference");
    const policy = findPolicy("constant")!.factory;
    const log = simulate({ trace, video: video(3), policy, options: { level: 1 }, settings });
    expect(figuresOfLog(log, video(3), settings)).toEqual({
      ...{ levels: [1, 1, 1], meanBitrate: 750_000, switches: 0 },
      ...{ startup: 3, stall: 0, qoe: 0.75 },
    });
  });
});

describe("agreementOf", () => {
  it("is worked out segment by segment, and in all", () => {
    const agreement = agreementOf(playback([0, 1, 2, 2], 1, 0), playback([0, 2, 2, 0], 1.5, 0.25));
    expect(agreement).toEqual({
      ...{ segments: 4, agreeing: 2, meanLevelDifference: 0.25, meanLevelDistance: 0.75 },
      bitrateError: 3450 / 3000 - 1,
      ...{ startupError: -0.5, stallError: -0.25, switchesDifference: 0 },
      // Of the first 3.45 less 0.9, of the second 3 less 1.8 and less 1.075 of stalling.
      qoeError: expect.closeTo((2.55 - 0.125) / 4, 12),
    });
  });

  it("leaves out what one of them did not show", () => {
    const nothing: PlayFigures = {
      ...{ levels: [undefined, undefined], meanBitrate: undefined, startup: undefined },
      ...{ stall: 3, switches: 0, qoe: undefined },
    };
    expect(agreementOf(nothing, playback([1, 1], 2, 0))).toEqual({
      ...{ segments: 2, agreeing: 0, meanLevelDifference: undefined, meanLevelDistance: undefined },
      ...{ bitrateError: undefined, startupError: undefined, stallError: 3, switchesDifference: 0 },
      qoeError: undefined,
    });
  });

  it("is of plays of one stream", () => {
    expect(() => agreementOf(playback([0], 1, 0), playback([0, 0], 1, 0))).toThrow(
      "expected a play of 2 segments, got one of 1",
    );
  });

  it("is the other way round from the other's side, and whole with itself", () => {
    const play = fc
      .tuple(fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }), fc.nat(9), fc.nat(9))
      .map(([levels, startup, stall]) => playback(levels, startup, stall));
    fc.assert(
      fc.property(play, play, (one, other) => {
        const [there, back] = [agreementOf(one, other), agreementOf(other, one)];
        expect(back.agreeing).toBe(there.agreeing);
        expect(back.meanLevelDistance).toBe(there.meanLevelDistance);
        expect(back.meanLevelDifference! + there.meanLevelDifference!).toBe(0);
        expect(back.stallError + there.stallError).toBe(0);
        expect((1 + back.bitrateError!) * (1 + there.bitrateError!)).toBeCloseTo(1, 12);
        expect(agreementOf(one, one)).toMatchObject({ agreeing: 5, bitrateError: 0, startupError: 0 });
      }),
    );
  });
});
