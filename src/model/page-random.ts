const RANGE = 2 ** 32;

/**
 * A seeded stream for {@link PolicyContext.random} in a real player, and in a replay of what it recorded: mulberry32, a
 * generator of 32 bits of state in the public domain (T. Ettinger, 2017). A page takes no dependency along for it.
 *
 * @param seed a whole number
 */
export function pageRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
}
