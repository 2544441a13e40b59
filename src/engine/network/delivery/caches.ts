import type { CacheSettings, CacheTierSettings } from "../../../model/settings/index.js";
import type { Video } from "../../../model/video.js";
import type { RandomStream } from "../../../random.js";
import type { BitsPerSecond, Seconds } from "../../../units.js";
import type { Cacheable, CacheTier } from "./cache-tier.js";
import { PrivateTier } from "./private-tier.js";
import { SharedTier } from "./shared-tier.js";
import { type Warmth, warmthOfTiers } from "./warmth.js";

/** How far a request went, and what that cost it. */
export interface CachePath {
  /** The tier that answers. */
  readonly tier: string;
  /** What the tiers that were passed add. */
  readonly latency: Seconds;
  /** The least of what lies behind the tiers that were passed; undefined: no cap. */
  readonly rateCap: BitsPerSecond | undefined;
  /** The answer has come in whole: every tier that was passed keeps a copy. */
  store(now: Seconds): void;
}

/**
 * The tiers of caches between the viewer and the origin. A request goes from one to the next until one answers; the
 * last holds everything. The viewer's own tiers come first and are the same whoever is asked; each CDN has shared
 * tiers of its own.
 */
export class Caches {
  private readonly tiers: readonly CacheTierSettings[];
  private readonly random: (purpose: string) => RandomStream;
  private readonly warmth: readonly Warmth[];
  private readonly own: readonly PrivateTier[];
  /** By host, and place among the tiers. */
  private readonly shared = new Map<string, CacheTier[]>();

  /** @param random the stream of a name */
  constructor(settings: CacheSettings, video: Video, random: (purpose: string) => RandomStream) {
    this.tiers = settings.tiers;
    this.random = random;
    this.warmth = warmthOfTiers(settings, video);
    const firstShared = this.tiers.findIndex(
      (tier, place) => !tier.private || place === this.tiers.length - 1,
    );
    this.own = this.tiers.slice(0, firstShared).map((tier) => new PrivateTier(tier));
  }

  /** Whether the viewer's own cache would answer. Looking changes nothing. */
  local(object: Cacheable, now: Seconds): boolean {
    return this.own.some((tier) => tier.has(object, now));
  }

  /**
   * Follows a request to whoever answers it.
   *
   * @param host who is asked, if it is not answered locally
   */
  follow(object: Cacheable, host: string, now: Seconds): CachePath {
    const passed: CacheTier[] = [];
    let latency: Seconds = 0;
    let rateCap: BitsPerSecond | undefined;
    let place = 0;
    for (; place < this.tiers.length - 1; place++) {
      const settings = this.tiers[place]!;
      const tier = this.own[place] ?? this.sharedTier(place, host);
      if (tier.answer(object, now)) break;
      passed.push(tier);
      latency += settings.missLatency ?? 0;
      if (settings.missRate !== undefined)
        rateCap = Math.min(rateCap ?? Number.POSITIVE_INFINITY, settings.missRate);
    }
    return {
      tier: this.tiers[place]!.name,
      latency,
      rateCap,
      store: (then) => {
        for (const tier of passed) tier.store(object, then);
      },
    };
  }

  private sharedTier(place: number, host: string): CacheTier {
    let tiers = this.shared.get(host);
    if (!tiers) {
      tiers = [];
      this.shared.set(host, tiers);
    }
    tiers[place] ??= this.newTier(place, host);
    return tiers[place];
  }

  private newTier(place: number, host: string): CacheTier {
    const settings = this.tiers[place]!;
    const name = JSON.stringify(["cache", host, settings.name]);
    return new SharedTier(settings, this.warmth[place]!, (purpose) => this.random(`${name} ${purpose}`));
  }
}
