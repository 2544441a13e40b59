import type {
  InFlight,
  Observation,
  Policy,
  PolicyContext,
  PolicyFactory,
  Sample,
} from "../../../src/model/policy.js";

/*
 * What a policy was told in a session, as plain data that survives JSON: any host can tell it to any policy again, a page
 * in a browser too.
 */

export interface ObservedSession {
  readonly context: Pick<PolicyContext, "levels" | "segmentDuration" | "maxBuffer" | "media">;
  /** Bits, by segment and level. */
  readonly sizes: readonly (readonly number[])[];
  readonly calls: readonly ObservedCall[];
}

/** The samples are those of the calls before. */
export type Seen = Omit<Observation, "levels" | "samples" | "lastLevel"> & { readonly lastLevel?: number };

export type ObservedCall =
  | { readonly call: "decide"; readonly seen: Seen }
  | { readonly call: "onSample"; readonly seen: Seen; readonly sample: Sample }
  | { readonly call: "onProgress"; readonly seen: Seen; readonly inFlight: InFlight }
  | { readonly call: "onIdle" | "onStall" | "onSeek"; readonly seconds: number };

/** What a policy answered to each `decide` and `onProgress`, in order. */
export type Answers = readonly unknown[];

/** Tells a new policy all of it. */
export function answersOf(factory: PolicyFactory, session: ObservedSession): Answers {
  const call = caller(factory, session);
  const answers: unknown[] = [];
  for (const each of session.calls) {
    const answer = call(each)();
    // Policies may answer with the same object again.
    if (each.call === "decide" || each.call === "onProgress")
      answers.push(answer === undefined ? null : { ...(answer as object) });
  }
  return answers;
}

/** A new policy, to be told of the calls in order: each comes to a function that makes the call, as for timing it. */
export function caller(
  factory: PolicyFactory,
  { context, sizes }: ObservedSession,
): (call: ObservedCall) => () => unknown {
  const samples: Sample[] = [];
  const policy = factory(
    {},
    { ...context, random: randomFrom(7), sizeOf: (index, level) => sizes[index]?.[level] },
  );
  return (call) => callOf(policy, call, samples, context);
}

function callOf(
  policy: Policy,
  each: ObservedCall,
  samples: Sample[],
  { levels }: ObservedSession["context"],
): () => unknown {
  if (!("seen" in each)) return () => policy[each.call]?.(each.seconds);
  if (each.call === "onSample") samples.push(each.sample);
  const observation: Observation = { lastLevel: undefined, ...each.seen, levels, samples };
  if (each.call === "onSample") return () => policy.onSample?.(each.sample, observation);
  if (each.call === "onProgress") return () => policy.onProgress?.(each.inFlight, observation);
  return () => policy.decide(observation);
}

/** Numbers that are the same everywhere: the Lehmer generator of C++'s `minstd_rand`. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** How many decisions they ask for. */
export const decisionsIn = (sessions: readonly ObservedSession[]): number =>
  sessions.reduce((sum, { calls }) => sum + calls.filter(({ call }) => call === "decide").length, 0);
