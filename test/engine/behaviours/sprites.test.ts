import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  spriteCount,
  spriteSizes,
  spriteSpan,
  spritesAround,
} from "../../../src/engine/behaviours/sprites.js";
import { randomStream } from "../../../src/random.js";

/** Document 003, section 2.5: a picture every 10 s, 25 to a sprite of 150 to 250 kB, two sprites either way. */
const NETFLIX = {
  interval: 10,
  picturesPerSprite: 25,
  smallestSprite: 1.2e6,
  largestSprite: 2e6,
  around: 2,
  atOnce: 3,
};

describe("sprites", () => {
  it("are 29 for a film of two hours, as the document counts", () => {
    expect(spriteSpan(NETFLIX)).toBe(250);
    expect(spriteCount(NETFLIX, 7200)).toBe(29);
  });

  it("are wanted nearest first, and only where there are any", () => {
    expect(spritesAround(NETFLIX, 1234, 29)).toEqual([4, 5, 3, 6, 2]);
    expect(spritesAround(NETFLIX, 0, 29)).toEqual([0, 1, 2]);
    expect(spritesAround(NETFLIX, 7200, 29)).toEqual([28, 27, 26]);
  });

  it("change at the boundary between two", () => {
    expect(spritesAround({ ...NETFLIX, around: 0 }, 249.999, 29)).toEqual([0]);
    expect(spritesAround({ ...NETFLIX, around: 0 }, 250, 29)).toEqual([1]);
  });

  it("have sizes within the range, drawn in order of the sprites", () => {
    const sizes = spriteSizes(NETFLIX, 29, randomStream(1, "thumbnails"));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1.2e6);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2e6);
    expect(spriteSizes(NETFLIX, 3, randomStream(1, "thumbnails"))).toEqual(sizes.slice(0, 3));
  });

  it("wanted are each one once, and exactly those within reach", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (around, time, count) => {
          const wanted = spritesAround({ ...NETFLIX, around }, time, count);
          const looked = Math.min(Math.floor(time / 250), count - 1);
          const reach = Array.from({ length: count }, (_, sprite) => sprite).filter(
            (sprite) => Math.abs(sprite - looked) <= around,
          );
          expect([...wanted].sort((a, b) => a - b)).toEqual(reach);
        },
      ),
    );
  });
});
