import { WeightedEwma } from "../../estimators/weighted-ewma.js";
import type { Seconds } from "../../units.js";

export interface RxPlayerScoreOptions {
  /** Half-life of a score, in seconds of request: a constant of rx-player's RepresentationScoreCalculator. */
  readonly scoreHalfLifeSeconds: Seconds;
  /** A score is sure from so many segments on: a constant of the same. */
  readonly sureSegments: number;
  /** And from so much media on: a constant of the same. */
  readonly sureSeconds: Seconds;
}

/** How well a level can be kept up. */
export interface Score {
  /** Seconds of media downloaded in a second: above 1 the level can be kept up at normal speed. */
  readonly score: number;
  /** Whether enough was downloaded to rely on it (`ScoreConfidenceLevel.HIGH`). */
  readonly sure: boolean;
}

/** rx-player's "maintainability score" of the level that is being downloaded; a change of level starts anew. */
export class ScoreKeeper {
  private readonly options: RxPlayerScoreOptions;
  private level: number | undefined;
  private ratios: WeightedEwma;
  private segments = 0;
  private media: Seconds = 0;

  constructor(options: RxPlayerScoreOptions) {
    this.options = options;
    this.ratios = new WeightedEwma(options.scoreHalfLifeSeconds);
  }

  /** A segment of a level, of so much media, was downloaded in so much time. */
  add(level: number, time: Seconds, media: Seconds): void {
    const ratio = media / time;
    if (!(time > 0 && ratio < Number.POSITIVE_INFINITY)) return;
    if (level !== this.level) {
      this.level = level;
      this.ratios = new WeightedEwma(this.options.scoreHalfLifeSeconds);
      this.segments = 0;
      this.media = 0;
    }
    this.ratios.add(time, ratio);
    this.segments++;
    this.media += media;
  }

  /** Undefined for any level but the one last downloaded. */
  scoreOf(level: number): Score | undefined {
    const score = this.ratios.average();
    if (level !== this.level || !(score >= 0)) return undefined;
    const { sureSegments, sureSeconds } = this.options;
    return { score, sure: this.segments >= sureSegments && this.media >= sureSeconds };
  }
}
