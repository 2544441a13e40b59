import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutLike, playedAudio } from "../../src/model/played-audio.js";

const floats = (...values: number[]) => Float64Array.from(values);

describe("cutLike", () => {
  it("spreads a segment's bits evenly over its time", () => {
    // 5 s at 100 bit/s, 5 s at 200 bit/s, cut every 4 s.
    const track = { durations: floats(5, 5), sizes: floats(500, 1000) };
    expect(Array.from(cutLike(track, floats(4, 4, 2)))).toEqual([400, 100 + 600, 400]);
  });

  it("is the track itself where both are cut alike", () => {
    const track = { durations: floats(4, 4, 2), sizes: floats(800, 900, 500) };
    expect(cutLike(track, track.durations)).toEqual(track.sizes);
  });

  it("asks for something even where the audio has ended, and leaves out what comes after the video", () => {
    const track = { durations: floats(4), sizes: floats(800) };
    expect(Array.from(cutLike(track, floats(2, 4, 4)))).toEqual([400, 400, 8]);
    expect(Array.from(cutLike(track, floats(1)))).toEqual([200]);
  });

  it("loses no bit of a track as long as the video, however the two are cut", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cuts, cuts, (a, b) => {
        const sum = (values: ArrayLike<number>) =>
          Array.from(values).reduce((total, value) => total + value, 0);
        const durations = floats(...b).map((seconds) => (seconds * sum(a)) / sum(b));
        const sizes = floats(...a).map((seconds, at) => seconds * 1e5 * (1 + (at % 3)));
        expect(sum(cutLike({ durations: floats(...a), sizes }, durations)) / sum(sizes)).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe("playedAudio", () => {
  const durations = floats(4, 2);
  const track = {
    name: "en",
    bitrate: 100,
    durations: floats(6),
    sizes: floats(600),
    sizesAre: "exact",
  } as const;

  it("has the sizes of a bitrate", () => {
    expect(playedAudio({ bitrate: 50 }, { name: "v", durations })).toEqual({
      bitrate: 50,
      sizes: floats(200, 100),
    });
  });

  it("has the sizes of a track, cut where the video is", () => {
    const video = { name: "v", durations, audio: [track] };
    expect(playedAudio({ track: "en" }, video)).toEqual({ bitrate: 100, sizes: floats(400, 200) });
  });

  it("fails for a track that the video does not have", () => {
    expect(() => playedAudio({ track: "en" }, { name: "v", durations })).toThrow(
      "video v: expected an audio track en",
    );
  });
});
