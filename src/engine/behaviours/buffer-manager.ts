import type { BufferHealth, PlayerState } from "../../model/session.js";
import type { BufferManagerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { SegmentTimes } from "../player/segment-times.js";
import type { Behaviour, SessionControl } from "../session-control.js";
import { bufferHealth, bufferTarget } from "./buffer-health.js";
import { BufferHoles } from "./buffer-holes.js";
import { bufferFactorAt } from "./device-events.js";
import { prefetchesFilm } from "./movie.js";

const BY = "buffer manager";

/** Where a buffer can be judged: before playback has begun, and after a seek, it is empty by design (ours). */
const JUDGED: readonly PlayerState[] = ["playing", "rebuffering", "paused"];

/** Seconds by which the buffer's end may miss the media's. */
const ROUNDING = 1e-9;

/** The document's buffer manager (000, "Buffer Management Strategy"): judges the buffer every so often, and acts. */
export function bufferManager(settings: BufferManagerSettings): Behaviour {
  return (session) => new BufferManager(settings, session).start();
}

class BufferManager {
  private readonly settings: BufferManagerSettings;
  private readonly session: SessionControl;
  private readonly holes: BufferHoles;
  private readonly mediaEnd: Seconds;
  private judgements = 0;
  private health: BufferHealth | undefined = undefined;
  /** What the player was told last; undefined while a whole film is fetched. */
  private target: Seconds | undefined = undefined;
  /** Playback is held back because of a panic. */
  private holding = false;

  constructor(settings: BufferManagerSettings, session: SessionControl) {
    const times = new SegmentTimes(session.video);
    this.settings = settings;
    this.session = session;
    this.holes = new BufferHoles(session, times);
    this.mediaEnd = times.end;
    session.listen({
      // Which lets it go on.
      sought: () => {
        this.holding = false;
      },
    });
  }

  start(): void {
    this.aim(this.settings.target);
    this.planNext();
  }

  private planNext(): void {
    this.judgements++;
    this.session.at(this.judgements * this.settings.every, () => {
      this.judge();
      this.planNext();
    });
  }

  private judge(): void {
    const { session, settings } = this;
    const released = this.endPanicHold();
    // With nothing left to fetch, a falling buffer is the end of the video and no trouble.
    if (!JUDGED.includes(session.state) || this.allBuffered()) return;
    const hole = this.holes.next();
    const health = bufferHealth(session.buffer(), hole === undefined ? 0 : hole.end - hole.start, settings);
    if (health !== this.health) this.enter(health);
    this.aimFor(health);
    if (health === "critical" && settings.pauseInPanic && session.state === "playing" && !released) {
      this.holding = true;
      session.holdPlayback(true);
    }
    this.jumpHole();
  }

  private enter(health: BufferHealth): void {
    const { session } = this;
    if (health === "critical") session.limitLevels(BY, { max: 0 });
    else if (this.health === "critical") session.limitLevels(BY, undefined);
    this.health = health;
    session.note({ at: session.now, kind: "buffer health", health });
  }

  private aimFor(health: BufferHealth): void {
    const { session, settings } = this;
    const { content, device, player } = session.settings;
    if (content?.kind === "movie" && prefetchesFilm(content, session.throughput())) {
      session.limitBuffer(BY, undefined);
      this.target = undefined;
      return;
    }
    const factor = bufferFactorAt(device?.events, session.now);
    const target = bufferTarget(health, settings.target * factor, player.maxBuffer * factor, settings);
    if (target !== this.target) this.aim(target);
  }

  private aim(target: Seconds): void {
    const { session } = this;
    this.target = target;
    session.limitBuffer(BY, target);
    session.note({ at: session.now, kind: "buffer target", target });
  }

  /**
   * Lets playback go on once there is enough, or as much as there will be: a buffer that is full below that level, or
   * has no more to come, would wait for ever. To hold it is a stall, and not the viewer's pause (ours; the document
   * calls the player's `pause`).
   *
   * @returns whether it was let go on
   */
  private endPanicHold(): boolean {
    const { session, settings } = this;
    if (!this.holding) return false;
    if (session.buffer() < settings.minLevel && this.holes.busy && !this.allBuffered()) return false;
    this.holding = false;
    session.holdPlayback(false);
    return true;
  }

  /**
   * Jumps a hole at which playback has stopped, unless what is missing is on its way. The document jumps as soon as
   * there is a hole, which would skip what can be played before it: a slip.
   */
  private jumpHole(): void {
    const { session, settings } = this;
    if (session.state !== "rebuffering") return;
    const hole = this.holes.next();
    if (hole === undefined || this.holes.isUnderWay(hole.segment)) return;
    const stoppedThere = hole.start - session.position() <= settings.holeTolerance;
    if (stoppedThere && hole.end - hole.start > settings.holeTolerance) session.seek(hole.end, "hole");
  }

  private allBuffered(): boolean {
    return this.session.bufferedEnd() >= this.mediaEnd - ROUNDING;
  }
}
