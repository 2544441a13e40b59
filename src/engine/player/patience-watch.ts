import type { Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { SessionClock } from "../session-clock.js";

/**
 * Notices when what is waited for has not come for longer than anyone would wait. The wait may stand still for a
 * while, as when the viewer has pressed pause: such time is not counted.
 */
export class PatienceWatch {
  private readonly clock: SessionClock;
  private readonly longest: Seconds;
  private readonly over: () => void;
  /** What was left of the wait at `since`; undefined while nothing is waited for. */
  private left: Seconds | undefined;
  private since: Seconds = 0;
  private standing = false;
  private ticket: Ticket | undefined;

  constructor(clock: SessionClock, longest: Seconds, over: () => void) {
    this.clock = clock;
    this.longest = longest;
    this.over = over;
  }

  /** Something is waited for, from now on if it was not before. */
  wait(): void {
    if (this.left !== undefined) return;
    this.left = this.longest;
    this.run();
  }

  /** It has come, or is no longer wanted. @param more whether something is still waited for, from now on */
  came(more: boolean): void {
    this.left = undefined;
    this.halt();
    if (more) this.wait();
  }

  /** Whether time counts. */
  stand(still: boolean): void {
    if (still === this.standing) return;
    if (still && this.left !== undefined) {
      this.left -= this.clock.now - this.since;
      this.halt();
    }
    this.standing = still;
    this.run();
  }

  private run(): void {
    if (this.standing || this.left === undefined) return;
    this.since = this.clock.now;
    this.ticket = this.clock.at(this.since + Math.max(0, this.left), PRIORITY.giveUp, this.over);
  }

  private halt(): void {
    this.clock.cancel(this.ticket);
    this.ticket = undefined;
  }
}
