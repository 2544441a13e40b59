import type { CourseRequest, PlayCourse } from "../model/fidelity.js";
import type { Seconds } from "../units.js";

/** Where two plays ask for different things for the first time. */
export interface FirstDifference {
  /** Requests before it, which are of the same segments and levels, and were given up or not alike. */
  readonly alike: number;
  /** When the first of the two asks. */
  readonly at: Seconds;
  /** Undefined where one of them asks for nothing more. */
  readonly one: CourseRequest | undefined;
  readonly other: CourseRequest | undefined;
}

/** Undefined for plays that ask for the same from the first request to the last. */
export function firstDifference(one: PlayCourse, other: PlayCourse): FirstDifference | undefined {
  const most = Math.max(one.requests.length, other.requests.length);
  for (let nth = 0; nth < most; nth++) {
    const [a, b] = [one.requests[nth], other.requests[nth]];
    if (a && b && a.segment === b.segment && a.level === b.level && a.whole === b.whole) continue;
    const at = Math.min(a?.start ?? Number.POSITIVE_INFINITY, b?.start ?? Number.POSITIVE_INFINITY);
    return { alike: nth, at, one: a, other: b };
  }
  return undefined;
}
