import { page, pixelRatio } from "../pilot/index.js";
import type { Ladder } from "./ladder.js";
import type {
  ShakaAbrConfiguration,
  ShakaMediaElement,
  ShakaRestrictions,
  ShakaStream,
  ShakaVariant,
} from "./player.js";

/** The page's window, as far as it is looked at. */
interface Page {
  readonly screen?: { readonly width: number; readonly height: number };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Limits {
  readonly config: ShakaAbrConfiguration | undefined;
  readonly element: ShakaMediaElement | undefined;
  /** Bits per second, of what a server asked for in CMSD headers. */
  readonly maxBitrate: number | undefined;
}

/**
 * The lowest and the highest level that Shaka's own settings allow now: `abr.restrictions`, the sizes of the element and
 * the screen where they restrict, and CMSD. As in SimpleAbrManager, the lowest level is allowed where none passes, and a
 * picture may be larger than what it is shown in as far as the next resolution is. Where a level in the middle is
 * excluded, what is allowed is the longer of the runs, the lower of equals.
 */
export function allowedLevels(ladder: Ladder, limits: Limits): [min: number, max: number] {
  const playable = ladder.levelsWhere(() => true);
  const allowed = ladder.levelsWhere((variant) => passes(variant, limits));
  const room = roomOf(limits);
  if (room) {
    const bound = boundingSize(ladder, allowed, room);
    for (const level of Array.from(allowed)) if (!fits(ladder.levels[level]!, bound)) allowed.delete(level);
  }
  if (allowed.size > 0) return longestRun(allowed);
  const lowest = playable.size > 0 ? Math.min(...Array.from(playable)) : 0;
  return [lowest, lowest];
}

function passes(variant: ShakaVariant, { config, maxBitrate }: Limits): boolean {
  if (maxBitrate && variant.bandwidth > maxBitrate) return false;
  return !config || meets(variant, config.restrictions);
}

function meets({ video, bandwidth }: ShakaVariant, limits: ShakaRestrictions): boolean {
  if (bandwidth < limits.minBandwidth || bandwidth > limits.maxBandwidth) return false;
  if (video?.frameRate && (video.frameRate < limits.minFrameRate || video.frameRate > limits.maxFrameRate))
    return false;
  if (!video?.width || !video.height) return true;
  const { width, height } = lying(video as Size & ShakaStream);
  const pixels = width * height;
  return (
    width >= limits.minWidth &&
    width <= limits.maxWidth &&
    height >= limits.minHeight &&
    height <= limits.maxHeight &&
    pixels >= limits.minPixels &&
    pixels <= limits.maxPixels
  );
}

/** Upright pictures are measured lying. */
const lying = ({ width, height }: Size): Size =>
  height > width ? { width: height, height: width } : { width, height };

function fits({ width, height }: Partial<Size>, bound: Size): boolean {
  if (!width || !height) return true;
  const picture = lying({ width, height });
  return picture.width <= bound.width && picture.height <= bound.height;
}

/** The room there is for a picture, in its own pixels; undefined if nothing restricts it. */
function roomOf({ config, element }: Limits): Size | undefined {
  if (!config || !(config.restrictToElementSize || config.restrictToScreenSize)) return undefined;
  const { screen } = page as Page;
  const ratio = config.ignoreDevicePixelRatio ? 1 : pixelRatio();
  let width = Number.POSITIVE_INFINITY;
  let height = Number.POSITIVE_INFINITY;
  if (config.restrictToScreenSize && screen) {
    width = screen.width * ratio;
    height = screen.height * ratio;
  }
  if (config.restrictToElementSize && element) {
    width = Math.min(width, element.clientWidth * ratio);
    height = Math.min(height, element.clientHeight * ratio);
  }
  return { width, height };
}

/** The smallest resolution that fills the room, or the room where none does. */
function boundingSize(ladder: Ladder, allowed: ReadonlySet<number>, room: Size): Size {
  const sizes = Array.from(allowed, (level) => ladder.levels[level]!)
    .filter((level): level is typeof level & Size => Boolean(level.width && level.height))
    .sort((a, b) => a.width - b.width);
  return sizes.find(({ width, height }) => height >= room.height && width >= room.width) ?? room;
}

function longestRun(levels: ReadonlySet<number>): [min: number, max: number] {
  const sorted = Array.from(levels).sort((a, b) => a - b);
  let best: [number, number] = [sorted[0]!, sorted[0]!];
  let start = sorted[0]!;
  sorted.forEach((level, at) => {
    if (at > 0 && level !== sorted[at - 1]! + 1) start = level;
    if (level - start > best[1] - best[0]) best = [start, level];
  });
  return best;
}
