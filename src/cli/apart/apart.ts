import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Beacon } from "../../experiment/beacon.js";
import { Interrupted } from "../../experiment/interrupted.js";
import { onInterrupt } from "../interrupt.js";
import { EndedEarly } from "./ended-early.js";
import { errorOf } from "./fault.js";
import { watchBeacons } from "./watch.js";
import type { Assignment, InputOf, Message, NewsOf, OutcomeOf, WorkName } from "./work.js";

export interface ApartOptions<News, Outcome> {
  /** Called with what the work tells, in order. */
  readonly hear?: (news: News) => void;
  /** Watches over what threads are at. */
  readonly watch?: {
    /** Threads that tell it. */
    readonly threads: number;
    /** Seconds at the same thing until {@link stuck} is called. */
    readonly patience: number;
    /** @returns an outcome, if the work is to be ended with it */
    readonly stuck: (at: string) => Promise<Outcome> | undefined;
  };
}

/** Threads beyond these are not watched. */
const MOST_WATCHED = 256;

/** Milliseconds that a thread has to finish what must not be cut short; and to end. */
const TO_FINISH = 10_000;
const TO_END = 1000;

/**
 * Does the work of a command in a thread of its own, so that the user can end it whatever a policy does there.
 *
 * @throws Interrupted when the user wants to stop
 * @throws EndedEarly when a policy ended the thread
 * @throws whatever the work throws
 */
export async function apart<N extends WorkName>(
  name: N,
  input: InputOf<N>,
  { hear = () => {}, watch }: ApartOptions<NewsOf<N>, OutcomeOf<N>> = {},
): Promise<OutcomeOf<N>> {
  const interrupt = onInterrupt();
  const beacons = Beacon.memoryFor(Math.min(watch?.threads ?? 0, MOST_WATCHED));
  const workerData: Assignment = { name, input, beacons };
  // What policies write to stdout must not get among the results.
  const thread = new Worker(new URL("./thread.js", import.meta.url), { workerData, stdout: true });
  thread.stdout.pipe(process.stderr, { end: false });
  const exited = once(thread, "exit").catch(() => {});
  let stopWatching = () => {};
  let finishing = false;
  let saidAll = false;
  try {
    return await new Promise<OutcomeOf<N>>((resolve, reject) => {
      const interrupted = () => reject(new Interrupted());
      thread.on("message", (message: Message<NewsOf<N>, OutcomeOf<N>>) => {
        if (message.kind === "news") return hear(message.news);
        if (message.kind === "finishing") {
          finishing = message.on;
          if (!finishing && interrupt.signal.aborted) interrupted();
          return;
        }
        saidAll = true;
        if (message.kind === "done") resolve(message.outcome);
        else reject(errorOf(message.fault));
      });
      thread.on("error", reject);
      thread.on("exit", () => reject(new EndedEarly()));
      interrupt.signal.addEventListener("abort", () => {
        setTimeout(interrupted, finishing ? TO_FINISH : 0);
      });
      if (watch)
        stopWatching = watchBeacons(beacons, watch.patience, (at) => {
          watch.stuck(at)?.then(resolve, reject);
        });
    });
  } finally {
    stopWatching();
    // It ends by itself when what it printed is out; unless it was cut short.
    if (saidAll) await Promise.race([exited, sleep(TO_END)]);
    await Promise.race([thread.terminate(), sleep(TO_END)]);
    interrupt.stop();
  }
}
