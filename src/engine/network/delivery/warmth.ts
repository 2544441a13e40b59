import type { CacheSettings, CacheTierSettings, PopularitySettings } from "../../../model/settings/index.js";
import type { Video } from "../../../model/video.js";
import type { Bits, Seconds } from "../../../units.js";
import { characteristicTime, freshHitRatio, zipfGroups, zipfRate } from "./che.js";

const SECONDS_PER_HOUR = 3600;

/** How other viewers' requests keep a shared cache filled with this video. */
export interface Warmth {
  /** The chance that a segment is there, 0 to 1. */
  readonly mediaHitRatio: number;
  /** The chance that a manifest is there. */
  readonly manifestHitRatio: number;
  /** Seconds for which a copy is kept without being asked for (LRU), or at all (FIFO). */
  readonly keptFor: Seconds;
}

/** What a cache has of a video, without which popularity says nothing about its room. */
export interface CatalogueVideo {
  /** Of all levels together. */
  readonly size: Bits;
  readonly levels: number;
}

export function catalogueVideo({ sizes, levels }: Video): CatalogueVideo {
  let size = 0;
  for (const row of sizes) for (const bits of row as Iterable<Bits>) size += bits;
  return { size, levels: levels.length };
}

/** What {@link warmthOfTiers} has worked out: nothing but a memory of a pure function. */
const worked = new WeakMap<CacheSettings, WeakMap<Video, readonly Warmth[]>>();

/**
 * How warm each tier is. An experiment asks for the same settings and video over and over, and the answer takes as long
 * as a session, so it is worked out once.
 */
export function warmthOfTiers(settings: CacheSettings, video: Video): readonly Warmth[] {
  const byVideo = worked.get(settings) ?? new WeakMap<Video, readonly Warmth[]>();
  worked.set(settings, byVideo);
  const known = byVideo.get(video);
  if (known) return known;
  const catalogue = catalogueVideo(video);
  const warmth = settings.tiers.map((tier) => warmthOf(tier, settings.popularity, catalogue));
  byVideo.set(video, warmth);
  return warmth;
}

/**
 * How warm a shared tier is: as its `hitRatio` says, else as popularity makes it, else cold.
 *
 * The catalogue's videos are taken to be like this one, their viewers to be spread evenly over its levels, and each
 * shared tier to be asked by `viewsPerHour` viewers, whatever nearer tiers answer: a tier farther up serves more
 * places (ours). Manifests are the same for all levels, and their sizes do not count.
 */
export function warmthOf(
  tier: CacheTierSettings,
  popularity: PopularitySettings | undefined,
  video: CatalogueVideo,
): Warmth {
  const given = tier.hitRatio;
  if (!popularity)
    return {
      mediaHitRatio: given ?? 0,
      manifestHitRatio: given ?? 0,
      keptFor: Number.POSITIVE_INFINITY,
    };
  const { rank, catalogue, exponent, viewsPerHour } = popularity;
  const { eviction = "lru", capacity, ttl, manifestTtl } = tier;
  const { size, levels } = video;
  const groups = zipfGroups(catalogue, exponent, viewsPerHour / SECONDS_PER_HOUR / levels);
  const room = capacity === undefined ? Number.POSITIVE_INFINITY : capacity / size;
  const keptFor = characteristicTime(groups, room, eviction);
  const rate = zipfRate(rank, exponent, groups);
  return {
    mediaHitRatio: given ?? freshHitRatio(rate, keptFor, ttl, eviction),
    manifestHitRatio: given ?? freshHitRatio(rate * levels, keptFor, manifestTtl ?? ttl, eviction),
    keptFor,
  };
}
