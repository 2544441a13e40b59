import { describe, expect, it } from "vitest";
import type { TraceNote } from "../../src/model/trace-note.js";
import { columnsLeftOut, noteInWords, notesInWords } from "../../src/report/trace-notes.js";

const measured = {
  kind: "measured",
  measured: 8,
  duration: 10,
  downloads: 3,
  withoutDuration: 1,
  gaps: "hold",
} as const;
const idle = (count: number): TraceNote => ({
  kind: "left-out",
  count,
  one: "row of an idle modem",
  many: "rows of an idle modem",
});

describe("noteInWords", () => {
  it.each<[TraceNote, string]>([
    [idle(1), "left out: 1 row of an idle modem"],
    [{ kind: "starts-at", time: 12.5 }, "begins at 12.5 s: the time before is left out"],
    [
      measured,
      "measured: 80 % of 10 s, by 3 downloads; the rest holds the capacity known last (--gaps hold). 1 of them took no time, and say nothing of the link",
    ],
    [
      { ...measured, measured: 10, downloads: 1, withoutDuration: 0 },
      "measured: 100 % of 10 s, by 1 download",
    ],
  ])("of %j is a sentence", (note, words) => {
    expect(noteInWords(note)).toBe(words);
  });
});

describe("notesInWords", () => {
  it("adds up notes of one kind", () => {
    const drop = { ...measured, gaps: "drop", withoutDuration: 0 } as const;
    const late = { kind: "starts-at", time: 3 } as const;
    expect(notesInWords([idle(2), drop, late, idle(3), { ...drop, measured: 2 }, late])).toEqual([
      "left out: 5 rows of an idle modem",
      "measured: 50 % of 20 s, by 6 downloads; the rest is left out (--gaps drop)",
      "2 traces begin after 0 s: the time before is left out",
    ]);
    expect(notesInWords([late])).toEqual(["1 trace begins after 0 s: the time before is left out"]);
    expect(notesInWords([])).toEqual([]);
  });
});

it("says what a format has no place for", () => {
  expect(columnsLeftOut({ latency: true, loss: true }, "oboe")).toBe(
    "left out: latency and loss, which oboe has no place for",
  );
  expect(columnsLeftOut({ latency: false, loss: false }, "oboe")).toBeUndefined();
});

it("tells of time that was filled in, of many traces together", () => {
  const filled = { kind: "filled", filled: 2, duration: 10, gaps: "hold" } as const;
  const wanted = "without data: 20 % of 20 s, which holds the capacity known last (--gaps hold)";
  expect(notesInWords([filled, filled])).toEqual([wanted]);
});
