import type { Decision, Observation } from "../../model/policy.js";
import type { Notice } from "./notices.js";

/** What a page may ask of every adapter. */
export interface AdapterOptions<Options extends object = object> {
  /** The policy's own; what is left out takes its published default. */
  readonly options?: Partial<Options>;
  /** Of the policy's chance; 1 if missing. */
  readonly seed?: number;
  /** The player keeps its own ABR, and the policy is asked beside it: nothing of what it answers is done. */
  readonly shadow?: boolean;
  /**
   * Takes a recording, line by line: every call of the policy, what it was shown and what it answered. One for each
   * player: lines do not say which of several they are of.
   */
  readonly record?: (line: string) => void;
  /**
   * SHA-256 of the policy's code, which recordings carry: `abrsim policies info <policy>` prints it, and
   * `abrsim/policies/hashes` has those of the library.
   */
  readonly policySha256?: string;
  /** Hears of every decision. */
  readonly onDecision?: (event: DecisionEvent) => void;
  /** Takes what a developer should know, each once; the console if missing. */
  readonly onNotice?: (notice: Notice) => void;
}

/** A decision, as it was taken. Valid during the call only. */
export interface DecisionEvent {
  readonly observation: Observation;
  /** What the policy answered; undefined where it failed. */
  readonly decision: Decision | undefined;
  /** What is asked of the player: within what is allowed, the lowest where the policy failed. */
  readonly level: number;
  /** In a shadow: the level that the player's own logic chose. */
  readonly playerLevel: number | undefined;
}
