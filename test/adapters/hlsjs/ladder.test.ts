import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedRange, isPenalised } from "../../../src/adapters/hlsjs/ladder.js";
import type { HlsjsLevel } from "../../../src/adapters/hlsjs/player.js";

describe("what a policy may choose of a ladder", () => {
  it("reaches as far as levels are usable, from the last one up and down", () => {
    expect(allowedRange([true, true, true], 1)).toEqual([0, 2]);
    expect(allowedRange([true, false, true, true], 3)).toEqual([2, 3]);
    expect(allowedRange([true, false, true, true], 0)).toEqual([0, 0]);
    expect(allowedRange([true, true, false, true], 2)).toEqual([0, 1]);
    expect(allowedRange([false, false, true, true], 1)).toEqual([2, 3]);
    expect(allowedRange([false, false], 1)).toEqual([0, 0]);
  });

  it("is all usable, and cannot be longer", () => {
    const ladder = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(ladder, fc.nat(8), (usable, at) => {
        const [min, max] = allowedRange(usable, at % usable.length);
        if (!usable.includes(true)) return;
        expect(usable.slice(min, max + 1)).not.toContain(false);
        expect([usable[min - 1] ?? false, usable[max + 1] ?? false]).toEqual([false, false]);
        if (usable[at % usable.length])
          expect(min <= at % usable.length && at % usable.length <= max).toBe(true);
      }),
    );
  });
});

describe("a level's penalty", () => {
  const level = (parts: Partial<HlsjsLevel>) =>
    ({ loadError: 0, fragmentError: 0, loadErrorTime: 0, ...parts }) as HlsjsLevel;

  it("begins with an error, and ends when it expires, if it does", () => {
    expect(isPenalised(level({}), 100, 5000)).toBe(false);
    expect(isPenalised(level({ fragmentError: 1 }), 100, 5000)).toBe(true);
    expect(isPenalised(level({ loadError: 1, loadErrorTime: 4950 }), 100, 5000)).toBe(true);
    expect(isPenalised(level({ loadError: 1, loadErrorTime: 4899 }), 100, 5000)).toBe(false);
    expect(isPenalised(level({ loadError: 1, loadErrorTime: 1 }), undefined, 5000)).toBe(true);
    expect(isPenalised(level({ loadError: 1, loadErrorTime: 1 }), 0, 5000)).toBe(true);
  });
});
