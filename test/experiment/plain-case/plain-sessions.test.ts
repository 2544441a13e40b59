import { describe, expect, it } from "vitest";
import { isPlain } from "../../../src/engine/plain.js";
import { plainSettings, plainTrace, plainVideo } from "../../../src/experiment/plain-case/plain-case.js";
import { plainSessions } from "../../../src/experiment/plain-case/plain-sessions.js";

const size = { intervals: 60, segments: 20, levels: 4 };

describe("the plain case", () => {
  it("is as large as it is asked to be", () => {
    expect(plainTrace(size).durations).toHaveLength(60);
    const video = plainVideo(size);
    expect(video.durations).toHaveLength(20);
    expect(video.levels.map(({ bitrate }) => Math.round(bitrate / 1e3))).toEqual([300, 729, 1770, 4300]);
    expect(plainVideo({ ...size, levels: 1 }).levels).toHaveLength(1);
  });

  it("is one that the fast lane does", () => {
    expect(isPlain(plainSettings, { name: "p", decide: () => ({ level: 0 }) })).toBe(true);
  });

  it("counts the segments of each session", () => {
    for (const policy of ["bb", "bola", "oracle-mpc"]) expect(plainSessions(policy, size)()).toBe(20);
    expect(() => plainSessions("none", size)).toThrow(RangeError);
  });
});
