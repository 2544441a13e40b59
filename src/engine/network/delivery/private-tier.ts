import type { CacheTierSettings } from "../../../model/settings/index.js";
import type { Bits, Seconds } from "../../../units.js";
import { type Cacheable, type CacheTier, ttlOf } from "./cache-tier.js";

interface Copy {
  readonly size: Bits;
  readonly storedAt: Seconds;
}

/**
 * A cache of this viewer alone: it begins empty and holds what the viewer fetched. To make room, the least recently
 * used copy goes first ("lru", what document 000, "Cache Strategies", says, and if nothing is set), or the oldest
 * ("fifo", what its code does). What is larger than the whole cache is not kept.
 */
export class PrivateTier implements CacheTier {
  private readonly settings: CacheTierSettings;
  /** The first to go comes first. */
  private readonly copies = new Map<string, Copy>();
  private used: Bits = 0;

  constructor(settings: CacheTierSettings) {
    this.settings = settings;
  }

  /** Whether it has a fresh copy. Looking changes nothing. */
  has({ resource, kind }: Cacheable, now: Seconds): boolean {
    const copy = this.copies.get(resource);
    return copy !== undefined && now < copy.storedAt + ttlOf(this.settings, kind);
  }

  answer(object: Cacheable, now: Seconds): boolean {
    if (!this.has(object, now)) return false;
    if (this.settings.eviction !== "fifo") {
      const copy = this.copies.get(object.resource)!;
      this.copies.delete(object.resource);
      this.copies.set(object.resource, copy);
    }
    return true;
  }

  store({ resource, size }: Cacheable, now: Seconds): void {
    const { capacity = Number.POSITIVE_INFINITY } = this.settings;
    this.drop(resource);
    if (size > capacity) return;
    for (const oldest of this.copies.keys()) {
      if (this.used + size <= capacity) break;
      this.drop(oldest);
    }
    this.copies.set(resource, { size, storedAt: now });
    this.used += size;
  }

  private drop(resource: string): void {
    const copy = this.copies.get(resource);
    if (!copy) return;
    this.copies.delete(resource);
    this.used -= copy.size;
  }
}
