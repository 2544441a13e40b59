import type { InFlight, Observation, Sample } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/**
 * One of the rules of the simulator Sabre (Spiteri, Sitaraman and Sparacio, MMSys 2018), on its own or as a part of
 * another. What it chose stands in its fields until it is asked again, so that a decision allocates nothing. Rules
 * that are used together share what was measured, and are therefore told of it.
 */
export interface SabreRule {
  /** What was chosen last, within what the player allows. */
  readonly level: number;
  /** How long to hold the request back. */
  readonly wait: Seconds;
  readonly reason: string;
  /** Whether faster downloads never lead to a lower level. */
  readonly monotone?: true;
  /**
   * @param throughput undefined before anything has been measured
   * @param latency from a request to its first bit
   */
  choose(observation: Observation, throughput: BitsPerSecond | undefined, latency: Seconds): void;
  /** @returns the level that is wanted instead, if the download is to be given up */
  abandonTo(inFlight: InFlight, observation: Observation, latency: Seconds): number | undefined;
  /** A download was given up, whichever rule said so. @param buffer at that moment */
  abandoned?(level: number, to: number, buffer: Seconds): void;
  /** A download finished. @param replaced whether it took the place of another copy */
  delivered?(sample: Sample, observation: Observation, replaced: boolean): void;
  /** A download that was to take the place of another copy was given up. */
  notReplaced?(level: number): void;
  /** The player waited on a full buffer. */
  idled?(seconds: Seconds): void;
  /** The viewer sought to this media time. */
  sought?(to: Seconds): void;
}
