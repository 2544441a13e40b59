import { describe, expect, it } from "vitest";
import { bars } from "../../../src/report/inspect/bars.js";
import { sessionDrawing } from "../../../src/report/inspect/index.js";
import { binsOf, leastWithin, meanWithin } from "../../../src/report/inspect/time-bins.js";
import { decision, inspected } from "./sessions.js";

describe("the drawing of a session", () => {
  // 20 columns of 5 s, behind labels of 16 characters and a blank. The buffer falls from 20 s at 2 s to nothing at 50 s:
  // at the end of column i, 5 (i + 1) s, it is 20 - (5 i + 3) x 20/48, of which each line shows 5 s in eighths.
  it("shows link, levels, buffer, states and time", () => {
    expect(sessionDrawing(inspected(), { width: 37 })).toBe(
      [
        "        4 Mbit/s ██████████",
        "            link ██████████▄▄▄▄▄▄▄▄▄▄",
        "4 Mbit/s level 2     ━━━━━━━━",
        "2 Mbit/s level 1             ━━━━━━━━",
        "1 Mbit/s level 0 ━━━━",
        "            20 s  ▃         █████████",
        "                  █▇▄▁      █████████",
        "                  ████▅▂    █████████",
        "          buffer  ██████▇▃  █████████",
        "          player s─────────X─────────",
        "                 │0 s",
        "                 X stalled   s starting   ─ playing",
        "",
      ].join("\n"),
    );
  });

  it("is as wide as the terminal, whatever its width and the session", () => {
    for (const width of [60, 80, 133, 250]) {
      const lines = sessionDrawing(inspected(), { width }).split("\n");
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });

  it("keeps a stall that is much shorter than a character", () => {
    const states = [...inspected().states];
    states[3] = { at: 50.001, state: "playing" };
    expect(sessionDrawing(inspected({ states }), { width: 40 })).toMatch(/player.*X/);
  });

  it("points at the times that are asked for", () => {
    const lines = sessionDrawing(inspected(), { width: 37 }, [0, 50, 100]).split("\n");
    expect(lines).toContain(`${" ".repeat(17)}▲         ▲        ▲`);
  });

  it("shares lines among levels where there are many", () => {
    const levels = Array.from({ length: 24 }, (_, index) => ({ bitrate: (index + 1) * 1e6 }));
    const decisions = [decision(0, 0, 0), decision(1, 50, 23)];
    const drawn = sessionDrawing(inspected({ levels, decisions }), { width: 60 });
    expect(drawn).toMatch(/24 Mbit\/s 21-23 +━/);
    expect(drawn.split("\n").filter((line) => /\d+-\d+/.test(line))).toHaveLength(8);
  });

  it("leaves out the link of a session that ended as it began", () => {
    const { timeline } = inspected();
    const drawn = sessionDrawing(inspected({ timeline: { ...timeline, capacity: [] } }), { width: 37 });
    expect(drawn).not.toMatch(/link|Infinity/);
  });

  it("has round times below", () => {
    expect(sessionDrawing(inspected(), { width: 117 })).toContain(
      "│0 s                │20 s               │40 s               │60 s               │80 s",
    );
  });

  it("copes with a session that ended before it began", () => {
    const nothing = inspected({
      timeline: { ...inspected().timeline, end: 0, capacity: [], buffer: [] },
      states: [{ at: 0, state: "starting" }],
      decisions: [],
    });
    expect(() => sessionDrawing(nothing, {}, [0])).not.toThrow();
  });
});

describe("time bins", () => {
  const corners = [
    { time: 0, value: 10 },
    { time: 10, value: 0 },
    { time: 10, value: 6 },
    { time: 20, value: 6 },
  ];

  it("split the time evenly", () => {
    expect(binsOf(10, 2)).toEqual([
      { from: 0, to: 5 },
      { from: 5, to: 10 },
    ]);
  });

  it("hold the least of what is linear between corners", () => {
    expect(leastWithin(corners, { from: 0, to: 5 })).toBe(5);
    expect(leastWithin(corners, { from: 8, to: 12 })).toBe(0);
    expect(leastWithin(corners, { from: 12, to: 30 })).toBe(6);
  });

  it("hold the mean of what is constant between steps", () => {
    expect(meanWithin(corners, { from: 5, to: 15 })).toBe((5 * 10 + 5 * 6) / 10);
    expect(meanWithin(corners, { from: 20, to: 40 })).toBe(6);
    expect(meanWithin([], { from: 0, to: 1 })).toBe(0);
  });
});

describe("bars", () => {
  it("are in eighths of a line, the uppermost line first", () => {
    expect(bars([0, 0.5, 0.75, 1, 2, -1], 2)).toEqual(["  ▄██ ", " ████ "]);
    expect(bars([1 / 8], 1)).toEqual(["▁"]);
  });
});
