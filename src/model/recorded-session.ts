import type { Bits, Seconds } from "../units.js";
import type { Decision, InFlight, Observation, PolicyContext, Sample } from "./policy.js";
import type { RecordingHeader } from "./recording.js";

/** A session of a recording (recording.ts), in the words and units of the model. */
export interface RecordedSession {
  /** Of its header in the file, counting from 1. */
  readonly line: number;
  /** The version of the program whose adapter recorded it. */
  readonly abrsim: string;
  /** Name and version. */
  readonly player: string;
  /** The name that the policy gave itself. */
  readonly policy: string;
  /** As JSON has them: a function by its name. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the policy's code; missing where the page did not know it. */
  readonly policySha256?: string;
  readonly mode: RecordingHeader["mode"];
  /** Of the policy's chance. */
  readonly seed: number;
  /** What the policy was told when it was made. */
  readonly setting: Pick<PolicyContext, "levels" | "segmentDuration" | "maxBuffer" | "media" | "hour">;
  /** In order. */
  readonly calls: readonly SessionCall[];
  /** The line that is torn, as when a page is closed in the middle of writing: the last of its session. */
  readonly tornLine?: number;
}

/** What a policy was shown, without what is told once (the ladder) and what adds up (the samples). */
export type SeenByPolicy = Omit<Observation, "levels" | "samples">;

interface OnLine {
  /** Of the file, counting from 1. */
  readonly line: number;
}

export interface DecideCall extends OnLine {
  readonly call: "decide";
  readonly saw: SeenByPolicy;
  /** Missing where the policy failed, or had failed before. */
  readonly decision?: Decision;
  /** What was asked of the player: within what was allowed. */
  readonly level: number;
  /** In a shadow: what the player's own logic chose. */
  readonly playerLevel?: number;
}

export interface ProgressCall extends OnLine {
  readonly call: "progress";
  readonly inFlight: InFlight;
  readonly saw: SeenByPolicy;
  /** As the policy said it; missing where it let the download go on. */
  readonly abandonTo?: number;
}

export interface SampleCall extends OnLine {
  readonly call: "sample";
  readonly sample: Sample;
  readonly saw: SeenByPolicy;
}

/** A line after the header. */
export type SessionCall =
  | DecideCall
  | ProgressCall
  | SampleCall
  | (OnLine & { readonly call: "idle"; readonly seconds: Seconds })
  | (OnLine & { readonly call: "stall"; readonly at: Seconds })
  | (OnLine & { readonly call: "seek"; readonly to: Seconds })
  | (OnLine & { readonly call: "sizes"; readonly segment: number; readonly sizes: readonly Bits[] });
