import { type Seconds, secondsFromMs } from "../../units.js";
import { page } from "../pilot/index.js";

/** Some of a PerformanceResourceTiming; ms on the page's clock, 0 for what the browser does not tell. */
export interface ResourceTiming {
  readonly startTime: number;
  readonly responseStart: number;
  readonly responseEnd: number;
  readonly transferSize: number;
  readonly encodedBodySize: number;
}

interface PagePerformance {
  now(): number;
  getEntriesByName?(name: string, type: string): readonly unknown[];
}

const clocks = page as { readonly performance: PagePerformance };

/** The page's clock, in ms. */
export const pageNow = (): number => clocks.performance.now();

/** What the browser says about its loads of a URL, oldest first. */
export const resourceTimings = (url: string): readonly ResourceTiming[] =>
  (clocks.performance.getEntriesByName?.(url, "resource") ?? []) as readonly ResourceTiming[];

/** Counts from its making. */
export class SessionClock {
  private readonly originMs = pageNow();

  now(): Seconds {
    return this.at(pageNow());
  }

  /** @param ms on the page's clock */
  at(ms: number): Seconds {
    return secondsFromMs(ms - this.originMs);
  }
}
