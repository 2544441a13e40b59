import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { nowAndThen } from "../../../src/cli/apart/now-and-then.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("tells the first, one every tenth of a second, and the last", () => {
  const told: number[] = [];
  const tell = nowAndThen((finished) => told.push(finished));
  for (let finished = 1; finished <= 100; finished++) {
    tell(finished, 100);
    vi.advanceTimersByTime(7);
  }
  expect(told.slice(0, 3)).toEqual([1, 16, 31]);
  expect(told.at(-1)).toBe(100);
  expect(told).toHaveLength(8);
});

it("tells of several that come to their ends", () => {
  const told: string[] = [];
  const tell = nowAndThen((finished, all) => told.push(`${finished}/${all}`));
  tell(1, 1);
  tell(2, 2);
  tell(1, 2);
  expect(told).toEqual(["1/1", "2/2"]);
});
