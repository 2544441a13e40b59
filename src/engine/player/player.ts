import type { Decision, Phase, Policy } from "../../model/policy.js";
import { OUTCOME_CODE, type SessionEnd, STATE_CODE } from "../../model/session.js";
import type { PlayerSettings } from "../../model/settings.js";
import type { Video } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";
import type { Recorder } from "../recorder.js";
import { ObservedState, type SamplePool } from "./observed.js";
import { PendingRequest } from "./pending-request.js";
import { Playhead } from "./playhead.js";
import { checkedLevel, checkedWait, type PolicyMethod } from "./policy-fault.js";

/** Seconds by which a sum of segment durations may miss a threshold that it meets on paper. */
export const ROUNDING = 1e-9;

/** What a policy is told of each state in which it is asked, by state code. */
const PHASES: readonly Phase[] = ["startup", "playing", "rebuffering", "seeking"];

/**
 * The player as a state machine: what it does when something happens, not when things happen. The lanes that drive
 * it (one event after another from a queue, or straight from request to request) find out when, set its clock, and
 * call it in order of time. It asks the policy and writes the log.
 */
export class Player {
  /** The time at which the next call happens; set by the lane. */
  now: Seconds = 0;
  /** When the segment asked about by {@link awaitRoom} fits into the buffer. */
  roomAt: Seconds = 0;
  /** The buffer level that was waited for, if the player had to wait. */
  private bufferAtRoom: Seconds | undefined = undefined;
  readonly playhead = new Playhead();
  readonly pending = new PendingRequest();
  /** The policy's method that is running, so that its exceptions can be told from the engine's own. */
  asking: PolicyMethod | undefined = undefined;

  private state: number = STATE_CODE.starting;
  private readonly policy: Policy;
  private readonly video: Video;
  private readonly settings: PlayerSettings;
  private readonly recorder: Recorder;
  private readonly observed: ObservedState;
  private readonly allowed: readonly [min: number, max: number];

  constructor(
    policy: Policy,
    video: Video,
    settings: PlayerSettings,
    recorder: Recorder,
    samples: SamplePool,
  ) {
    this.policy = policy;
    this.video = video;
    this.settings = settings;
    this.recorder = recorder;
    this.observed = new ObservedState(video, settings.maxBuffer, recorder.requests, samples);
    this.allowed = this.observed.allowed;
    this.recorder.state(STATE_CODE.starting, 0);
  }

  /** The segment asked about last. */
  get segment(): number {
    return this.pending.segment;
  }

  /** Everything has been downloaded. */
  get complete(): boolean {
    return this.recorder.requests.count === this.video.durations.length;
  }

  /**
   * Finds out when the segment fits into the buffer ({@link roomAt}). If it does not fit although playback has not
   * started, more media will never come by waiting, so playback starts now.
   */
  awaitRoom(segment: number): void {
    const { now, playhead } = this;
    const { maxBuffer, bufferLimit, idleStep } = this.settings;
    // A segment longer than the whole buffer fits once the buffer is empty.
    const room =
      bufferLimit === "below" ? maxBuffer : Math.max(0, maxBuffer - this.video.durations[segment]!);
    this.roomAt = now;
    this.bufferAtRoom = undefined;
    if (playhead.bufferAt(now) <= room) return;
    if (!playhead.moving) this.play();
    this.roomAt = Math.max(now, playhead.timeOfBuffer(room));
    if (idleStep === undefined) this.bufferAtRoom = room;
    else this.roomAt = now + Math.ceil((this.roomAt - now) / idleStep) * idleStep;
  }

  /** Asks the policy about a segment for which there is room now; the answer is in {@link pending}. */
  decide(segment: number, waitedForRoom: Seconds): void {
    const { observed, pending, policy } = this;
    pending.segment = segment;
    observed.showSegment(segment);
    if (waitedForRoom > 0 && policy.onIdle !== undefined) {
      this.asking = "onIdle";
      policy.onIdle(waitedForRoom);
    }
    const sizes = this.video.sizes[segment]!;
    const { firstLevel } = this.settings;
    const decision =
      segment === 0 && firstLevel !== undefined
        ? { level: Math.min(firstLevel, sizes.length - 1) }
        : this.ask();
    pending.level = this.clamp(checkedLevel(decision, sizes.length));
    pending.size = sizes[pending.level]!;
    pending.decided = this.now;
    pending.requested = this.now + checkedWait(decision);
    pending.estimate = decision.estimate;
    pending.reason = decision.reason;
    this.asking = undefined;
  }

  private ask(): Decision {
    this.observe();
    // What was waited for is what is there: rounding must not put it on the wrong side of a policy's threshold.
    if (this.bufferAtRoom !== undefined) this.observed.buffer = this.bufferAtRoom;
    this.asking = "decide";
    return this.policy.decide(this.observed);
  }

  /** The pending request goes out. */
  send(): void {
    this.pending.bufferBefore = this.playhead.bufferAt(this.pending.requested);
  }

  /** The buffer is empty and media is left to play. */
  runDry(): void {
    const { now, policy } = this;
    this.playhead.stopDry(now);
    this.enter(STATE_CODE.rebuffering);
    if (policy.onStall === undefined) return;
    this.observed.now = now;
    this.asking = "onStall";
    policy.onStall(now);
    this.asking = undefined;
  }

  /** The pending request's last bit has arrived. */
  deliver(): void {
    const { observed, pending, playhead, policy } = this;
    playhead.bufferedEnd += this.video.durations[pending.segment]!;
    pending.received = pending.size;
    this.record(OUTCOME_CODE.delivered);
    if (!playhead.moving && (this.complete || pending.bufferAfter + ROUNDING >= this.threshold()))
      this.play();
    observed.lastLevel = pending.level;
    if (policy.onSample === undefined) return;
    observed.showSegment(pending.segment + 1);
    this.observe();
    this.asking = "onSample";
    policy.onSample(observed.lastSample(), observed);
    this.asking = undefined;
  }

  /** The session ends while the pending request is under way. */
  cut(received: Bits, outcome: "cut" | "starved"): void {
    this.pending.received = received;
    this.record(OUTCOME_CODE[outcome]);
  }

  /** The session is over. */
  stop(status: "completed" | "quit" | "starved"): SessionEnd {
    if (status === "completed") this.enter(STATE_CODE.ended);
    if (status === "quit") this.enter(STATE_CODE.quit);
    return { status, at: this.now };
  }

  private record(outcome: number): void {
    const { pending } = this;
    pending.finished = this.now;
    pending.bufferAfter = this.playhead.bufferAt(this.now);
    pending.outcome = outcome;
    this.recorder.requests.append(pending);
  }

  private play(): void {
    this.playhead.start(this.now);
    this.enter(STATE_CODE.playing);
  }

  private enter(state: number): void {
    this.state = state;
    this.recorder.state(state, this.now);
  }

  private threshold(): Seconds {
    return this.state === STATE_CODE.starting ? this.settings.startupBuffer : this.settings.resumeBuffer;
  }

  private observe(): void {
    this.observed.now = this.now;
    this.observed.phase = PHASES[this.state]!;
    this.observed.buffer = this.playhead.bufferAt(this.now);
  }

  private clamp(level: number): number {
    const [min, max] = this.allowed;
    if (level >= min && level <= max) return level;
    this.recorder.clampedDecisions++;
    return level < min ? min : max;
  }
}
