import type { BitsPerSecond, Seconds } from "../units.js";

/** What a play of a stream came to, whether a real player's or a simulated one. */
export interface PlayFigures {
  /** Of each segment, the level in which it was last loaded; undefined of one that was not. */
  readonly levels: readonly (number | undefined)[];
  /** Mean of the levels' bitrates over these segments; undefined where there are none. */
  readonly meanBitrate: BitsPerSecond | undefined;
  /** Until the first frame; undefined where none was shown. */
  readonly startup: Seconds | undefined;
  /** Waited after that. */
  readonly stall: Seconds;
  /** Changes of level from one segment to the next. */
  readonly switches: number;
  /** QoE_lin (`metrics/qoe/linear.ts`), a segment on average, Mbit/s; undefined where nothing was shown. */
  readonly qoe: number | undefined;
}

/** How far one play of a stream is from another one. What is signed is the first one's figure less the second one's. */
export interface Agreement {
  readonly segments: number;
  /** Segments that both showed in the same level. */
  readonly agreeing: number;
  /** Mean over the segments that both showed; undefined where there is none. */
  readonly meanLevelDifference: number | undefined;
  /** The same of its size. */
  readonly meanLevelDistance: number | undefined;
  /** Relative to the second one's; undefined where one of them showed nothing. */
  readonly bitrateError: number | undefined;
  readonly startupError: Seconds | undefined;
  readonly stallError: Seconds;
  readonly switchesDifference: number;
  /** In Mbit/s of QoE_lin a segment; undefined where one of them showed nothing. */
  readonly qoeError: number | undefined;
}
