import { Presets, SingleBar } from "cli-progress";
import { quantity } from "../report/number-format.js";

/** Milliseconds before anything is shown: short runs need no progress. */
const PATIENCE = 1000;
/** Milliseconds between lines where stderr is a file and a bar would be noise. */
const LINE_INTERVAL = 15_000;

export interface Progress {
  update(finished: number, all: number): void;
  /** Tells what has taken so many seconds by now, on a line of its own. */
  busyWith(what: string, seconds: number): void;
  /** Clears the bar, so that what follows starts on a clean line. */
  stop(): void;
}

/** How people see how far it is: "12/40 sessions". */
export type Amount = (finished: number, all: number) => string;

const amountOfSessions: Amount = (finished, all) => `${finished}/${all} sessions`;
/** "512 MB/1.2 GB" */
export const amountOfBytes: Amount = (finished, all) =>
  `${quantity(finished, "bytes")}/${quantity(all, "bytes")}`;

/** Progress with the time left, on stderr: a bar on a terminal, a line now and then elsewhere. */
export function progressOnStderr(label: string, amount: Amount = amountOfSessions): Progress {
  return process.stderr.isTTY ? bar(label, amount) : lines(label, amount);
}

export const silentProgress: Progress = { update: () => {}, busyWith: () => {}, stop: () => {} };

function bar(label: string, amount: Amount): Progress {
  const started = Date.now();
  const single = new SingleBar(
    {
      format: `${label} [{bar}] {percentage}% | {amount} | {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.rect,
  );
  let shown = false;
  return {
    update(finished, all) {
      if (shown) single.update(finished, { amount: amount(finished, all) });
      else if (Date.now() - started > PATIENCE && finished < all) {
        shown = true;
        single.start(all, finished, { amount: amount(finished, all) });
      }
    },
    busyWith(what, seconds) {
      if (shown) single.stop();
      // It comes back below the line with the next update.
      shown = false;
      tellBusy(label, what, seconds);
    },
    stop() {
      if (shown) single.stop();
      shown = false;
    },
  };
}

function lines(label: string, amount: Amount): Progress {
  const started = Date.now();
  let last = started;
  return {
    update(finished, all) {
      const now = Date.now();
      if (now - last < LINE_INTERVAL || finished === 0 || finished === all) return;
      last = now;
      const left = Math.round((((now - started) / finished) * (all - finished)) / 1000);
      process.stderr.write(`${label}: ${amount(finished, all)}, about ${left} s left\n`);
    },
    busyWith: (what, seconds) => tellBusy(label, what, seconds),
    stop() {},
  };
}

function tellBusy(label: string, what: string, seconds: number): void {
  process.stderr.write(`${label}: still at ${what}, after ${seconds} s\n`);
}
