import { parentPort, workerData } from "node:worker_threads";
import type { CaseSize } from "../../experiment/plain-case/plain-case.js";
import { plainSessions } from "../../experiment/plain-case/plain-sessions.js";

/** What a thread is to measure. */
export interface Measurement {
  readonly policy: string;
  readonly size: CaseSize;
  /** Of processor time, about. */
  readonly seconds: number;
}

export interface Speed {
  readonly segmentsPerSecond: number;
  readonly sessionsPerSecond: number;
}

/** Until the code has been compiled. */
const WARM_UP_SHARE = 0.5;
/** Rounds, of which the fastest counts: what the machine does while it is left alone. */
const ROUNDS = 16;

/** Processor time of the process, whose other threads wait. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function speedOver(seconds: number, session: () => number): Speed {
  const started = processorSeconds();
  let segments = 0;
  let sessions = 0;
  let spent = 0;
  // Asking for the time must not count: it is asked for after 1, 2, 4 sessions and so on.
  for (let atOnce = 1; spent < seconds; atOnce *= spent < seconds / 8 ? 2 : 1) {
    for (let i = 0; i < atOnce; i++) segments += session();
    sessions += atOnce;
    spent = processorSeconds() - started;
  }
  return { segmentsPerSecond: segments / spent, sessionsPerSecond: sessions / spent };
}

function measure({ policy, size, seconds }: Measurement): Speed {
  const session = plainSessions(policy, size);
  speedOver(seconds * WARM_UP_SHARE, session);
  const rounds = Array.from({ length: ROUNDS }, () => speedOver(seconds / ROUNDS, session));
  return rounds.reduce((best, round) => (round.segmentsPerSecond > best.segmentsPerSecond ? round : best));
}

parentPort!.postMessage(measure(workerData as Measurement) satisfies Speed);
