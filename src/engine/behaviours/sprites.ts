import type { ThumbnailSettings } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Bits, Seconds } from "../../units.js";

/** Media time that one sprite shows: 25 pictures, 10 s apart, are 250 s (003 section 2.5.2). */
export function spriteSpan({ picturesPerSprite, interval }: ThumbnailSettings): Seconds {
  return picturesPerSprite * interval;
}

/** Sprites that show a whole video; the last may be shorter. */
export function spriteCount(settings: ThumbnailSettings, duration: Seconds): number {
  return Math.ceil(duration / spriteSpan(settings));
}

/** Bits of each sprite, drawn evenly between the smallest and the largest. */
export function spriteSizes(settings: ThumbnailSettings, count: number, random: RandomStream): Bits[] {
  const { smallestSprite, largestSprite } = settings;
  return Array.from({ length: count }, () => smallestSprite + random() * (largestSprite - smallestSprite));
}

/**
 * The sprites to have when the viewer looks at a media time: the one that shows it, then its neighbours, nearest and
 * later ones first (ours; the document names the set, 003 section 2.5.4, "preload radius").
 */
export function spritesAround(settings: ThumbnailSettings, time: Seconds, count: number): number[] {
  const looked = Math.min(Math.floor(time / spriteSpan(settings)), count - 1);
  const wanted = [looked];
  for (let away = 1; away <= settings.around; away++) {
    if (looked + away < count) wanted.push(looked + away);
    if (looked - away >= 0) wanted.push(looked - away);
  }
  return wanted;
}
