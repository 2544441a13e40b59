import { isLike, Ladder } from "./ladder.js";
import type { HlsjsDetails, HlsjsLevel, HlsjsPlayer } from "./player.js";
import { Session, type Steering } from "./session.js";

/** The session of now, and when another begins: with another stream, and with other levels to choose from. */
export class Sessions {
  private readonly steering: Steering;
  private readonly hls: HlsjsPlayer;
  private readonly onEnd: () => void;
  private now: Session | undefined;

  /** @param onEnd hears that the session of now, if there is one, is so no longer */
  constructor(steering: Steering, hls: HlsjsPlayer, onEnd: () => void) {
    this.steering = steering;
    this.hls = hls;
    this.onEnd = onEnd;
  }

  get current(): Session | undefined {
    return this.now;
  }

  /**
   * The current session. If there is none, one begins with the ladder of this level; if its bitrate is not known,
   * there is still none.
   */
  withAny(index: number, details: HlsjsDetails): Session | undefined {
    return this.now ?? this.begin(this.hls.levels[index], details);
  }

  /** The session whose ladder has this level: another, if the current has not. */
  withLevel(index: number, details: HlsjsDetails): Session | undefined {
    return this.now?.levelAt(index) === undefined ? this.begin(this.hls.levels[index], details) : this.now;
  }

  /** Levels have been removed, or those of another pathway have taken their place: if they were the session's, it ends. */
  levelsUpdated(): void {
    const rungs = this.now?.ladder.rungs ?? [];
    const [rung] = rungs;
    if (!rung) return;
    const { levels, latestLevelDetails } = this.hls;
    const like = levels.find((level) => rungs.includes(level)) ?? levels.find((level) => isLike(level, rung));
    if (like && this.now?.ladder.equals(new Ladder(levels, like))) return;
    this.end();
    if (latestLevelDetails) this.begin(like, latestLevelDetails);
  }

  end(): void {
    this.now = undefined;
    this.onEnd();
  }

  private begin(like: HlsjsLevel | undefined, details: HlsjsDetails): Session | undefined {
    if (!like) return undefined;
    const { steering, hls } = this;
    const ladder = new Ladder(hls.levels, like);
    if (ladder.levels.length > 0) {
      this.end();
      this.now = new Session(steering, hls, ladder, details);
      return this.now;
    }
    steering.notices.tell(
      "bad input",
      `${steering.player}: the stream declares no bitrates. The policy is not asked; the player's own ABR plays.`,
    );
    return undefined;
  }
}
