import { type Seconds, secondsFromMs } from "../../units.js";
import { page, pageTimeMs } from "../pilot/index.js";

/** Some of a PerformanceResourceTiming; ms on the page's clock, 0 for what the browser does not tell. */
export interface ResourceTiming {
  readonly startTime: number;
  readonly responseStart: number;
  readonly responseEnd: number;
  readonly transferSize: number;
  readonly encodedBodySize: number;
}

interface Timed {
  readonly performance: { getEntriesByName?(name: string, type: string): readonly unknown[] };
}

/** What the browser says about its loads of a URL, oldest first. */
export const resourceTimings = (url: string): readonly ResourceTiming[] =>
  ((page as Timed).performance.getEntriesByName?.(url, "resource") ?? []) as readonly ResourceTiming[];

/** Counts from its making. */
export class SessionClock {
  private readonly originMs = pageTimeMs();

  now(): Seconds {
    return this.at(pageTimeMs());
  }

  /** @param ms on the page's clock */
  at(ms: number): Seconds {
    return secondsFromMs(ms - this.originMs);
  }
}
