import { describe, expect, it } from "vitest";
import type { Trace } from "../../../src/model/trace.js";
import type { TraceFault } from "../../../src/model/trace-faults.js";
import type { TraceNote } from "../../../src/model/trace-note.js";
import { lintTraces } from "../../../src/traces/lint/index.js";
import { traceOf, traceOfIntervals } from "../trace-of.js";

/** Rates between 1 and 5 Mbit/s that do not repeat. */
const various = (count: number, seed = 0): number[] =>
  Array.from({ length: count }, (_, index) => 3 + 2 * Math.sin((index + seed) ** 2));
const various100 = various(100);
/** The rates with some of them replaced. */
const but = (rates: readonly number[], changes: Readonly<Record<number, number>>): number[] =>
  rates.map((rate, index) => changes[index] ?? rate);

const lint = (trace: Trace, ...notes: TraceNote[]): TraceFault[] =>
  lintTraces([{ trace, notes }]).map(({ fault }) => fault);
const rules = (trace: Trace, ...notes: TraceNote[]): string[] =>
  lint(trace, ...notes).map(({ rule }) => rule);

describe("an ordinary trace", () => {
  it("has no fault", () => {
    expect(lint(traceOf(various100))).toEqual([]);
    expect(lint(traceOf(but(various100, { 0: 0, 1: 0, 30: 0, 31: 0 })))).toEqual([]);
  });
});

describe("no-capacity", () => {
  it("is told of a trace without a bit, and no other fault with it", () => {
    expect(lintTraces([{ trace: traceOf(new Array(90).fill(0)), notes: [] }])).toEqual([
      { name: "set/trace", severity: "error", fault: { rule: "no-capacity", duration: 90 } },
    ]);
  });
});

describe("long-outage", () => {
  it("has the longest, and all of more than a minute", () => {
    const low = Array.from({ length: 61 }, (_, index) => 0.09 - (index % 2) / 100);
    const rates = [...various(10), ...low, ...various(10), ...new Array(70).fill(0), 3];
    expect(lint(traceOf(rates))).toEqual([
      { rule: "long-outage", at: 81, longest: 70, count: 2, total: 131, duration: 152 },
    ]);
  });

  it("is told of one at the end, and not of a minute", () => {
    expect(rules(traceOf([...various100, ...new Array(61).fill(0)]))).toEqual(["long-outage"]);
    expect(rules(traceOf([...various100, ...new Array(60).fill(0)]))).toEqual([]);
  });
});

describe("late-start", () => {
  const startsAt = (time: number): TraceNote => ({ kind: "starts-at", time });

  it("is told of a first stamp further from 0 than rows are from each other", () => {
    const trace = traceOf(various100);
    expect(lint(trace, startsAt(320))).toEqual([{ rule: "late-start", shown: "stamp", time: 320 }]);
    expect(lint(trace, startsAt(2))).toEqual([]);
  });

  it("is told of a silence at the beginning", () => {
    const silent = (seconds: number) => traceOf([...new Array(seconds).fill(0), ...various100]);
    expect(lint(silent(6))).toEqual([{ rule: "late-start", shown: "silence", time: 6 }]);
    expect(lint(silent(5))).toEqual([]);
  });
});

describe("rows-left-out and hardly-measured", () => {
  const measured = (share: number, gaps: "hold" | "drop"): TraceNote => ({
    kind: "measured",
    measured: 100 * share,
    duration: 100,
    downloads: 9,
    withoutDuration: 0,
    gaps,
  });

  it("pass on what the reader said", () => {
    const leftOut: TraceNote = { kind: "left-out", count: 2, one: "idle row", many: "idle rows" };
    expect(lint(traceOf(various100), leftOut)).toEqual([{ rule: "rows-left-out", words: "2 idle rows" }]);
    expect(lint(traceOf(various100), measured(0.4, "hold"))).toEqual([
      { rule: "hardly-measured", share: 0.4, gaps: "hold" },
    ]);
  });

  it("say nothing of a trace that was measured half of the time, or has no gaps left", () => {
    expect(lint(traceOf(various100), measured(0.5, "hold"))).toEqual([]);
    expect(lint(traceOf(various100), measured(0.1, "drop"))).toEqual([]);
  });
});

