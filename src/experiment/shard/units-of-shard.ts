import { type Plan, seatsOf, type UnitRange, unitCount, videoPlace } from "../plan.js";
import type { Shard } from "./shard.js";

/**
 * The units of a shard. Every unit is in exactly one of the N shards, in order, and each shard has about the same number of
 * segments to simulate: more than its share by less than a unit's. Where there are more shards than units, some have none.
 */
export function unitsOfShard(plan: Plan, { index, of }: Shard): UnitRange {
  const units = unitCount(plan);
  const before = segmentsBefore(plan);
  const cut = (place: number): number => firstReaching(share(before(units), place, of), units, before);
  return { first: cut(index), end: cut(index + 1) };
}

/** `place` N-ths of all, rounded up. Its product may need more digits than a double has. */
const share = (all: number, place: number, of: number): number =>
  Number((BigInt(all) * BigInt(place) + BigInt(of - 1)) / BigInt(of));

/** The first unit that at least so many segments come before; all units, if there is none such. */
function firstReaching(segments: number, units: number, before: (unit: number) => number): number {
  let low = 0;
  let high = units;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (before(middle) >= segments) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * How many segments the sessions of all units before one have, by the videos they play. In closed form: units differ by
 * position alone, and there are millions of them.
 */
function segmentsBefore(plan: Plan): (unit: number) => number {
  const { replicates, traces } = plan;
  const positions = unitCount(plan) / (traces.length * replicates);
  const each = Array.from({ length: positions }, (_, position) => segmentsAt(plan, position));
  const beforePosition = [0];
  for (const segments of each) beforePosition.push(beforePosition.at(-1)! + replicates * segments);
  const perTrace = beforePosition.pop()!;
  return (unit) => {
    const ofTrace = unit % (positions * replicates);
    const position = Math.floor(ofTrace / replicates);
    const trace = (unit - ofTrace) / (positions * replicates);
    return trace * perTrace + beforePosition[position]! + (ofTrace % replicates) * each[position]!;
  };
}

/** Of all sessions of a unit. */
function segmentsAt(plan: Plan, position: number): number {
  const unit = { trace: 0, position, replicate: 0 };
  const places = seatsOf(plan).map((seat) => videoPlace(plan, seat, unit));
  return places.reduce<number>(
    (sum, place) => sum + (place === undefined ? 0 : plan.videos[place]!.durations.length),
    0,
  );
}
