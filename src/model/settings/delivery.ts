import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** Where media comes from. Missing parts: one origin, no caches. */
export interface DeliverySettings {
  /** At least one. */
  readonly cdns?: readonly CdnSettings[];
  readonly selection?: CdnSelectionSettings;
  readonly caches?: CacheSettings;
}

export interface CdnSettings {
  readonly name: string;
  /** A path of its own, by the name of a trace: what is fetched from here does not use the session's link. */
  readonly trace?: string;
  /** The share of the session's link that one flow from here may take, over 0. Missing: 1. */
  readonly factor?: number;
  /** Added to the round trip. Missing: 0. */
  readonly latency?: Seconds;
  /** USD per gigabyte (10^9 bytes). Missing: 0. */
  readonly usdPerGB?: number;
  /** Percent of requests that it is expected to answer; what the score counts, and no fault. Missing: 100. */
  readonly availability?: number;
  /** Missing: 0. */
  readonly distanceKm?: number;
}

export interface CdnSelectionSettings {
  /** "score": the best by the document's score. "order": the first that is healthy. */
  readonly by: "score" | "order";
  /** Failures in a row after which a CDN is unhealthy. */
  readonly failures: number;
  /** An unhealthy CDN is tried again after this long. */
  readonly recoverAfter: Seconds;
}

export interface CacheSettings {
  /** From the viewer to the origin; the last holds everything. */
  readonly tiers: readonly CacheTierSettings[];
  /** How popular this video is, which decides whether shared tiers hold it before the viewer comes. */
  readonly popularity?: PopularitySettings;
}

export interface CacheTierSettings {
  readonly name: string;
  /** Held by this viewer alone: it begins empty. Missing: shared, and warm as popularity says. */
  readonly private?: boolean;
  /** Missing: what is stored stays fresh. */
  readonly ttl?: Seconds;
  /** For manifests, where it differs. */
  readonly manifestTtl?: Seconds;
  /** Missing: without limit. */
  readonly capacity?: Bits;
  /** What makes room: the oldest stored, or the least recently used. */
  readonly eviction?: "fifo" | "lru";
  /** The share of other viewers' requests that it answers, 0 to 1. Missing: worked out from popularity. */
  readonly hitRatio?: number;
  /** Added to a request that goes past this tier to the next. */
  readonly missLatency?: Seconds;
  /** The most that the next tier sends at. Missing: no cap. */
  readonly missRate?: BitsPerSecond;
}

/** A catalogue whose k-th most popular video is asked for in proportion to k^-exponent (Zipf). */
export interface PopularitySettings {
  /** This video's place, from 1. */
  readonly rank: number;
  readonly catalogue: number;
  readonly exponent: number;
  /** Viewers of the whole catalogue at a tier, by the hour. */
  readonly viewsPerHour: number;
}

/** What is fetched, in what pieces, and how many at once. */
export interface DownloadSettings {
  /** Several segments at once. Missing: one after the other. */
  readonly parallel?: ParallelSettings;
  /** A separate audio track. Missing: the video's segments hold all there is. */
  readonly audio?: AudioSettings;
  /** Segments in byte ranges. Missing: whole. */
  readonly chunks?: ChunkSettings;
  /** Commands that compete with media. Missing: none. */
  readonly control?: ControlSettings;
  /** Pictures for trick play. Missing: none. */
  readonly thumbnails?: ThumbnailSettings;
}

export interface ParallelSettings {
  readonly most: number;
  /** How many segments to have under way below a buffer level; the first that applies, by rising level. */
  readonly ahead: readonly { readonly belowBuffer: Seconds; readonly segments: number }[];
  /** Above all of them. */
  readonly otherwise: number;
}

/** A bitrate or a track; one of the two. */
export interface AudioSettings {
  readonly bitrate?: BitsPerSecond;
  /** The name of one of the video's own audio tracks. */
  readonly track?: string;
  /** How much more audio than video may be buffered. Missing: 0. */
  readonly aheadOfVideo?: Seconds;
}

export interface ChunkSettings {
  readonly size: Bits;
  /** Chunks are asked for this far ahead of the playhead, and no farther. */
  readonly ahead: Seconds;
  readonly atOnce: number;
}

export interface ControlSettings {
  readonly every: Seconds;
  readonly size: Bits;
  /** Whether they pass media on the link. */
  readonly priority: boolean;
}

export interface ThumbnailSettings {
  /** Media time between pictures. */
  readonly interval: Seconds;
  readonly picturesPerSprite: number;
  readonly smallestSprite: Bits;
  readonly largestSprite: Bits;
  /** Sprites fetched before and after the one that is looked at. */
  readonly around: number;
  readonly atOnce: number;
  /** One file with all pictures at the start of the session, instead of sprites (BIF, on televisions). */
  readonly file?: Bits;
}
