import { traceOffset } from "../../engine/simulate.js";
import { sessionTimeline } from "../../metrics/timeline.js";
import type { Timeline } from "../../model/results.js";
import { identityOf, type Plan, type Seat, seatsOf, unitAt, unitCount } from "../plan.js";
import { createUnitSimulator, type UnitSimulator } from "../simulate-units.js";
import type { Change } from "./changed-sessions.js";

/** Sessions that are shown where no arm changed any: the first, in the order of traces and arms. */
const SHOWN_UNCHANGED = 3;

/** Simulates the sessions that a report opens once more, and says what happened in them. */
export async function timelinesOf(plan: Plan, changes: readonly Change[]): Promise<Timeline[]> {
  const seats = seatsOf(plan);
  const wanted = new Map<string, { readonly unit: number; readonly seat: Seat }>();
  const want = (unit: number, seat: number) => wanted.set(`${unit}/${seat}`, { unit, seat: seats[seat]! });
  for (const { unit, seat, controlSeat } of changes) {
    want(unit, controlSeat);
    want(unit, seat);
  }
  if (wanted.size === 0) {
    const perTrace = unitCount(plan) / plan.traces.length;
    for (let trace = 0; trace < plan.traces.length && wanted.size < SHOWN_UNCHANGED; trace++)
      for (let seat = 0; seat < seats.length && wanted.size < SHOWN_UNCHANGED; seat++)
        want(trace * perTrace, seat);
  }
  const simulator = await createUnitSimulator(plan, { segments: false });
  return [...wanted.values()].flatMap(({ unit, seat }) => timelineOf(plan, simulator, unit, seat) ?? []);
}

function timelineOf(plan: Plan, simulator: UnitSimulator, place: number, seat: Seat): Timeline | undefined {
  const unit = unitAt(plan, place);
  const session = simulator.arm(seat.arm, unit)?.[seat.player];
  if (session === undefined) return undefined;
  const trace = plan.traces[unit.trace]!;
  // A client's clock runs from when its viewer pressed play.
  const { startAt } = plan.arms[seat.arm]!.players[seat.player]!;
  const began = traceOffset(trace, plan.seed, unit.replicate) + startAt;
  return sessionTimeline(
    identityOf(plan, seat, unit),
    session.log,
    session.video,
    trace,
    began % trace.period,
  );
}
