import { pageRandom } from "../../model/page-random.js";
import type {
  Decision,
  Observation,
  Policy,
  PolicyContext,
  PolicyFactory,
  Sample,
} from "../../model/policy.js";
import {
  abandonmentPartsOf,
  abandonmentProblem,
  decisionProblem,
  describeThrown,
  partsOf,
  policyProblem,
} from "../../model/policy-problems.js";
import type {
  DecideCall,
  ProgressCall,
  RecordedSession,
  SeenByPolicy,
  SessionCall,
} from "../../model/recorded-session.js";
import type { ReplayedCall, ReplayedSession } from "../../report/replay/index.js";
import type { Bits } from "../../units.js";
import { comparedAbandonment, comparedDecision } from "./compare.js";

/** The policy that a session is fed to. */
export interface Fed {
  readonly factory: PolicyFactory;
  /** As the factory takes them. */
  readonly options: object;
  /** Words for what the policy throws. */
  readonly describeError?: (thrown: unknown) => string;
}

export type Replay = Pick<ReplayedSession, "calls" | "failure"> & {
  /** Whether the policy listens to the progress of downloads. */
  readonly hearsProgress: boolean;
};

/**
 * Feeds a recorded session to a policy that is made for it: the calls in their order, each with what was shown then,
 * whatever the policy answers. It fares as in a player: from its first failure on it is not asked again.
 */
export function replaySession(session: RecordedSession, fed: Fed): Replay {
  const feeder = new Feeder(session, fed);
  const calls = withoutEchoes(session.calls.map((call) => ({ call, compared: feeder.feed(call) })));
  const { failure, hearsProgress } = feeder;
  return { calls, hearsProgress, ...(failure && { failure }) };
}

/**
 * The calls that were compared. A download that one gives up and the other lets go on goes on being reported, and would
 * be the same difference again and again: it is told once.
 */
function withoutEchoes(
  all: readonly { readonly call: SessionCall; readonly compared: ReplayedCall | undefined }[],
): ReplayedCall[] {
  const differing = new Set<string>();
  return all.flatMap(({ call, compared }) => {
    if (compared === undefined) return [];
    if (call.call !== "progress" || compared.agrees) return [compared];
    const { segment, start } = call.inFlight;
    const download = `${segment} ${start}`;
    if (differing.has(download)) return [];
    differing.add(download);
    return [compared];
  });
}

class Feeder {
  readonly hearsProgress: boolean;
  failure: ReplayedSession["failure"];
  private readonly session: RecordedSession;
  private readonly policy: Policy | undefined;
  private readonly describeError: (thrown: unknown) => string;
  private readonly samples: Sample[] = [];
  private samplesShown: readonly Sample[] = [];
  private readonly sizes = new Map<number, readonly Bits[]>();
  private line: number;

  constructor(session: RecordedSession, { factory, options, describeError = describeThrown }: Fed) {
    const { setting, seed } = session;
    this.session = session;
    this.describeError = describeError;
    this.line = session.line;
    frozen(setting.levels);
    const context: PolicyContext = {
      ...setting,
      random: pageRandom(seed),
      sizeOf: (index, level) => this.sizes.get(index)?.[level],
    };
    const made = this.guarded("the factory", () => {
      const policy: unknown = factory({ ...options }, context);
      mustBe(policyProblem(policy));
      return { policy: policy as Policy, hears: (policy as Policy).onProgress !== undefined };
    });
    this.policy = made?.policy;
    this.hearsProgress = made?.hears ?? false;
  }

  /** @returns the call beside the recorded one; undefined for one that asks nothing */
  feed(call: SessionCall): ReplayedCall | undefined {
    this.line = call.line;
    switch (call.call) {
      case "decide":
        return comparedDecision(call, this.decide(call));
      case "progress":
        return comparedAbandonment(call, this.progress(call));
      case "sample": {
        // The sample is among the samples when the policy hears of it.
        this.samples.push(Object.freeze(call.sample));
        const observation = this.observationOf(call.saw);
        this.guarded("onSample()", () => this.policy?.onSample?.(call.sample, observation));
        return undefined;
      }
      case "idle":
        this.guarded("onIdle()", () => this.policy?.onIdle?.(call.seconds));
        return undefined;
      case "stall":
        this.guarded("onStall()", () => this.policy?.onStall?.(call.at));
        return undefined;
      case "seek":
        this.guarded("onSeek()", () => this.policy?.onSeek?.(call.to));
        return undefined;
      case "sizes":
        this.sizes.set(call.segment, call.sizes);
        return undefined;
    }
  }

  private decide({ saw }: DecideCall): Decision | undefined {
    return this.guarded("decide()", () => {
      // A copy: a policy may hand out the same object again.
      const answer = partsOf(this.policy?.decide(this.observationOf(saw)));
      mustBe(decisionProblem(answer, this.levels.length));
      return answer as Decision;
    });
  }

  private progress({ inFlight, saw }: ProgressCall): number | undefined {
    return this.guarded("onProgress()", () => {
      const observation = Object.freeze({ ...this.observationOf(saw), inFlight: Object.freeze(inFlight) });
      const answer = abandonmentPartsOf(this.policy?.onProgress?.(inFlight, observation));
      mustBe(abandonmentProblem(answer, this.levels.length));
      return (answer as { readonly abandonTo: number } | undefined)?.abandonTo;
    });
  }

  private get levels() {
    return this.session.setting.levels;
  }

  /** The policy cannot change what was recorded. */
  private observationOf(saw: SeenByPolicy): Observation {
    if (this.samplesShown.length !== this.samples.length)
      this.samplesShown = Object.freeze(this.samples.slice());
    return Object.freeze({ ...frozen(saw), levels: this.levels, samples: this.samplesShown });
  }

  /** Runs the policy's code. From its first failure on, it runs no more. */
  private guarded<T>(what: string, run: () => T): T | undefined {
    if (this.failure) return undefined;
    try {
      return run();
    } catch (thrown) {
      const problem =
        thrown instanceof BadAnswer ? thrown.message : `${what} threw ${this.describeError(thrown)}`;
      this.failure = { line: this.line, problem };
      return undefined;
    }
  }
}

/** What is wrong with an answer, in words that name the method. */
class BadAnswer extends Error {}

function mustBe(problem: string | undefined): void {
  if (problem !== undefined) throw new BadAnswer(problem);
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) frozen(part);
  return Object.freeze(value);
}
