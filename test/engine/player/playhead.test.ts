import { describe, expect, it } from "vitest";
import { Playhead } from "../../../src/engine/player/playhead.js";

describe("Playhead", () => {
  it("stands still until started", () => {
    expect(new Playhead().position(10)).toBe(0);
  });

  it("moves with the clock once started, and knows when it will be where", () => {
    const playhead = new Playhead();
    playhead.start(10);
    expect(playhead.position(13)).toBe(3);
    expect(playhead.timeOf(4)).toBe(14);
  });

  it("continues where it stopped", () => {
    const playhead = new Playhead();
    playhead.start(0);
    playhead.stopAt(4, 4);
    expect(playhead.position(9)).toBe(4);
    playhead.start(9);
    expect(playhead.position(10)).toBe(5);
  });

  it("jumps, moving or not", () => {
    const playhead = new Playhead();
    playhead.jumpTo(20, 0);
    expect(playhead.position(5)).toBe(20);
    playhead.start(5);
    playhead.jumpTo(60, 10);
    expect(playhead.position(11)).toBe(61);
  });

  it("moves by its rate, from where it was when the rate changed", () => {
    const playhead = new Playhead();
    playhead.start(0);
    playhead.setRate(1.5, 2);
    expect(playhead.position(4)).toBe(5);
    expect(playhead.timeOf(8)).toBe(6);
  });
});
