import type { SlowStartSettings } from "../../model/settings/index.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/**
 * TCP's slow start on one connection (RFC 5681 section 3.1, RFC 6928): a window is sent each round trip, and doubles
 * from one to the next for as long as it is what limits the connection. After that congestion avoidance is taken to
 * keep what the link gives. A connection that rests keeps its window, unless it rests for too long.
 */
export class SlowStart {
  private readonly settings: SlowStartSettings;
  private readonly initialWindow: Bits;
  /** Undefined once it no longer limits. */
  private window: Bits | undefined;
  private restingSince: Seconds | undefined = undefined;

  constructor(settings: SlowStartSettings, packetSize: Bits) {
    this.settings = settings;
    this.initialWindow = settings.initialWindowPackets * packetSize;
    this.window = this.initialWindow;
  }

  get growing(): boolean {
    return this.window !== undefined;
  }

  /** @returns Infinity once it has grown, or if a round trip takes no time: then acknowledgements come at once */
  cap(roundTrip: Seconds): BitsPerSecond {
    return this.window === undefined || roundTrip <= 0 ? Number.POSITIVE_INFINITY : this.window / roundTrip;
  }

  /** Bits begin to flow. */
  begin(now: Seconds): void {
    const { restartAfterIdle } = this.settings;
    if (restartAfterIdle === undefined || this.restingSince === undefined) return;
    if (now - this.restingSince > restartAfterIdle) this.window = this.initialWindow;
  }

  /** A round trip of sending is over. @param limited whether the window was what limited the connection */
  endRound(limited: boolean): void {
    if (this.window !== undefined) this.window = limited ? 2 * this.window : undefined;
  }

  /** The last bit for now has been sent. */
  rest(now: Seconds): void {
    this.restingSince = now;
  }
}
