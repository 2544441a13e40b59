import { expect, it } from "vitest";
import { GapFilling } from "../../../src/inputs/traces/gap-filling.js";
import { LeftOut } from "../../../src/inputs/traces/left-out.js";
import type { TraceInterval } from "../../../src/model/trace.js";
import type { Gaps, TraceNote } from "../../../src/model/trace-note.js";

/** Of 5 s, the first and the fourth unknown. */
function filled(gaps: Gaps) {
  const given: TraceInterval[] = [];
  const notes: TraceNote[] = [];
  const leftOut = new LeftOut();
  const trace = new GapFilling(
    gaps,
    leftOut,
    (interval) => given.push(interval),
    (note) => notes.push(note),
  );
  trace.unknown(1, 1);
  trace.known({ duration: 1, bandwidth: 6, latency: 3 }, 2);
  trace.known({ duration: 2, bandwidth: 3, latency: 9 }, 3);
  trace.unknown(0.5, 4);
  trace.known({ duration: 0.5, bandwidth: 1, latency: 7 }, 5);
  trace.end();
  leftOut.note({ note: (note) => notes.push(note) });
  return { given: given.map(({ duration, bandwidth, latency }) => [duration, bandwidth, latency]), notes };
}

it("holds what was known last, and at the beginning what is known first", () => {
  expect(filled("hold")).toEqual({
    given: [
      [1, 6, 3],
      [1, 6, 3],
      [2, 3, 9],
      [0.5, 3, 9],
      [0.5, 1, 7],
    ],
    notes: [{ kind: "filled", filled: 1.5, duration: 5, gaps: "hold" }],
  });
});

it("takes the mean over the time that is known", () => {
  // (1 s * 6 + 2 s * 3 + 0.5 s * 1) / 3.5 s, and (1 s * 3 + 2 s * 9 + 0.5 s * 7) / 3.5 s
  const mean = [12.5 / 3.5, 24.5 / 3.5];
  expect(filled("mean").given).toEqual([
    [1, ...mean],
    [1, 6, 3],
    [2, 3, 9],
    [0.5, ...mean],
    [0.5, 1, 7],
  ]);
});

it("leaves out what it drops, and counts it", () => {
  expect(filled("drop")).toEqual({
    given: [
      [1, 6, 3],
      [2, 3, 9],
      [0.5, 1, 7],
    ],
    notes: [{ kind: "left-out", count: 2, one: "gap between rows", many: "gaps between rows" }],
  });
});

it.each(["hold", "mean", "drop"] as const)("gives nothing of a trace that is all gaps (%s)", (gaps) => {
  const trace = new GapFilling(
    gaps,
    new LeftOut(),
    () => expect.unreachable(),
    () => expect.unreachable(),
  );
  trace.unknown(1, 1);
  trace.end();
  expect(trace.isKnown).toBe(false);
});
