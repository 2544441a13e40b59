import { describe, expect, it } from "vitest";
import { Playhead } from "../../../src/engine/player/playhead.js";

describe("Playhead", () => {
  it("stands still until started", () => {
    const playhead = new Playhead();
    playhead.bufferedEnd = 4;
    expect(playhead.position(10)).toBe(0);
    expect(playhead.bufferAt(10)).toBe(4);
  });

  it("drains the buffer second by second once started, and knows when it will be empty", () => {
    const playhead = new Playhead();
    playhead.bufferedEnd = 4;
    playhead.start(10);
    expect(playhead.bufferAt(11)).toBe(3);
    expect(playhead.timeOfBuffer(1)).toBe(13);
    expect(playhead.timeOfBuffer(0)).toBe(14);
  });

  it("continues where it stopped", () => {
    const playhead = new Playhead();
    playhead.bufferedEnd = 4;
    playhead.start(0);
    playhead.stopDry(4);
    playhead.bufferedEnd = 6;
    expect(playhead.bufferAt(9)).toBe(2);
    playhead.start(9);
    expect(playhead.position(10)).toBe(5);
  });

  it("is never below empty", () => {
    const playhead = new Playhead();
    playhead.bufferedEnd = 1;
    playhead.start(0);
    expect(playhead.bufferAt(1.5)).toBe(0);
  });
});
