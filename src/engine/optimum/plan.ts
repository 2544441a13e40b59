import type { AdditiveQoe } from "../../model/metrics.js";
import type { PolicyFactory } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import type { Course, Place } from "./course.js";

/** What to ask for, segment by segment: the choices of a policy that needs no observation. */
export interface Plan {
  readonly levels: readonly number[];
  /** How long each request is held back. */
  readonly waits: readonly Seconds[];
}

/** A plan and what it comes to, waits and all, on the engine's course. */
export interface PlanScore {
  readonly plan: Plan;
  readonly score: number;
}

/** Follows levels through the engine's course. @returns undefined if a request does not end in time */
export function scored(course: Course, qoe: AdditiveQoe, levels: readonly number[]): PlanScore | undefined {
  const place: Place = { clock: 0, moving: false, since: 0, shown: 0 };
  const waits: Seconds[] = [];
  let gained = 0;
  let startup: Seconds = 0;
  for (const [segment, level] of levels.entries()) {
    const firstByte = course.request(segment, place, true);
    waits.push(waitUntil(course.sent, course.due));
    if (!course.receive(segment, level, firstByte, place, true)) return undefined;
    if (segment + 1 === course.startsWith) startup = place.since;
    gained += qoe.quality(segment, level);
    if (segment > 0) gained -= qoe.changeCost(segment, levels[segment - 1]!, level);
  }
  const stall = course.waited(place) - startup;
  const score = gained - qoe.stallCost * stall - qoe.startupCost * startup;
  return { plan: { levels, waits }, score };
}

/** A policy that does as planned. */
export function following({ levels, waits }: Plan): PolicyFactory {
  return () => ({
    name: "optimum",
    decide: ({ segment: { index } }) => ({ level: levels[index]!, waitSeconds: waits[index]! }),
  });
}

/** The wait after which it is `time` at least: rounding must not have it be just before a latency falls. */
function waitUntil(time: Seconds, now: Seconds): Seconds {
  let wait = time - now;
  for (let more = Number.EPSILON * time; now + wait < time; more *= 2) wait += more;
  return wait;
}
