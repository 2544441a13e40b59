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
  const policy = makePolicy(factory, session);
  const answers: unknown[] = [];
  for (const { call, make } of callsOf(session)) {
    const answer = make(policy);
    // Policies may answer with the same object again.
    if (call === "decide" || call === "onProgress")
      answers.push(answer === undefined ? null : { ...(answer as object) });
  }
  return answers;
}

export function makePolicy(factory: PolicyFactory, { context, sizes }: ObservedSession): Policy {
  return factory({}, { ...context, random: randomFrom(7), sizeOf: (index, level) => sizes[index]?.[level] });
}

/** A call, to be made of any policy before the next is asked for. */
export interface Call {
  readonly call: ObservedCall["call"];
  readonly make: (policy: Policy) => unknown;
}

export function* callsOf({ calls, context: { levels } }: ObservedSession): Generator<Call> {
  const samples: Sample[] = [];
  for (const each of calls) {
    const { call } = each;
    if (!("seen" in each)) {
      yield { call, make: (policy) => policy[each.call]?.(each.seconds) };
      continue;
    }
    if (each.call === "onSample") samples.push(each.sample);
    const observation: Observation = { lastLevel: undefined, ...each.seen, levels, samples };
    if (each.call === "onSample")
      yield { call, make: (policy) => policy.onSample?.(each.sample, observation) };
    else if (each.call === "onProgress")
      yield { call, make: (policy) => policy.onProgress?.(each.inFlight, observation) };
    else yield { call, make: (policy) => policy.decide(observation) };
  }
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
