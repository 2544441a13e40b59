import { msFromSeconds, type Seconds, secondsFromMs } from "../../units.js";
import { page, pageTimeMs } from "../pilot/index.js";

/** What is used of the page around the player. */
interface Page {
  readonly performance: {
    getEntriesByName?(url: string): ArrayLike<ResourceTiming>;
  };
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
}

interface ResourceTiming {
  /** Bytes; 0 where nothing went over the network, or the server does not let the page know. */
  readonly transferSize?: number;
  /** 0 where the server does not let the page know. */
  readonly decodedBodySize?: number;
}

const window = page as Page;

/** Whether the newest response of this URL came from a cache: only a response that the page may time can be known to. */
export function cameFromCache(url: string): boolean {
  const entries = window.performance.getEntriesByName?.(url);
  const newest = entries?.[entries.length - 1];
  return newest?.transferSize === 0 && (newest.decodedBodySize ?? 0) > 0;
}

/** Seconds since the page asked for its stream, off the clock that hls.js stamps its requests with. */
export class Clock {
  private origin = pageTimeMs();

  restart(): void {
    this.origin = pageTimeMs();
  }

  now(): Seconds {
    return this.at(this.nowMs());
  }

  /** Of performance.now(), as the player counts. */
  nowMs(): number {
    return pageTimeMs();
  }

  /** @param ms of performance.now() */
  at(ms: number): Seconds {
    return secondsFromMs(ms - this.origin);
  }
}

/** One thing to do later; asking again, or cancelling, forgets it. */
export class Later {
  private timer: unknown;
  private isSet = false;

  get waiting(): boolean {
    return this.isSet;
  }

  in(seconds: Seconds, run: () => void): void {
    this.cancel();
    this.isSet = true;
    this.timer = window.setTimeout(() => {
      this.isSet = false;
      run();
    }, msFromSeconds(seconds));
  }

  cancel(): void {
    if (this.isSet) window.clearTimeout(this.timer);
    this.isSet = false;
  }
}

/** One thing to do again and again, until it is cancelled. */
export class Repeatedly {
  private timer: unknown;
  private isSet = false;

  every(seconds: Seconds, run: () => void): void {
    this.cancel();
    this.isSet = true;
    this.timer = window.setInterval(run, msFromSeconds(seconds));
  }

  cancel(): void {
    if (this.isSet) window.clearInterval(this.timer);
    this.isSet = false;
  }
}
