/** Milliseconds. */
const INTERVAL = 100;

/**
 * Tells how far something is ten times a second at most, and when it is over: to wake another thread for every block of
 * sessions takes as long as to simulate ten of them.
 */
export function nowAndThen(
  tell: (finished: number, all: number) => void,
): (finished: number, all: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (finished, all) => {
    const now = performance.now();
    if (now - last < INTERVAL && finished < all) return;
    last = now;
    tell(finished, all);
  };
}
