import type { Bits, Seconds } from "../../units.js";
import { ROUNDING } from "../player/player.js";
import { mayRepeat } from "./may-repeat.js";
import { Path } from "./path.js";
import type { OptimumProblem } from "./problem.js";
import { roomFor, startsWith } from "./starts-with.js";

/**
 * Where a plan has got to when a segment has arrived: the state of the player as `SequentialLane` has it.
 *
 * Until playback starts, only the clock counts. From then on the playhead moves, but for the time that a faithful
 * course takes to refill the buffer after a stall.
 */
export interface Place {
  /** When the last segment arrived. */
  clock: Seconds;
  moving: boolean;
  /** When playback last started or resumed. */
  since: Seconds;
  /** Segments that had been shown by then. */
  shown: number;
}

/**
 * The player's course along a plan, from arrival to arrival. It comes in two kinds.
 *
 * The faithful course is the engine's. The smooth course is at least as good whatever the plan, and monotone: a player
 * that is earlier, and has stalled less, stays so under the same levels, since each of the steps below rises with
 * both. They differ in three things: the smooth one resumes with one segment, whatever `resumeBuffer` says; it waits
 * for room for exactly as long as it takes, whatever `idleStep` says; and it lets a request take as long as it likes.
 */
export class Course {
  readonly segments: number;
  readonly levels: number;
  /** Segments with which playback starts. */
  readonly startsWith: number;
  /** Media time at which each segment begins, and the end. */
  readonly starts: Float64Array;
  readonly rate: number;
  /** The buffer level at which each segment is asked for. */
  readonly rooms: Float64Array;
  readonly path: Path;
  /** The request that was made last: when it could be made, was made, and its first bit. */
  due: Seconds = 0;
  sent: Seconds = 0;
  /** Whether a plan may hold requests back before playback starts. */
  private readonly waitsAtStart: boolean;
  /** Whether the policy is asked about the first segment; "again": only if the player's request for it comes to nothing. */
  private readonly asksForFirst: "yes" | "no" | "again";
  private readonly sizes: readonly Float64Array[];
  private readonly resumeBuffer: Seconds;
  private readonly idleStep: Seconds | undefined;
  private readonly mostToFirstByte: Seconds;
  private readonly mostInAll: Seconds;

  constructor({ trace, offset, video, settings, qoe }: OptimumProblem) {
    const { player, network, requests } = settings;
    const { durations } = video;
    this.segments = durations.length;
    this.levels = video.levels.length;
    this.sizes = video.sizes;
    this.rate = player.playbackRate ?? 1;
    this.starts = new Float64Array(durations.length + 1);
    this.rooms = new Float64Array(durations.length);
    for (let i = 0; i < durations.length; i++) {
      this.rooms[i] = roomFor(player, durations[i]!);
      this.starts[i + 1] = this.starts[i]! + durations[i]!;
    }
    this.startsWith = startsWith(player, durations);
    this.resumeBuffer = player.resumeBuffer;
    this.idleStep = player.idleStep;
    this.mostToFirstByte = Math.min(
      player.starvedAfter,
      requests?.firstByteTimeout ?? Number.POSITIVE_INFINITY,
    );
    this.mostInAll = Math.min(player.starvedAfter, requests?.timeout ?? Number.POSITIVE_INFINITY);
    this.path = new Path(trace, offset, network, player.starvedAfter, durations.length);
    this.asksForFirst =
      player.firstLevel === undefined ? "yes" : mayRepeat(settings, "first") ? "again" : "no";
    this.waitsAtStart = qoe.startupCost >= qoe.stallCost;
  }

  /** Whether the two kinds are the same but for how long requests may take. */
  get isSmooth(): boolean {
    if (this.idleStep !== undefined) return false;
    for (let i = 0; i < this.segments - 1; i++)
      if (this.starts[i + 1]! - this.starts[i]! + ROUNDING < this.resumeBuffer) return false;
    return true;
  }

