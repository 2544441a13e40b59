import type { Seconds } from "../units.js";
import type { Agreement, PlayFigures } from "./agreement.js";
import type { Playback, PlayedStream } from "./playback.js";

/** A real player's play beside what was foretold of it. */
export interface ForetoldPlay {
  readonly playback: Playback;
  readonly real: PlayFigures;
  readonly simulated: PlayFigures;
  /** The two over time. */
  readonly courses: Readonly<Record<"real" | "simulated", PlayCourse>>;
  /** Of the simulated one with the real one. */
  readonly agreement: Agreement;
}

/** What several agreements come to, play by play alike. */
export interface MeanAgreement {
  readonly plays: number;
  readonly segments: number;
  /** The share of all segments that both showed in the same level. */
  readonly levelAgreement: number;
  /** Means of the signed figures. */
  readonly meanLevelDifference: number | undefined;
  readonly bitrateBias: number | undefined;
  readonly stallBias: Seconds;
  readonly startupBias: Seconds | undefined;
  readonly switchesBias: number;
  readonly qoeBias: number | undefined;
  /** Means of their sizes. */
  readonly bitrateError: number | undefined;
  readonly stallError: Seconds;
  readonly startupError: Seconds | undefined;
  readonly qoeError: number | undefined;
}

/** How well a player is foretold, by its own policy or by one of abrsim's. */
export interface PlayerFidelity {
  readonly player: string;
  /** The policy of abrsim's that steered it; undefined for its own. */
  readonly policy: string | undefined;
  /** The player's versions, as recorded. */
  readonly versions: readonly string[];
  /** Of simulated plays with real ones. */
  readonly simulation: MeanAgreement;
  /**
   * Of real plays with the same played once more: how far the player agrees with itself. No simulation can be expected to
   * be nearer to it. Undefined where nothing was played twice.
   */
  readonly ceiling: MeanAgreement | undefined;
}

export interface FidelityReport {
  /** What was played. */
  readonly stream: PlayedStream;
  readonly players: readonly PlayerFidelity[];
  readonly plays: readonly ForetoldPlay[];
}

/** A play over time, as far as a real player shows it: for charts. */
export interface PlayCourse {
  /** In order of beginning. */
  readonly requests: readonly CourseRequest[];
  /** Corners of the buffer level: between them it is a straight line, and two at one time are a jump. */
  readonly buffer: readonly { readonly at: Seconds; readonly buffer: Seconds }[];
  /** When nothing was shown: first the startup, then each stall. */
  readonly waits: readonly { readonly from: Seconds; readonly to: Seconds }[];
  /** When the last frame was shown, or the play broke off. */
  readonly end: Seconds;
}

/** A segment's request. */
export interface CourseRequest {
  readonly segment: number;
  readonly level: number;
  readonly start: Seconds;
  readonly end: Seconds;
  /** All of it came. */
  readonly whole: boolean;
}
