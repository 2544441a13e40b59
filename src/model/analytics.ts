/**
 * An arm as production analytics would count it: over all of its own sessions, whichever of them other arms have too,
 * unweighted. Sums run over the sessions that have figures, which failed ones have not. Shares are from 0 to 1.
 *
 * Sources: CTA-2066 (Streaming Quality of Experience Events, Properties and Metrics); PlaybackStats of Media3
 * (ExoPlayer); the metrics of Mux Data.
 */
export interface Analytics {
  /** Sessions, whatever became of them. */
  readonly sessions: number;
  /**
   * Sessions that ended before a first frame, as starved or because the viewer left. They are in no figure of startup,
   * and their waiting is time watched. Excludes failed sessions, of which nothing is known.
   */
  readonly neverStarted: number;
  /**
   * Σ stall / Σ (played + stall), as in Media3's PlaybackStats: excludes startup, the waiting after seeks, and pauses. A
   * ratio of sums, not a mean of the sessions' ratios.
   */
  readonly stallOverPlayed: number | undefined;
  /**
   * Σ stall / Σ watched, the stalled time of CTA-2066 and rebuffer percentage of Mux: time watched has the startup, that
   * of sessions that never started included, and the waiting after seeks, but no pauses. A ratio of sums.
   */
  readonly stallOverWatched: number | undefined;
  /** Σ waiting after seeks / Σ watched. Such waiting is no stall, and in neither of the two ratios' numerators. */
  readonly seekOverWatched: number | undefined;
  /** Stalls by the minute watched (Mux's rebuffer frequency): Σ stalls / Σ watched. Excludes startup and seeks. */
  readonly stallsPerMinute: number | undefined;
  /** The same by the hour watched. */
  readonly stallsPerHour: number | undefined;
  /** Median of the startup delay, of the sessions that started (CTA-2066): play pressed to first frame, s. */
  readonly startupP50Seconds: number | undefined;
  /** The startup delay that 95 % of the sessions that started did not exceed, s. */
  readonly startupP95Seconds: number | undefined;
  /**
   * Σ bitrate x time / Σ time over the media shown, so that a session counts by its length: nominal bitrate of the video,
   * audio excluded, kbit/s.
   */
  readonly meanBitrateKbps: number | undefined;
  /** The share of sessions that came to the end of what they played: of status completed. Failed sessions did not. */
  readonly completed: number | undefined;
  /** Mean over the sessions of the distinct media shown as a share of the video. Excludes failed sessions. */
  readonly meanCompletion: number | undefined;
  /** The share of sessions that could not go on: of status failed or starved. A viewer who leaves is neither. */
  readonly failedOrStarved: number | undefined;
  /**
   * Mux's startup time score, 0 to 100: the mean of 100 x 8 / (8 + startup delay in s) over the sessions that started.
   * Excludes those that did not, which Mux gives no score either.
   */
  readonly startupScore: number | undefined;
  /**
   * Mux's smoothness score, 0 to 100: the mean of 50 x (1 / sqrt(1 + (n / 2)^2) + e^(-10 f)) over the sessions that
   * started, n being a session's stalls and f its stall time as a share of its time watched.
   */
  readonly smoothnessScore: number | undefined;
}
