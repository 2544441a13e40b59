import { describe, expect, it } from "vitest";
import type { HlsjsConfig, HlsjsDetails, HlsjsLevel } from "../../../src/adapters/hlsjs/player.js";
import { bufferLimit, nextFragment } from "../../../src/adapters/hlsjs/segments.js";

const SEAM = 0.25;

/** A playlist of fragments of 2 s from 10 s on, numbered from 5. */
const playlist = (parts: Partial<HlsjsDetails> = {}): HlsjsDetails =>
  ({
    live: false,
    startSN: 5,
    partList: null,
    partTarget: 0,
    fragments: [0, 1, 2].map((at) => ({ type: "main", sn: 5 + at, start: 10 + 2 * at, duration: 2 })),
    ...parts,
  }) as unknown as HlsjsDetails;

describe("the next fragment", () => {
  it.each([
    [0, 5],
    [10, 5],
    [11.7, 5],
    [11.8, 6],
    [12, 6],
    [12.1, 6],
    [15.7, 7],
    [15.8, undefined],
    [16, undefined],
  ])("with media up to %d s is %s", (position, sn) => {
    expect(nextFragment(playlist(), position, SEAM)?.sn).toBe(sn);
  });

  it("is the one that is being published, where there is one; a seam is less than a part", () => {
    const fragmentHint = { type: "main", sn: 8, start: 16, duration: 1 };
    const live = playlist({
      live: true,
      partList: [{}],
      partTarget: 0.2,
      fragmentHint: fragmentHint as never,
    });
    expect(nextFragment(live, 15.8, SEAM)?.sn).toBe(7);
    expect(nextFragment(live, 16, SEAM)?.sn).toBe(8);
    expect(nextFragment(live, 17, SEAM)).toBeUndefined();
  });
});

describe("the limit of the buffer", () => {
  const config = { maxBufferLength: 30, maxBufferSize: 60e6, maxMaxBufferLength: 600 } as HlsjsConfig;
  const at = (maxBitrate: number, other: Partial<HlsjsConfig> = {}) =>
    bufferLimit({ ...config, ...other }, { maxBitrate } as HlsjsLevel);

  it("is by size at low bitrates, and by length at high ones", () => {
    expect(at(4.8e6)).toBe(100);
    expect(at(20e6)).toBe(30);
    expect(at(1e5)).toBe(600);
    expect(at(4.8e6, { maxBufferSize: 0 })).toBe(30);
    expect(at(0)).toBe(30);
  });
});
