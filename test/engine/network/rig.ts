import { Agenda, PRIORITY } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { FlowOptions } from "../../../src/engine/network/flow.js";
import { Link } from "../../../src/engine/network/link.js";
import { type Trace, type TraceInterval, traceFromIntervals } from "../../../src/model/trace.js";

export const FOREVER = 1e12;

export function traceOf(...intervals: readonly TraceInterval[]): Trace {
  return traceFromIntervals({ name: "set/trace", set: "set" }, intervals);
}

/** A link of the same rate at all times. */
export const constantTrace = (bandwidth: number, latency?: number): Trace =>
  traceOf({ duration: 1, bandwidth, ...(latency !== undefined && { latency }) });

/** A link with an agenda of its own. */
export function linkOver(trace: Trace, horizon = FOREVER) {
  const agenda = new Agenda();
  const capacity = new CapacityCursor(trace, 0);
  return { agenda, capacity, link: new Link(capacity, agenda, horizon) };
}

/** Does all there is to do, and says if there is no end of it. */
export function runOut(agenda: Agenda, mostSteps = 100_000): void {
  for (let step = 0; agenda.step(); step++)
    if (step > mostSteps) throw new Error(`still busy after ${mostSteps} events, at ${agenda.now} s`);
}

/** Does all there is to do up to a time, what happens at that time included. */
export function runUntil(agenda: Agenda, time: number): void {
  let reached = false;
  agenda.at(time, PRIORITY.dry, () => {
    reached = true;
  });
  while (!reached && agenda.step());
}

export type Arrival = Omit<FlowOptions, "arrived"> & { readonly at: number };

/** Sends flows that join at given times; says when each ended, undefined for those that never do. */
export function endsOf(
  { agenda, link }: Pick<ReturnType<typeof linkOver>, "agenda" | "link">,
  arrivals: readonly Arrival[],
): (number | undefined)[] {
  const ends: (number | undefined)[] = arrivals.map(() => undefined);
  arrivals.forEach(({ at, ...options }, i) => {
    agenda.at(at, PRIORITY.request, () => {
      link.join({
        ...options,
        arrived: () => {
          if (ends[i] !== undefined) throw new Error(`flow ${i} ended twice`);
          ends[i] = agenda.now;
        },
      });
    });
  });
  runOut(agenda);
  return ends;
}
