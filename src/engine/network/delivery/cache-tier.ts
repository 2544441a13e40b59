import type { CacheTierSettings, RequestKind } from "../../../model/settings/index.js";
import type { Bits, Seconds } from "../../../units.js";

/** What a cache goes by. */
export interface Cacheable {
  /** The same for the same bits. */
  readonly resource: string;
  readonly kind: RequestKind;
  readonly size: Bits;
}

/** One cache on the way from the viewer to the origin. */
export interface CacheTier {
  /** Answers from its copy, if it has a fresh one. @returns whether it did */
  answer(object: Cacheable, now: Seconds): boolean;
  /** Keeps a copy of what has come by in whole. */
  store(object: Cacheable, now: Seconds): void;
}

/** How long a copy is fresh; Infinity if it never goes stale. */
export function ttlOf({ ttl, manifestTtl }: CacheTierSettings, kind: RequestKind): Seconds {
  return (kind === "manifest" ? manifestTtl : undefined) ?? ttl ?? Number.POSITIVE_INFINITY;
}
