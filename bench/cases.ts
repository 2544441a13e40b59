import { OUTCOME_CODE, type SessionLog } from "../src/model/session.js";
import { everythingSettings, listening } from "./everything.js";
import { benchTrace, benchVideo, plainSettings, SEGMENTS } from "./inputs.js";
import type { Library } from "./library.js";

/** Something to measure. */
export interface Case {
  readonly name: string;
  /** Cases of one group are measured in one process, because an experiment would run them in one. */
  readonly group: string;
  /** Simulated in a run, in all. */
  readonly clients: number;
  /** Until the code that it runs has been compiled: the more code, the longer. */
  readonly warmUpSeconds: number;
  /** @returns a run, which returns the segments that it simulated */
  readonly prepare: (library: Library) => () => number;
}

const CLIENTS = 100;
/** Seconds between one client's start and the next one's. */
const STAGGER = 1;

interface PlainOptions {
  readonly lane?: "fastest" | "events";
  /** Whether metrics are folded from the log, as an experiment does. */
  readonly measured?: boolean;
}

function plain(policy: string, { lane = "fastest", measured = false }: PlainOptions = {}): Case["prepare"] {
  return (library) => {
    const video = benchVideo(library);
    const session = {
      trace: benchTrace(library),
      video,
      policy: library.findPolicy(policy)!.factory,
      settings: plainSettings,
      lane,
    };
    const workspace = library.createWorkspace();
    let seed = 0;
    return () => {
      const log = library.simulate({ ...session, seed: seed++ }, workspace);
      if (measured) library.measureSession(log, video);
      return SEGMENTS;
    };
  };
}

const everything: Case["prepare"] = (library) => {
  const session = {
    trace: benchTrace(library),
    video: benchVideo(library),
    policy: listening(library.findPolicy("bb")!.factory),
    settings: everythingSettings,
  };
  const workspace = library.createWorkspace();
  let seed = 0;
  return () => delivered(library.simulate({ ...session, seed: seed++ }, workspace));
};

const together: Case["prepare"] = (library) => {
  const policies = ["bb", "buffer", "throughput"].map((name) => library.findPolicy(name)!.factory);
  const shared = { trace: benchTrace(library, CLIENTS), video: benchVideo(library), settings: plainSettings };
  const workspaces = Array.from({ length: CLIENTS }, () => library.createWorkspace());
  let seed = 0;
  return () => {
    seed++;
    const clients = Array.from({ length: CLIENTS }, (_, i) => ({
      ...shared,
      policy: policies[i % policies.length]!,
      startAt: i * STAGGER,
      seed,
    }));
    library.simulateTogether!(clients, workspaces);
    return CLIENTS * SEGMENTS;
  };
};

/** Of video. */
function delivered({ requests }: SessionLog): number {
  let segments = 0;
  for (let row = 0; row < requests.count; row++)
    if (requests.outcome[row] === OUTCOME_CODE.delivered) segments++;
  return segments;
}

export const CASES: readonly Case[] = [
  ...["constant", "bb", "buffer"].map((policy) => ({
    name: policy,
    group: "plain",
    clients: 1,
    warmUpSeconds: 0.5,
    prepare: plain(policy),
  })),
  {
    name: "bb, with metrics",
    group: "metrics",
    clients: 1,
    warmUpSeconds: 0.5,
    prepare: plain("bb", { measured: true }),
  },
  {
    name: "bb, by events",
    group: "events",
    clients: 1,
    warmUpSeconds: 1.5,
    prepare: plain("bb", { lane: "events" }),
  },
  { name: "bb, everything on", group: "everything", clients: 1, warmUpSeconds: 3, prepare: everything },
  {
    name: `${CLIENTS} clients on one link`,
    group: "clients",
    clients: CLIENTS,
    warmUpSeconds: 2,
    prepare: together,
  },
];
