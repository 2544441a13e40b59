import type { TraceInterval } from "../../model/trace.js";
import { normalDraw, type RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import { rowDurations } from "./rows.js";
import { writtenInterval } from "./written-interval.js";

type Range = readonly [low: number, high: number];

/**
 * A satellite link in low orbit, whose satellite is chosen anew in slots that begin at the same seconds of every
 * minute for all terminals. Capacity and latency are drawn afresh each slot, uniform in their ranges, and flutter
 * about that value within it; packets are lost around the handover.
 */
export interface LeoSatellite {
  readonly row: Seconds;
  /** Seconds past the minute at which a trace begins: where it is the same, terminals change in step. */
  readonly startSecond: Seconds;
  /** Seconds past the minute at which a slot begins. */
  readonly slotStarts: readonly Seconds[];
  readonly capacityMbps: Range;
  readonly latencyMs: Range;
  /** Standard deviation within a slot, as a share of the slot's capacity. */
  readonly capacityFlutter: number;
  /** Standard deviation within a slot. */
  readonly latencyFlutterMs: number;
  /** Share of packets lost between handovers. */
  readonly backgroundLoss: number;
  /** The most that a handover loses. Most lose far less: the square of a uniform draw decides. */
  readonly worstHandoverLoss: number;
}

const SECONDS_PER_MINUTE = 60;

/** One trace of such a link. */
export function leoTrace(
  model: LeoSatellite,
  trace: { readonly duration: Seconds; readonly random: RandomStream },
): TraceInterval[] {
  const { random } = trace;
  const newSlot = () => ({
    mbps: within(model.capacityMbps, random()),
    latencyMs: within(model.latencyMs, random()),
    handoverLoss: model.worstHandoverLoss * random() ** 2,
  });
  let slot = newSlot();
  let upcoming = newSlot();
  return rowDurations(trace.duration, model.row).map((duration, row) => {
    const begins = beginsSlot(model, row);
    if (begins) [slot, upcoming] = [upcoming, newSlot()];
    // The last row before a handover already suffers half of what the first one after it does.
    const handoverLoss = begins
      ? slot.handoverLoss
      : beginsSlot(model, row + 1)
        ? upcoming.handoverLoss / 2
        : 0;
    return writtenInterval({
      duration,
      mbps: clamp(slot.mbps * (1 + model.capacityFlutter * normalDraw(random)), model.capacityMbps),
      latencyMs: clamp(slot.latencyMs + model.latencyFlutterMs * normalDraw(random), model.latencyMs),
      loss: Math.max(model.backgroundLoss, handoverLoss),
    });
  });
}

/** Whether a slot has begun since the row before did. */
const beginsSlot = ({ startSecond, row, slotStarts }: LeoSatellite, index: number): boolean => {
  const slotsUntil = (time: Seconds) => {
    const minutes = Math.floor(time / SECONDS_PER_MINUTE);
    const second = time - minutes * SECONDS_PER_MINUTE;
    return minutes * slotStarts.length + slotStarts.filter((start) => start <= second).length;
  };
  return slotsUntil(startSecond + index * row) > slotsUntil(startSecond + (index - 1) * row);
};
const within = ([low, high]: Range, share: number) => low + (high - low) * share;
const clamp = (value: number, [low, high]: Range) => Math.min(Math.max(value, low), high);
