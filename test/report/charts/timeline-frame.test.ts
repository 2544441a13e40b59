import { describe, expect, it } from "vitest";
import { frameOf } from "../../../src/report/charts/timeline-frame.js";
import { timeline } from "../builder.js";

const one = timeline();

describe("frameOf", () => {
  it("holds the longest, fastest and fullest of all", () => {
    const longer = { ...one, end: 300, buffer: [{ time_s: 0, buffer_s: 44 }] };
    const frame = frameOf([one, longer]);
    expect(frame).toMatchObject({ end: 300, buffer: 44, cut: false });
    expect(frame.rate).toBe(Math.max(...one.capacity.map(({ kbps }) => kbps)));
  });

  it("cuts off a link that is far faster than any segment asked for", () => {
    const fast = { ...one, capacity: [{ time_s: 0, kbps: 90_000 }] };
    expect(frameOf([fast])).toMatchObject({ cut: true, rate: 1.5 * 2800 });
  });

  it("has axes for nothing", () => {
    expect(frameOf([])).toEqual({ end: 1, rate: 1, cut: false, buffer: 1 });
    const idle = { ...one, end: 0, capacity: [], requests: [], buffer: [], shown: [], stalls: [] };
    expect(frameOf([idle])).toEqual({ end: 1, rate: 1, cut: false, buffer: 1 });
  });
});
