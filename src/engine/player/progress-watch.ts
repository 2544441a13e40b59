import type { AbandonmentSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { SessionClock } from "../session-clock.js";
import type { SegmentDownload } from "./segment-download.js";

/**
 * Reports a download's progress in steps. A step ends once it has lasted long enough and brought enough bits, the
 * first one counting from the request; what it brought beyond that is not carried over.
 */
export class ProgressWatch {
  private readonly clock: SessionClock;
  private readonly settings: AbandonmentSettings;
  private readonly download: SegmentDownload;
  private readonly report: () => void;
  private lastAt: Seconds;
  private lastBits: Bits = 0;
  private ticket: Ticket | undefined;
  private stopped = false;

  constructor(
    clock: SessionClock,
    settings: AbandonmentSettings,
    download: SegmentDownload,
    report: () => void,
  ) {
    this.clock = clock;
    this.settings = settings;
    this.download = download;
    this.report = report;
    this.lastAt = clock.now;
    this.next();
  }

  stop(): void {
    this.stopped = true;
    this.clock.cancel(this.ticket);
  }

  /** What had come is lost, and comes again. */
  restart(): void {
    if (this.stopped) return;
    this.lastBits = 0;
    this.clock.cancel(this.ticket);
    this.next();
  }

  private next(): void {
    const due = Math.max(this.clock.now, this.lastAt + this.settings.progressEvery);
    this.ticket = this.clock.at(due, PRIORITY.room, () => this.lastedLongEnough());
  }

  private lastedLongEnough(): void {
    this.ticket = undefined;
    const enough = this.lastBits + this.settings.progressBits;
    if (this.download.received() >= enough) this.endStep();
    else
      this.download.whenReceived(enough, () => {
        // A step that has begun anew since ends by itself.
        if (this.ticket === undefined) this.endStep();
      });
  }

  private endStep(): void {
    if (this.stopped) return;
    this.lastAt = this.clock.now;
    this.lastBits = this.download.received();
    this.report();
    if (!this.stopped) this.next();
  }
}
