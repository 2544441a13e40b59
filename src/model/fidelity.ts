import type { Seconds } from "../units.js";
import type { Agreement, PlayFigures } from "./agreement.js";
import type { Playback } from "./playback.js";

/** A real player's play beside what was foretold of it. */
export interface ForetoldPlay {
  readonly playback: Playback;
  readonly real: PlayFigures;
  readonly simulated: PlayFigures;
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
  /** Means of their sizes. */
  readonly bitrateError: number | undefined;
  readonly stallError: Seconds;
  readonly startupError: Seconds | undefined;
}

/** How well a player is foretold. */
export interface PlayerFidelity {
  readonly player: string;
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
  readonly players: readonly PlayerFidelity[];
  readonly plays: readonly ForetoldPlay[];
}
