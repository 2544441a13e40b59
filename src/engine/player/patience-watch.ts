import type { Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { SessionClock } from "../session-clock.js";

/** Notices when media that is waited for has not come for longer than anyone would wait. */
export class PatienceWatch {
  private readonly clock: SessionClock;
  private readonly longest: Seconds;
  private readonly over: () => void;
  private ticket: Ticket | undefined;

  constructor(clock: SessionClock, longest: Seconds, over: () => void) {
    this.clock = clock;
    this.longest = longest;
    this.over = over;
  }

  /** Media is waited for, from now on if it was not before. */
  wait(): void {
    this.ticket ??= this.clock.at(this.clock.now + this.longest, PRIORITY.giveUp, this.over);
  }

  /** Some has come. @param more whether more is under way */
  came(more: boolean): void {
    this.clock.cancel(this.ticket);
    this.ticket = undefined;
    if (more) this.wait();
  }
}
