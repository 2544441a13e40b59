import { describe, expect, it } from "vitest";
import type { Phase } from "../../../src/model/policy.js";
import { createBufferWatch } from "../../../src/policies/dashjs/buffer-watch.js";

function watchOf(...seen: readonly (readonly [buffer: number, phase?: Phase])[]) {
  let emptied = 0;
  const watch = createBufferWatch(
    { stallThresholdSeconds: 0.3, hybridSwitchBufferSeconds: 12 },
    () => emptied++,
  );
  for (const [buffer, phase = "playing"] of seen) watch.see(buffer, phase);
  return { watch, emptied: () => emptied };
}

describe("BufferWatch", () => {
  it("isAmple_rising_from12On", () => {
    expect(watchOf().watch.isAmple()).toBe(false);
    expect(watchOf([11.999]).watch.isAmple()).toBe(false);
    expect(watchOf([12]).watch.isAmple()).toBe(true);
  });

  it("isAmple_falling_until6", () => {
    expect(watchOf([12], [6]).watch.isAmple()).toBe(true);
    expect(watchOf([12], [5.999]).watch.isAmple()).toBe(false);
    expect(watchOf([12], [5.999], [11.999]).watch.isAmple()).toBe(false);
  });

  it("isEmpty_beforeAnything_unknown", () => {
    expect(watchOf([0, "startup"]).watch.isEmpty()).toBeUndefined();
    expect(watchOf([0.3, "startup"]).watch.isEmpty()).toBeUndefined();
    expect(watchOf([0.301, "startup"]).watch.isEmpty()).toBe(false);
  });

  it("isEmpty_300MsOrLess_toldOnce", () => {
    const { watch, emptied } = watchOf([4], [0.301]);
    expect([watch.isEmpty(), emptied()]).toEqual([false, 0]);
    watch.see(0.3, "playing");
    watch.see(0, "rebuffering");
    expect([watch.isEmpty(), emptied()]).toEqual([true, 1]);
    watch.see(4, "rebuffering");
    expect(watch.isEmpty()).toBe(false);
  });
});
