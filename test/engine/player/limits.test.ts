import { describe, expect, it } from "vitest";
import { Limits } from "../../../src/engine/player/limits.js";

describe("Limits", () => {
  it("allows the whole ladder and the configured buffer until someone objects", () => {
    const limits = new Limits(4, 30);
    expect(limits.allowed).toEqual([0, 4]);
    expect(limits.maxBuffer).toBe(30);
  });

  it("counts the strictest of several, and forgets who takes a limit back", () => {
    const limits = new Limits(4, 30);
    limits.limitLevels("device", { max: 3 });
    limits.limitLevels("panic", { max: 0 });
    limits.limitLevels("budget", { min: 1, max: 4 });
    limits.limitLevels("panic", undefined);
    expect(limits.allowed).toEqual([1, 3]);
    limits.limitBuffer("memory", 10);
    limits.limitBuffer("live", 12);
    expect(limits.maxBuffer).toBe(10);
    limits.limitBuffer("memory", undefined);
    limits.setMaxBuffer(60);
    expect(limits.maxBuffer).toBe(12);
  });

  it("lets the lower level win where limits contradict each other", () => {
    const limits = new Limits(4, 30);
    limits.limitLevels("device", { max: 1 });
    limits.limitLevels("budget", { min: 3 });
    expect(limits.allowed).toEqual([1, 1]);
  });
});
