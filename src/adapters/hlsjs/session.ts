import type { PolicyFactory } from "../../model/policy.js";
import { type AdapterOptions, type Notices, Pilot } from "../pilot/index.js";
import { capabilities } from "./capabilities.js";
import { allowedRange, isPenalised, type Ladder } from "./ladder.js";
import { mostBuffered } from "./observe.js";
import type { HlsjsDetails, HlsjsPlayer } from "./player.js";
import { type MediaFragment, Segments } from "./segments.js";

/** What makes a session a policy's: the same for all sessions of a player. */
export interface Steering {
  readonly policy: PolicyFactory;
  readonly options: AdapterOptions;
  readonly notices: Notices;
  /** Name and version. */
  readonly player: string;
}

/** A policy at the controls of one ladder. */
export class Session {
  readonly ladder: Ladder;
  readonly pilot: Pilot;
  private readonly hls: HlsjsPlayer;
  private readonly segments: Segments;

  /** @param details a playlist of one of the ladder's levels */
  constructor(steering: Steering, hls: HlsjsPlayer, ladder: Ladder, details: HlsjsDetails) {
    const { policy, options, notices, player } = steering;
    const { averagetargetduration, targetduration } = details;
    this.hls = hls;
    this.ladder = ladder;
    this.segments = new Segments(details);
    this.pilot = new Pilot(
      policy,
      options,
      {
        player,
        levels: ladder.levels,
        segmentDuration: averagetargetduration || targetduration,
        maxBuffer: mostBuffered(hls, details),
        media: ladder.media,
        can: capabilities,
      },
      notices,
    );
  }

  /** The player's index of a level; -1 if it is not among the player's any more. */
  indexOf(level: number): number {
    return this.hls.levels.indexOf(this.ladder.rungs[level]!);
  }

  /** The level at a player's index; undefined if it is not of this ladder. */
  levelAt(index: number): number | undefined {
    const level = this.ladder.rungs.indexOf(this.hls.levels[index]!);
    return level < 0 ? undefined : level;
  }

  segmentOf(frag: MediaFragment): number {
    return this.segments.indexOf(frag);
  }

  /** Fills in the segment that is to be decided about, and what may be chosen. */
  turnTo(frag: MediaFragment, details: HlsjsDetails, only: number | undefined, nowMs: number): void {
    const { ladder, pilot, segments } = this;
    const { observation } = pilot;
    segments.tellSizes(ladder, pilot);
    observation.segment = segments.shown(frag, details, pilot);
    observation.allowed = only === undefined ? this.allowed(nowMs) : [only, only];
  }

  /** Within the caps of the player, and without levels that fail. */
  private allowed(nowMs: number): readonly [min: number, max: number] {
    const { minAutoLevel, maxAutoLevel, config } = this.hls;
    const last = this.pilot.observation.lastLevel;
    const usable = this.ladder.rungs.map((rung, level) => {
      const index = this.indexOf(level);
      if (index < minAutoLevel || index > maxAutoLevel) return false;
      return level === last || !isPenalised(rung, config.errorPenaltyExpireMs, nowMs);
    });
    return allowedRange(usable, last ?? 0);
  }
}