  /**
   * Makes a request before playback starts.
   *
   * @param late at that clock or at some later time
   * @returns its first bit at the earliest
   */
  requestAtStart(segment: number, clock: Seconds, late: boolean, faithful: boolean): Seconds {
    const { path } = this;
    const asked = segment > 0 || this.asksForFirst === "yes" || (this.asksForFirst === "again" && !faithful);
    const mayWait = late || (this.waitsAtStart && asked);
    const first = mayWait ? path.earliestFirstByte(clock) : path.firstByte(clock);
    this.due = clock;
    this.sent = path.sent;
    return first;
  }

  /** Makes the request for the next segment as soon as it pays. @returns when its first bit comes */
  request(segment: number, place: Place, faithful: boolean): Seconds {
    const { path } = this;
    const due = this.dueAt(segment, place, faithful);
    this.due = due;
    if (segment < this.startsWith) return this.requestAtStart(segment, due, false, faithful);
    const first = path.earliestFirstByte(due);
    this.sent = path.sent;
    return first;
  }

  /**
   * Receives a segment and shows what is to be shown meanwhile.
   *
   * @param place is changed to where the plan is then
   * @returns whether it arrives
   */
  receive(segment: number, level: number, firstByte: Seconds, place: Place, faithful: boolean): boolean {
    const size: Bits = this.sizes[segment]![level]!;
    return this.receiveAt(this.path.arrival(segment, firstByte, size), segment, firstByte, place, faithful);
  }

  /** The same of a segment whose last bit comes at `end`. */
  receiveAt(end: Seconds, segment: number, firstByte: Seconds, place: Place, faithful: boolean): boolean {
    const { starts, startsWith, sent } = this;
    if (!(end < Number.POSITIVE_INFINITY)) return false;
    if (faithful && (end - sent > this.mostInAll || firstByte - sent > this.mostToFirstByte)) return false;
    const arrived = segment + 1;
    if (arrived <= startsWith) {
      if (arrived === startsWith) this.resume(place, end, 0);
    } else {
      if (place.moving) {
        const dry = place.since + (starts[segment]! - starts[place.shown]!) / this.rate;
        if (dry < end) {
          place.moving = false;
          place.shown = segment;
        }
      }
      if (!place.moving && (!faithful || this.hasEnough(arrived, place.shown)))
        this.resume(place, end, place.shown);
    }
    place.clock = end;
    return true;
  }

  /** Playback starts. */
  start(place: Place, at: Seconds): void {
    this.resume(place, at, 0);
    place.clock = at;
  }

  /** What playing has waited in all, startup included; of a stall under way, until now. */
  waited({ moving, since, clock, shown }: Place): Seconds {
    return (moving ? since : clock) - this.starts[shown]! / this.rate;
  }

  private dueAt(segment: number, place: Place, faithful: boolean): Seconds {
    const { clock } = place;
    if (segment < this.startsWith) return clock;
    const { starts, rate } = this;
    const shownTo = starts[place.shown]!;
    const position = place.moving ? shownTo + rate * (clock - place.since) : shownTo;
    const buffer = Math.max(0, starts[segment]! - position);
    const room = this.rooms[segment]!;
    if (!(buffer > room)) return clock;
    // A stalled player that has no room for more plays what it has.
    if (!place.moving) this.resume(place, clock, place.shown);
    const due = Math.max(clock, place.since + (starts[segment]! - room - shownTo) / rate);
    const { idleStep } = this;
    if (!faithful || idleStep === undefined || due === clock) return due;
    return clock + Math.ceil((due - clock) / idleStep) * idleStep;
  }

  private resume(place: Place, at: Seconds, shown: number): void {
    place.moving = true;
    place.since = at;
    place.shown = shown;
  }

  private hasEnough(arrived: number, shown: number): boolean {
    if (arrived === this.segments) return true;
    return this.starts[arrived]! - this.starts[shown]! + ROUNDING >= this.resumeBuffer;
  }
}
