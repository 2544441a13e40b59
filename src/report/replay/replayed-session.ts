import type { SeenByPolicy } from "../../model/recorded-session.js";
import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/** What a policy answered, as far as a player does it. */
export interface ReplayedAnswer {
  /** Within what was allowed. */
  readonly level: number;
  /** 0 where the policy asked for no wait. */
  readonly wait: Seconds;
  readonly replaceFrom?: Seconds;
  /** Shown, not compared; likewise the estimate. */
  readonly reason?: string;
  readonly estimate?: BitsPerSecond;
}

/** A call of the recorded policy beside the same call of another, or of the same again. */
export interface ReplayedCall {
  /** An abandonment is a call of `onProgress` that one of the two answered with a level to give the download up for. */
  readonly kind: "decision" | "abandonment";
  /** Of the recording, counting from 1. */
  readonly line: number;
  /** About which segment. */
  readonly segment: number;
  readonly saw: SeenByPolicy;
  /** Missing where the policy had failed; of abandonments, where it let the download go on. */
  readonly recorded?: ReplayedAnswer;
  readonly replayed?: ReplayedAnswer;
  /** In a shadow: what the player's own logic chose. */
  readonly playerLevel?: number;
  /** Whether both ask the same of the player. */
  readonly agrees: boolean;
}

/** A recorded session, fed to a policy. */
export interface ReplayedSession {
  /** Its place in the recording, counting from 1. */
  readonly session: number;
  readonly player: string;
  readonly mode: "drive" | "shadow";
  readonly levels: readonly Level[];
  readonly recorded: ReplayedPolicy;
  readonly replayed: ReplayedPolicy;
  /** In order. */
  readonly calls: readonly ReplayedCall[];
  /** Where the policy that was fed broke its contract; it is not asked again after that. */
  readonly failure?: { readonly line: number; readonly problem: string };
  /** What a reader should know of the comparison; whole sentences. */
  readonly notes: readonly string[];
}

export interface ReplayedPolicy {
  readonly policy: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of its code. */
  readonly sha256?: string;
}

/** How many calls of a kind there are, and in how many both ask the same of the player. */
export interface Agreement {
  readonly count: number;
  readonly agree: number;
}

export function agreementOf({ calls }: ReplayedSession, kind: ReplayedCall["kind"]): Agreement {
  const some = calls.filter((call) => call.kind === kind);
  return { count: some.length, agree: some.filter(({ agrees }) => agrees).length };
}
