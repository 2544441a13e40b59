import type { Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import type { RequestProgress } from "./request.js";
import type { Score } from "./score.js";

/** Constants of rx-player's GuessBasedChooser. */
export interface RxPlayerGuessOptions {
  /** Higher levels are guessed only this near to the live edge: a constant of the selector. */
  readonly guessEdgeSeconds: Seconds;
  /** With at least this buffer, */
  readonly guessBufferSeconds: Seconds;
  /** and a score above this; below it a guess is given up. */
  readonly guessScore: number;
  /** A guess with a score below this is given up, too, */
  readonly guessDoubtfulScore: number;
  /** when the buffer is below this. */
  readonly guessDoubtfulBufferSeconds: Seconds;
  /** A guess is right from this score on. */
  readonly guessRightScore: number;
  /** And given up when a request takes this much longer than its segment, */
  readonly guessDelaySeconds: Seconds;
  /** or comes at less than this share of the level's bitrate. */
  readonly guessBandwidthShare: number;
  /** After wrong guesses in a row, none for so long for each of them, */
  readonly guessPauseSeconds: Seconds;
  /** at most this. */
  readonly guessLongestPauseSeconds: Seconds;
}

/** What is known when a level is guessed. */
export interface GuessSituation {
  readonly o: Observation;
  /** The level that is being loaded, or was last. */
  readonly current: number;
  /** Of that level. */
  readonly score: Score | undefined;
  /** What the other rules would choose. */
  readonly otherwise: number;
  /** The last choice, and whether it was a guess. */
  readonly last: { readonly level: number; readonly guessed: boolean };
  readonly request: RequestProgress | undefined;
  /** Media in that request. */
  readonly requestDuration: Seconds;
}

/** rx-player's GuessBasedChooser, for low latency: tries the next level up and sees whether it can be kept up. */
export class GuessBasedChooser {
  private readonly levels: readonly Level[];
  private readonly options: RxPlayerGuessOptions;
  private wrongGuesses = 0;
  private noneUntil: Seconds = 0;
  /** The last guess that proved right. */
  private proved: number | undefined;

  constructor(levels: readonly Level[], options: RxPlayerGuessOptions) {
    this.levels = levels;
    this.options = options;
  }

  /** Undefined where there is nothing to guess, and the other rules decide. */
  guess(situation: GuessSituation): number | undefined {
    const { o, current, score, otherwise, last } = situation;
    const { options } = this;
    if (otherwise > last.level) {
      if (last.guessed) this.right(last.level);
      return undefined;
    }
    const higher = current + 1 < this.levels.length && this.mayGoHigher(o, score);
    if (!last.guessed) return higher ? current + 1 : undefined;
    if (this.provesRight(situation)) this.right(last.level);
    if (current !== last.level) return last.level;
    if (this.provesWrong(situation)) {
      this.wrongGuesses++;
      const pause = this.wrongGuesses * options.guessPauseSeconds;
      this.noneUntil = o.now + Math.min(pause, options.guessLongestPauseSeconds);
      return current > 0 ? current - 1 : undefined;
    }
    return higher ? current + 1 : current;
  }

  private right(level: number): void {
    this.proved = level;
    this.wrongGuesses = 0;
  }

  private mayGoHigher(o: Observation, score: Score | undefined): boolean {
    const { guessBufferSeconds, guessScore } = this.options;
    if (score === undefined || !score.sure || o.buffer < guessBufferSeconds) return false;
    return o.now > this.noneUntil && score.score / o.playbackRate > guessScore;
  }

  private provesRight({ score, otherwise, last }: GuessSituation): boolean {
    if (score?.sure && score.score > this.options.guessRightScore) return true;
    return otherwise >= last.level && (this.proved === undefined || this.proved < last.level);
  }

  private provesWrong({ o, current, score, request, requestDuration }: GuessSituation): boolean {
    const { options } = this;
    if (score && score.score < options.guessScore) return true;
    const doubtful = score === undefined || score.score < options.guessDoubtfulScore;
    if (doubtful && o.buffer < options.guessDoubtfulBufferSeconds) return true;
    if (request?.level !== current) return false;
    if (o.now - request.start > requestDuration + options.guessDelaySeconds) return true;
    const bandwidth = request.bandwidth();
    return bandwidth !== undefined && bandwidth < this.levels[current]!.bitrate * options.guessBandwidthShare;
  }
}
