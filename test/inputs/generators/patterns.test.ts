import { describe, expect, it } from "vitest";
import {
  patternTrace,
  pulses,
  sawtooth,
  sinusoid,
  squareWave,
  staircase,
  step,
  window,
} from "../../../src/inputs/generators/patterns.js";
import { kbpsFromBps } from "../../../src/units.js";

type Capacity = (time: number, duration: number) => number;

/** [seconds, kbit/s] of each interval. */
const drawn = (capacity: Capacity, duration: number) =>
  patternTrace({ capacity }, { duration, latencyMs: 50 }).map((interval) => [
    interval.duration,
    kbpsFromBps(interval.bandwidth),
  ]);

describe("patternTrace", () => {
  it("joins equal neighbours and keeps the latency", () => {
    const [only, ...rest] = patternTrace({ capacity: () => 2 }, { duration: 10.5, latencyMs: 50 });
    expect(only).toEqual({ duration: 10.5, bandwidth: 2e6, latency: 0.05 });
    expect(rest).toEqual([]);
  });

  it("steps in the middle", () => {
    expect(drawn(step(5, 1), 10)).toEqual([
      [5, 5000],
      [5, 1000],
    ]);
  });

  it("steps at the time that it is told", () => {
    expect(drawn(step(5, 1, 3), 10)).toEqual([
      [3, 5000],
      [7, 1000],
    ]);
  });

  it("alternates for half a period each in a square wave", () => {
    expect(drawn(squareWave(5, 1, 4), 10)).toEqual([
      [2, 5000],
      [2, 1000],
      [2, 5000],
      [2, 1000],
      [2, 5000],
    ]);
  });

  it("pulses at the beginning of each period", () => {
    expect(drawn(pulses(20, 0.2, 1, 5), 10)).toEqual([
      [1, 20000],
      [4, 200],
      [1, 20000],
      [4, 200],
    ]);
  });

  it("opens a window around the middle", () => {
    expect(drawn(window(0, 4, 2), 10)).toEqual([
      [4, 4000],
      [2, 0],
      [4, 4000],
    ]);
  });

  it("rises and falls at once in a sawtooth", () => {
    expect(drawn(sawtooth(1, 5, 4), 6)).toEqual([
      [1, 1000],
      [1, 2000],
      [1, 3000],
      [1, 4000],
      [1, 1000],
      [1, 2000],
    ]);
  });

  it("swings about its centre in a sinusoid", () => {
    expect(drawn(sinusoid(3, 2, 4), 4)).toEqual([
      [1, 3000],
      [1, 5000],
      [1, 3000],
      [1, 1000],
    ]);
  });

  it("goes through the levels of a staircase over and over", () => {
    expect(drawn(staircase([3, 1], 2), 6)).toEqual([
      [2, 3000],
      [2, 1000],
      [2, 3000],
    ]);
  });
});
