import type { Observation, Policy, PolicyContext, PolicyFactory } from "../../model/policy.js";
import { POLICY_METHODS, policyProblem } from "../../model/policy-problems.js";

/** A call of a policy, by what it was called for; nothing of it is rounded or put into words yet. */
export interface NotedCall {
  /** "decide", "onSample", ... or "factory"; "load", before there is any. */
  readonly call: string;
  /** The rule that was being tried, with the path of the case, where that is known. */
  readonly rule?: string;
  readonly path?: string;
  /** Of whole sessions, which. */
  readonly session?: string;
  /** What the factory was told. */
  readonly context?: Pick<PolicyContext, "segmentDuration" | "maxBuffer"> & {
    readonly bitrates: readonly number[];
  };
  /** Decisions of the session, this one included. */
  readonly decisions?: number;
  readonly seen?: SeenInCall;
}

/** Of an observation, what tells it from others. */
export interface SeenInCall extends Pick<Observation, "now" | "phase" | "buffer" | "lastLevel" | "allowed"> {
  readonly segment: number;
  readonly samples: number;
}

const METHODS: ReadonlySet<string | symbol> = new Set(POLICY_METHODS);

/**
 * Notes each call of a policy before it is made, so that one that never comes back is known by what it was for.
 * The policy is called as it would be without.
 */
export class CallWatch {
  private readonly note: (text: string) => void;
  private trying: Pick<NotedCall, "rule" | "path" | "session"> = {};

  /** @param note takes the call as text, which {@link readNote} reads; "" when nothing is called */
  constructor(note: (text: string) => void) {
    this.note = note;
  }

  /** What the policies that are made next are called for. */
  tries(what: Pick<NotedCall, "rule" | "path" | "session">): void {
    this.trying = what;
  }

  /** Nothing is called for now. */
  rests(): void {
    this.note("");
  }

  /** A call of something else than a factory or a policy. */
  calls(call: "load"): void {
    this.note(JSON.stringify({ ...this.trying, call }));
  }

  over(factory: PolicyFactory): PolicyFactory {
    return (options, context) => {
      const { levels, segmentDuration, maxBuffer } = context;
      const told = { segmentDuration, maxBuffer, bitrates: levels.map(({ bitrate }) => bitrate) };
      // What all calls of a session have in common is written once: there are tens of thousands of calls.
      const common = JSON.stringify({ ...this.trying, context: told }).slice(0, -1);
      this.note(`${common},"call":"factory"}`);
      const policy = factory(options, context);
      return policyProblem(policy) === undefined ? this.watched(policy, common) : policy;
    };
  }

  /** Whatever is asked of it, the policy answers; but its methods are called with a note. */
  private watched(policy: Policy, common: string): Policy {
    let decisions = 0;
    const noted = (call: string, given: readonly unknown[]) => {
      if (call === "decide") decisions++;
      // The methods that are shown an observation have it last.
      const last = given.at(-1);
      const seen = typeof last === "object" ? `,"seen":${seenIn(last as Observation)}` : "";
      this.note(`${common},"call":"${call}","decisions":${decisions}${seen}}`);
    };
    // Not the policy itself: a frozen one could not be seen otherwise than it is.
    return new Proxy({} as Policy, {
      get(_, name) {
        const held: unknown = Reflect.get(policy, name);
        if (typeof held !== "function" || !METHODS.has(name)) return held;
        return (...given: readonly unknown[]) => {
          noted(String(name), given);
          return Reflect.apply(held, policy, given) as unknown;
        };
      },
      has: (_, name) => Reflect.has(policy, name),
    });
  }
}

/** @returns undefined where it was cut, for it was too long */
export function readNote(text: string): NotedCall | undefined {
  try {
    return JSON.parse(text) as NotedCall;
  } catch {
    return undefined;
  }
}

/** As JSON of a {@link SeenInCall}. */
function seenIn({ now, phase, buffer, lastLevel, allowed, segment, samples }: Observation): string {
  const level = lastLevel === undefined ? "" : `"lastLevel":${lastLevel},`;
  return `{"now":${now},"phase":"${phase}","buffer":${buffer},${level}"allowed":[${allowed[0]},${allowed[1]}],"segment":${segment.index},"samples":${samples.length}}`;
}
