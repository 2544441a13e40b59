/** Ends of an axis, the lower first. */
export type Extent = readonly [low: number, high: number];

/** No closer than this part of the whole axis. */
const CLOSEST = 1e-4;

/**
 * A stretch of an axis scaled about a point of it: a factor below 1 zooms in. Undefined: all of the axis, which is as
 * far as it goes.
 */
export function zoomed(shown: Extent, whole: Extent, factor: number, about: number): Extent | undefined {
  const width = Math.max((shown[1] - shown[0]) * factor, (whole[1] - whole[0]) * CLOSEST);
  const share = (about - shown[0]) / (shown[1] - shown[0]);
  return within([about - share * width, about + (1 - share) * width], whole);
}

/** A stretch moved along the axis by a part of its width. */
export function panned(shown: Extent, whole: Extent, share: number): Extent | undefined {
  const by = share * (shown[1] - shown[0]);
  return within([shown[0] + by, shown[1] + by], whole);
}

/** A stretch moved until it lies on the axis; undefined if it covers it. */
export function within([low, high]: Extent, whole: Extent): Extent | undefined {
  const width = high - low;
  if (!(width < whole[1] - whole[0])) return undefined;
  const start = Math.min(Math.max(low, whole[0]), whole[1] - width);
  return [start, start + width];
}
