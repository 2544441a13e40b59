import { type ChildProcess, fork } from "node:child_process";
import { CASES } from "./cases.js";
import { loadLibrary } from "./library.js";

/** One measurement of a case. */
export interface Rate {
  /** Segments in a second of processor time, of all threads of the process. */
  readonly segments: number;
  /** Sessions, likewise. */
  readonly sessions: number;
}

interface Order {
  readonly name: string;
  readonly seconds: number;
}

/** A process that measures cases with one bundle of the library. */
export class Runner {
  private readonly child: ChildProcess;
  private answer: ((rate: Rate) => void) | undefined;
  private refuse: ((error: Error) => void) | undefined;

  constructor(bundle: string) {
    this.child = fork(import.meta.filename, [bundle]);
    this.child.on("message", (rate: Rate) => this.answer?.(rate));
    this.child.on("exit", (code) => this.refuse?.(new Error(`the process that measures ended: ${code}`)));
  }

  /** One at a time. @param seconds how long to measure, about */
  measure(name: string, seconds: number): Promise<Rate> {
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.refuse = reject;
      this.child.send({ name, seconds } satisfies Order);
    });
  }

  stop(): void {
    this.refuse = undefined;
    this.child.kill();
  }
}

const LEAST_BATCH_SECONDS = 0.005;

/** Processor time of this process, in seconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What the other process does: it waits for orders. */
async function serve(bundle: string): Promise<void> {
  const library = await loadLibrary(bundle);
  const runs = new Map<string, () => number>();
  process.on("message", ({ name, seconds }: Order) => {
    const chosen = CASES.find((each) => each.name === name)!;
    const run = runs.get(name) ?? chosen.prepare(library);
    runs.set(name, run);
    const started = processorTime();
    let segments = 0;
    let sessions = 0;
    let spent = 0;
    // Asking for the time must not count, so it is asked for seldom.
    for (let runsAtOnce = 1; spent < seconds; ) {
      for (let i = 0; i < runsAtOnce; i++) {
        segments += run();
        sessions += chosen.clients;
      }
      const before = spent;
      spent = processorTime() - started;
      if (spent - before < LEAST_BATCH_SECONDS) runsAtOnce *= 2;
    }
    process.send!({ segments: segments / spent, sessions: sessions / spent } satisfies Rate);
  });
}

const bundle = process.argv[2];
if (process.send && process.argv[1] === import.meta.filename && bundle !== undefined) await serve(bundle);
