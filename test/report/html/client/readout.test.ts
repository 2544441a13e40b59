import { expect, it } from "vitest";
import { readoutOf } from "../../../../src/report/html/client/readout.js";

const step = { x: "time", y: "value", between: "step" } as const;

it("reads a step as at the point before, and nothing before the first", () => {
  const read = readoutOf(
    { x: "time (s)", lines: [{ ...step, data: "rate", label: "shown", unit: "Mbit/s" }] },
    () => [
      { time: 1, value: 2.5 },
      { time: 3, value: 1234.5 },
    ],
  );
  expect(read(0.5)).toEqual([["time (s)", "0.5"]]);
  expect(read(2.999)).toEqual([
    ["time (s)", "3"],
    ["shown", "2.5 Mbit/s"],
  ]);
  expect(read(3)[1]).toEqual(["shown", "1235 Mbit/s"]);
});

it("reads between corners in proportion, and after a jump what it jumped to", () => {
  const line = { ...step, between: "linear", data: "buffer", label: "buffer", unit: "s" } as const;
  const read = readoutOf({ x: "time (s)", lines: [line] }, () => [
    { time: 0, value: 0 },
    { time: 4, value: 8 },
    { time: 4, value: 2 },
  ]);
  expect([1, 4, 9].map((at) => read(at)[1]![1])).toEqual(["2 s", "2 s", "2 s"]);
});

it("has a line for each arm, and shares in per cent", () => {
  const line = { data: "points", x: "value", y: "share", unit: "%", between: "step" } as const;
  const read = readoutOf({ x: "stalls", lines: [line] }, () => [
    { arm: "b", value: -1, share: 0 },
    { arm: "b", value: 2, share: 0.5 },
    { arm: "a", value: -1, share: 0.25 },
  ]);
  expect(read(-0.5)).toEqual([
    ["stalls", "−0.5"],
    ["b", "0 %"],
    ["a", "25 %"],
  ]);
});

it("says texts as they are, such as reasons", () => {
  const line = {
    data: "decisions",
    x: "time",
    y: "reason",
    label: "reason",
    unit: "",
    between: "step",
  } as const;
  const read = readoutOf({ x: "time (s)", lines: [line] }, () => [{ time: 0, reason: "<b>" }]);
  expect(read(1)[1]).toEqual(["reason", "<b>"]);
});
