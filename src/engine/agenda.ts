import type { Seconds } from "../units.js";
import { EventQueue, type Ticket } from "./event-queue.js";

/**
 * Which of two things at the same instant comes first. What arrives in time counts: a segment that lands as the
 * buffer empties prevents the stall, and a viewer who leaves with the last frame has seen it all.
 */
export const PRIORITY = {
  arrival: 0,
  firstByte: 1,
  room: 2,
  request: 3,
  mediaEnd: 4,
  timeout: 5,
  giveUp: 6,
  /** Of the viewer, the device, the buffer manager and others that look at the player from outside. */
  behaviour: 7,
  leave: 8,
  dry: 9,
} as const;

/** What happens next, for everything that is simulated together: the only clock. */
export class Agenda {
  private readonly queue = new EventQueue<() => void>();

  /** Seconds since the simulation began. */
  get now(): Seconds {
    return this.queue.now;
  }

  /**
   * @param priority one of {@link PRIORITY}
   * @returns a ticket, with which it can be called off
   */
  at(time: Seconds, priority: number, action: () => void): Ticket {
    return this.queue.schedule(time, priority, action);
  }

  cancel(ticket: Ticket | undefined): void {
    if (ticket) this.queue.cancel(ticket);
  }

  /** Does the next thing. @returns whether there was one */
  step(): boolean {
    const action = this.queue.next();
    if (action === undefined) return false;
    action();
    return true;
  }
}

export type { Ticket };