describe("unit", () => {
  const setWith = (last: readonly number[]) =>
    [0, 1, 2, 3, 4, 5, 6].map((seed) => ({
      trace: traceOf(seed === 6 ? last : various(100, seed), 1, `set/${seed}`),
      notes: [],
    }));

  it.each([
    [8, 1 / 8],
    [1000, 1 / 1000],
    [1024, 1 / 1000],
    [1 / 8, 8],
    [1 / 1000, 1000],
    [1 / 8000, 8000],
    [1e6, 1e-6],
  ])("is told of a trace %d times off its set", (off, factor) => {
    const found = lintTraces(setWith(various100.map((rate) => rate * off)));
    const [fault] = found.filter(({ fault: { rule } }) => rule === "unit");
    expect(fault).toMatchObject({ name: "set/6", severity: "warning", fault: { of: "trace" } });
    expect((fault!.fault as { factor: number }).factor).toBeCloseTo(factor, 12);
  });

  it("is not told of a trace that is off by what is no slip, or only in the middle", () => {
    for (const off of [3, 60, 1 / 60])
      expect(
        lintTraces(setWith(various100.map((rate) => rate * off))).map(({ fault }) => fault.rule),
      ).not.toContain("unit");
    const bimodal = various100.map((rate, index) => (index % 3 === 0 ? rate : rate / 8));
    expect(lintTraces(setWith(bimodal))).toEqual([]);
  });

  it("is told of a set that no link could be, with the likeliest slip", () => {
    const [fault] = lintTraces([{ trace: traceOf(various100.map((rate) => rate / 1000)), notes: [] }]);
    expect(fault).toMatchObject({ name: "set", fault: { rule: "unit", of: "set", factor: 1000 } });
    const [fast] = lintTraces([{ trace: traceOf(various100.map((rate) => rate * 1e6)), notes: [] }]);
    expect(fast).toMatchObject({ name: "set", fault: { of: "set" } });
  });
});

describe("huge-rate", () => {
  it("has the highest, when, and how many there are", () => {
    const trace = traceOf(but(various(300), { 70: 90, 80: 80, 90: 95 }), 2);
    expect(lint(trace)).toMatchObject([{ rule: "huge-rate", at: 180, rate: 95e6, count: 3 }]);
  });

  it("is not told where many are high, or where there is nothing to be huge beside", () => {
    expect(lint(traceOf(various(300).map((rate, index) => (index % 40 === 0 ? 90 : rate))))).toEqual([]);
    expect(rules(traceOf([0, 0, 0, 0, 0, 50], 30))).not.toContain("huge-rate");
  });
});

describe("long-interval", () => {
  const withOne = (duration: number, bandwidth: number) =>
    traceOfIntervals([
      ...various100.map((rate) => ({ duration: 1, bandwidth: rate * 1e6 })),
      { duration, bandwidth },
      { duration: 2, bandwidth: 1e6 },
    ]);

  it("is told of one ten times as long as all others", () => {
    expect(lint(withOne(21, 2e6))).toEqual([{ rule: "long-interval", at: 100, length: 21, rest: 2 }]);
    expect(lint(withOne(20, 2e6))).toEqual([]);
  });

  it("is not told of an outage", () => {
    expect(lint(withOne(30, 0))).toEqual([]);
  });
});

