import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds between questions. */
const PERIOD = 200;

/**
 * Asks again and again, until an answer is given and not an error thrown.
 *
 * @throws Error that says what was waited for, and what was wrong last
 */
export async function until<T>(what: string, answer: () => T | Promise<T>, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await answer();
    } catch (error) {
      if (Date.now() > end) throw new Error(`waited ${seconds} s until ${what}: ${error}`);
      await pause(PERIOD);
    }
  }
}
