import type { CacheTierSettings } from "../../../model/settings/index.js";
import type { RandomStream } from "../../../random.js";
import type { Seconds } from "../../../units.js";
import { type Cacheable, type CacheTier, ttlOf } from "./cache-tier.js";
import type { Warmth } from "./warmth.js";

/** What is known of one resource: undefined until somebody asks. */
interface Copy {
  /** Stale from then on; -Infinity if it is not there. */
  freshUntil: Seconds;
  /** Evicted from then on. */
  keptUntil: Seconds;
  /** How often it was drawn whether it is there. */
  draws: number;
}

/**
 * A cache that other viewers use, too. Whether they have left a resource there is drawn when it is first asked for,
 * from a stream named after it, so that all arms find the same; from then on it is known, until the copy goes stale
 * or is evicted. What others have done since is then drawn anew.
 *
 * The age of a copy that is found is as likely one as another, up to where it goes stale: requests come at random.
 */
export class SharedTier implements CacheTier {
  private readonly settings: CacheTierSettings;
  private readonly warmth: Warmth;
  private readonly random: (purpose: string) => RandomStream;
  private readonly copies = new Map<string, Copy>();

  /** @param random the stream of a name */
  constructor(settings: CacheTierSettings, warmth: Warmth, random: (purpose: string) => RandomStream) {
    this.settings = settings;
    this.warmth = warmth;
    this.random = random;
  }

  answer(object: Cacheable, now: Seconds): boolean {
    const copy = this.copyOf(object, now);
    if (!isThere(copy, now)) return false;
    if (this.settings.eviction !== "fifo") copy.keptUntil = now + this.warmth.keptFor;
    return true;
  }

  store(object: Cacheable, now: Seconds): void {
    const copy = this.copyOf(object, now);
    copy.freshUntil = now + ttlOf(this.settings, object.kind);
    copy.keptUntil = now + this.warmth.keptFor;
  }

  private copyOf(object: Cacheable, now: Seconds): Copy {
    const known = this.copies.get(object.resource);
    const wasThere = known !== undefined && known.freshUntil > Number.NEGATIVE_INFINITY;
    if (known && (!wasThere || isThere(known, now))) return known;
    const copy = this.draw(object, now, known?.draws ?? 0);
    this.copies.set(object.resource, copy);
    return copy;
  }

  private draw({ resource, kind }: Cacheable, now: Seconds, draws: number): Copy {
    const { mediaHitRatio, manifestHitRatio, keptFor } = this.warmth;
    const random = this.random(`${resource} ${draws}`);
    const found = random() < (kind === "manifest" ? manifestHitRatio : mediaHitRatio);
    const left = 1 - random();
    const fresh = ttlOf(this.settings, kind);
    // With LRU the request itself makes the copy recent; with FIFO it ages as it goes stale.
    const kept = this.settings.eviction === "fifo" ? left * Math.min(keptFor, fresh) : keptFor;
    return {
      freshUntil: found ? now + left * fresh : Number.NEGATIVE_INFINITY,
      keptUntil: now + kept,
      draws: draws + 1,
    };
  }
}

const isThere = ({ freshUntil, keptUntil }: Copy, now: Seconds): boolean =>
  now < freshUntil && now < keptUntil;