describe("slivers", () => {
  it("are counted, with the first and the shortest", () => {
    const sliver = (duration: number) => ({ duration, bandwidth: 3e6 });
    const second = { duration: 1, bandwidth: 2e6 };
    const trace = traceOfIntervals([
      ...various100.map((rate) => ({ duration: 1, bandwidth: rate * 1e6 })),
      sliver(0.004),
      second,
      sliver(0.001),
    ]);
    expect(lint(trace)).toEqual([{ rule: "slivers", at: 100, count: 2, shortest: 0.001, usual: 1 }]);
  });

  it("are not told of in a trace of short intervals", () => {
    expect(rules(traceOf(various(20_000), 0.005))).toEqual([]);
  });
});

describe("duplicate", () => {
  it("names the first of those that are equal", () => {
    const copies = ["a", "b", "c"].map((name) => ({
      trace: traceOf(various100, 1, `set/${name}`),
      notes: [],
    }));
    const other = { trace: traceOf(but(various100, { 99: 1 }), 1, "set/d"), notes: [] };
    expect(lintTraces([...copies, other]).map(({ name, fault }) => ({ name, ...fault }))).toEqual([
      { name: "set/b", rule: "duplicate", of: "set/a" },
      { name: "set/c", rule: "duplicate", of: "set/a" },
    ]);
  });

  it("looks beyond sets, and at durations", () => {
    const found = lintTraces([
      { trace: traceOf(various100, 1, "one/a"), notes: [] },
      { trace: traceOf(various100, 1, "two/a"), notes: [] },
      { trace: traceOf(various100, 2, "two/b"), notes: [] },
    ]);
    expect(found).toEqual([
      { name: "two/a", severity: "warning", fault: { rule: "duplicate", of: "one/a" } },
    ]);
  });
});

describe("repeated-block", () => {
  it("is told of a trace made longer by repeating it, where it begins again", () => {
    expect(lint(traceOf([...various100, ...various100, ...various100]))).toEqual([
      { rule: "repeated-block", at: 100, before: 0, length: 200, intervals: 200 },
    ]);
  });

  it("is told of what was pasted elsewhere, as far as a whole block of it lies end to end", () => {
    const rates = [...various(77, 1), ...various(80, 500), ...various(50, 900), ...various(80, 500)];
    const [fault] = lint(traceOf(rates));
    // From the second stretch's first block of thirty that begins at a multiple of thirty.
    expect(fault).toEqual({ rule: "repeated-block", at: 220, before: 90, length: 67, intervals: 67 });
  });

  it("is not told of rates that are few, or the same", () => {
    const levels = Array.from({ length: 300 }, (_, index) => 1 + (index % 5));
    expect(rules(traceOf(levels))).toEqual([]);
    expect(rules(traceOf(various(29).concat(various(29)), 3))).toEqual([]);
  });
});

describe("frozen", () => {
  it("is told of the longest standstill above 0 in a trace that moves", () => {
    const rates = [...various(60), ...new Array(30).fill(2), ...various(60, 99), ...new Array(31).fill(3)];
    expect(lint(traceOf(rates))).toEqual([{ rule: "frozen", at: 150, length: 31, intervals: 31, rate: 3e6 }]);
  });

  it("is not told of traces that are written so", () => {
    expect(lint(traceOf([...new Array(50).fill(2), ...new Array(50).fill(3), ...various(20)]))).toEqual([]);
  });
});

describe("constant and short", () => {
  it("are told of a throttle, and of less than a minute", () => {
    expect(lint(traceOf([2, 2, 2], 20))).toEqual([{ rule: "constant", rate: 2e6 }]);
    expect(lint(traceOf(various(59)))).toEqual([{ rule: "short", duration: 59 }]);
  });
});

describe("a long trace", () => {
  it("does not take the square of its length, however often it repeats itself", () => {
    for (const period of [1, 2, 40, 70]) {
      const rates = Array.from({ length: 150_000 }, (_, index) => 1 + (index % period));
      expect(rules(traceOf(rates))).toEqual(
        period === 1 ? ["constant"] : period === 2 ? [] : ["repeated-block"],
      );
    }
  });
});
