import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type Draw, openRenderer, type Rendering, tidied } from "../../report/charts/render.js";

/** A chart to draw. */
export interface Order {
  readonly number: number;
  readonly spec: Parameters<Draw>[0];
}

/** What came of it: a drawing that is not tidied yet, for that need not be done by the busier of the two threads. */
export type Drawn =
  | { readonly number: number; readonly rendering: Rendering }
  | { readonly number: number; readonly problem: string };

/** Vega's charts are made of what is soon forgotten: with more room for that, a tenth of the time is saved. */
const YOUNG_MEGABYTES = 64;

export interface DrawingThread {
  readonly draw: Draw;
  /** Gets ready to draw, which is otherwise done at the first chart. */
  start(): void;
  /** Ends the thread, whatever it is at. */
  close(): Promise<void>;
}

/**
 * A thread that draws charts while this one does something else. This one draws where there is to be no other, and where
 * the program runs from its sources.
 *
 * @param jobs threads that may run at once
 */
export function drawingThread(jobs: number): DrawingThread {
  const code = new URL("./thread.js", import.meta.url);
  let opened: Opened | undefined;
  const open = () => {
    opened ??=
      jobs > 1 && existsSync(code) ? overseen(code) : { draw: openRenderer(), close: async () => {} };
    return opened;
  };
  return {
    draw: (spec, name) => open().draw(spec, name),
    start: () => void open(),
    close: async () => opened?.close(),
  };
}

type Opened = Omit<DrawingThread, "start">;

function overseen(start: URL): Opened {
  const thread = new Worker(start, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
  thread.unref();
  const pending = new Map<number, { resolve(rendering: Rendering): void; reject(reason: Error): void }>();
  let failure: Error | undefined;
  const fail = (reason: Error) => {
    failure ??= reason;
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
  };
  thread.on("error", fail);
  thread.on("exit", () => fail(new Error("the drawing thread has ended")));
  thread.on("message", (drawn: Drawn) => {
    const chart = pending.get(drawn.number);
    pending.delete(drawn.number);
    // A thread that nobody waits for keeps no program alive.
    if (pending.size === 0) thread.unref();
    if ("rendering" in drawn) chart?.resolve(drawn.rendering);
    else chart?.reject(new Error(drawn.problem));
  });
  let orders = 0;
  return {
    draw: (spec, name) =>
      new Promise<Rendering>((resolve, reject) => {
        if (failure) return reject(failure);
        const order: Order = { number: orders++, spec };
        pending.set(order.number, { resolve, reject });
        thread.ref();
        thread.postMessage(order);
      }).then((drawn) => tidied(drawn, spec, name)),
    async close() {
      await thread.terminate();
    },
  };
}
