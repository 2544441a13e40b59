import type { Seconds } from "../units.js";
import type { Agenda, Ticket } from "./agenda.js";

/** The agenda as one session sees it: time counts from when play was pressed, and nothing happens after its end. */
export class SessionClock {
  private readonly agenda: Agenda;
  private readonly startAt: Seconds;
  private stopped = false;

  /** @param startAt when play is pressed, on the agenda's clock */
  constructor(agenda: Agenda, startAt: Seconds) {
    this.agenda = agenda;
    this.startAt = startAt;
  }

  get now(): Seconds {
    return this.agenda.now - this.startAt;
  }

  /** @param priority one of PRIORITY */
  at(time: Seconds, priority: number, action: () => void): Ticket {
    return this.agenda.at(this.onAgenda(time), priority, () => {
      if (!this.stopped) action();
    });
  }

  cancel(ticket: Ticket | undefined): void {
    this.agenda.cancel(ticket);
  }

  /** A time of the session as the agenda counts it. */
  onAgenda(time: Seconds): Seconds {
    // Rounding in the difference must not put "now" into the past.
    return this.startAt === 0 ? time : Math.max(this.agenda.now, time + this.startAt);
  }

  /** A time of the agenda as the session counts it. */
  ofAgenda(time: Seconds): Seconds {
    return time - this.startAt;
  }

  /** The session is over: what it had planned does not happen. */
  stop(): void {
    this.stopped = true;
  }
}
