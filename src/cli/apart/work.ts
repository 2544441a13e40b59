import type { Fault } from "./fault.js";

/** The works by name, each loaded when it is called for. */
export const WORKS = {
  run: () => import("../work/run.js"),
  merge: () => import("../work/merge.js"),
  optimal: () => import("../work/optimal.js"),
  tune: () => import("../work/tune.js"),
  inspect: () => import("../work/inspect.js"),
  check: () => import("../work/check.js"),
  report: () => import("../work/report.js"),
  replay: () => import("../work/replay.js"),
};

export type WorkName = keyof typeof WORKS;
type WorkOf<N extends WorkName> = Awaited<ReturnType<(typeof WORKS)[N]>>["work"];
export type InputOf<N extends WorkName> = Parameters<WorkOf<N>>[0];
export type NewsOf<N extends WorkName> = Parameters<Parameters<WorkOf<N>>[1]["tell"]>[0];
export type OutcomeOf<N extends WorkName> = Awaited<ReturnType<WorkOf<N>>>;

/** What the thread is given when it starts. */
export interface Assignment {
  readonly name: WorkName;
  readonly input: unknown;
  readonly beacons: SharedArrayBuffer;
}

/** What the thread says. */
export type Message<News, Outcome> =
  | { readonly kind: "news"; readonly news: News }
  | { readonly kind: "finishing"; readonly on: boolean }
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "failed"; readonly fault: Fault };
