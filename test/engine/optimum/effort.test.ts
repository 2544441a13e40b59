import { expect, it } from "vitest";
import { Effort } from "../../../src/engine/optimum/effort.js";

it("is spent, and never below nothing", () => {
  const effort = new Effort(10);
  effort.spend(4);
  expect(effort.left).toBe(6);
  effort.spend(100);
  expect(effort.left).toBe(0);
});

it("is spent by its parts, none of which has more than there is", () => {
  const whole = new Effort(10);
  const part = whole.part(4);
  part.spend(3);
  expect([part.left, whole.left]).toEqual([1, 7]);
  whole.spend(7);
  expect(part.left).toBe(0);
});
