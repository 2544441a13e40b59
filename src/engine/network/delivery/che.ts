import type { Seconds } from "../../../units.js";

/** Objects that are asked for equally often, as far as anyone can tell. */
export interface PopularityGroup {
  readonly objects: number;
  /** Of each, in requests per second. */
  readonly rate: number;
}

/** Up to this rank each object is a group of its own. */
const EXACT = 200;
/** Beyond, a group spans ranks up to this ratio: the sums are then within 1e-4 of exact. */
const SPAN = 1.02;

/**
 * A catalogue by Zipf's law: the k-th most popular of `catalogue` objects is asked for in proportion to k^-exponent.
 * Far down the list neighbours are put together, so that a catalogue of millions is as quick as one of hundreds.
 *
 * @param rate requests per second for the whole catalogue
 */
export function zipfGroups(catalogue: number, exponent: number, rate: number): PopularityGroup[] {
  const groups: { objects: number; rate: number }[] = [];
  let total = 0;
  for (let first = 1; first <= catalogue; ) {
    const end = first <= EXACT ? first + 1 : Math.min(Math.floor(first * SPAN) + 1, catalogue + 1);
    const objects = end - first;
    const weight = ((first + end - 1) / 2) ** -exponent;
    groups.push({ objects, rate: weight });
    total += objects * weight;
    first = end;
  }
  for (const group of groups) group.rate *= rate / total;
  return groups;
}

/** The rate of the object at this rank, from 1, in the catalogue of {@link zipfGroups}. */
export function zipfRate(rank: number, exponent: number, groups: readonly PopularityGroup[]): number {
  return groups[0]!.rate * rank ** -exponent;
}

/**
 * How long an object stays in a cache that others' requests keep full: the characteristic time T, at which as many
 * objects are expected in the cache as it has room for. For LRU an object is there if it was asked for within T: with
 * chance 1 - exp(-rate T) (Che, Tung and Wang 2002, "Hierarchical Web caching systems"; why it is so accurate: Fricker,
 * Robert and Roberts 2012, "A versatile and accurate approximation for LRU cache performance"). For FIFO it stays T
 * from when it was stored: rate T / (1 + rate T) (Martina, Garetto and Leonardi 2014, "A unified approach to the
 * performance analysis of caching systems"). Infinity if there is room for all.
 *
 * @param room in objects
 */
export function characteristicTime(
  groups: readonly PopularityGroup[],
  room: number,
  eviction: "lru" | "fifo",
): Seconds {
  const objects = groups.reduce((sum, group) => sum + (group.rate > 0 ? group.objects : 0), 0);
  if (room >= objects) return Number.POSITIVE_INFINITY;
  if (!(room > 0)) return 0;
  const held = (time: Seconds) =>
    groups.reduce((sum, { objects, rate }) => sum + objects * presence(rate, time, eviction), 0);
  let low = 0;
  let high = 1;
  while (held(high) < room && high < Number.MAX_VALUE / 2) {
    low = high;
    high *= 2;
  }
  // Bisection to the last digit, which always ends: a double has no more than 53 binary ones.
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (held(middle) < room) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance that a request finds the object there: see {@link characteristicTime}. */
export function presence(rate: number, time: Seconds, eviction: "lru" | "fifo"): number {
  const expected = rate > 0 ? rate * time : 0;
  if (eviction === "lru") return -Math.expm1(-expected);
  return expected === Number.POSITIVE_INFINITY ? 1 : expected / (1 + expected);
}

/**
 * The chance that a request finds a fresh copy, where copies go stale `ttl` after they were stored. What has gone
 * stale keeps its place until it is evicted or fetched anew, so the characteristic time is the same. With FIFO both
 * times count from storing, and the shorter decides; with LRU the lesser of both chances is taken (ours), which is
 * exact if a copy goes stale before it could be evicted, and else a little too high.
 */
export function freshHitRatio(
  rate: number,
  time: Seconds,
  ttl: Seconds | undefined,
  eviction: "lru" | "fifo",
): number {
  const stays = ttl === undefined ? Number.POSITIVE_INFINITY : ttl;
  if (eviction === "fifo") return presence(rate, Math.min(time, stays), "fifo");
  return Math.min(presence(rate, time, "lru"), presence(rate, stays, "fifo"));
}
