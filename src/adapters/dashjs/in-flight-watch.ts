import type { InFlight } from "../../model/policy.js";
import { bitsFromBytes } from "../../units.js";
import { pageTimeMs } from "../pilot/index.js";
import type { SessionClock } from "./clock.js";
import type { DashjsRequest } from "./player.js";

/** Follows a request that is under way. dash.js dates it when it is over; until then this does. */
export class InFlightWatch {
  readonly request: DashjsRequest;
  private readonly segment: number;
  private readonly level: number;
  private startMs = pageTimeMs();
  private firstByteMs: number | undefined;

  constructor(request: DashjsRequest, segment: number, level: number) {
    this.request = request;
    this.segment = segment;
    this.level = level;
  }

  /** At each progress event. @returns undefined where nothing can be said of it, or nothing is left to be done about it */
  progressed(clock: SessionClock): InFlight | undefined {
    const { traces, bytesLoaded, bytesTotal, firstByteDate } = this.request;
    const now = pageTimeMs();
    // The first event of an attempt: its trace is as long as the request has been under way.
    if (this.firstByteMs === undefined || traces.length === 1) {
      this.firstByteMs = now;
      if (traces.length === 1) this.startMs = now - traces[0]!.d;
    }
    if (!(bytesLoaded >= 0) || firstByteDate === null || bytesLoaded >= bytesTotal) return undefined;
    return {
      segment: this.segment,
      level: this.level,
      start: clock.at(this.startMs),
      firstByte: clock.at(this.firstByteMs),
      loaded: bitsFromBytes(bytesLoaded),
      ...(bytesTotal > 0 && { total: bitsFromBytes(bytesTotal) }),
    };
  }
}
