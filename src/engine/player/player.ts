import type { Phase, Policy } from "../../model/policy.js";
import { OUTCOME_CODE, type SessionEnd, STATE_CODE } from "../../model/session.js";
import type { PlayerSettings } from "../../model/settings.js";
import type { Video } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";
import type { PendingRequest, Recorder } from "../recorder.js";
import { ObservedState, type SamplePool } from "./observed.js";
import { Playhead } from "./playhead.js";
import { checkedLevel, checkedWait } from "./policy-fault.js";

/** Seconds by which a sum of segment durations may miss a threshold that it meets on paper. */
const ROUNDING = 1e-9;

/** What a policy is told of each state in which it is asked, by state code. */
const PHASES: readonly Phase[] = ["startup", "playing", "rebuffering", "seeking"];

/**
 * The player as a state machine: what it does when something happens, not when things happen. The lanes that drive
 * it (one event after another from a queue, or straight from request to request) find out when, and call it in
 * order of time. It asks the policy and writes the log.
 */
export class Player {
  readonly playhead = new Playhead();
  readonly pending: PendingRequest = {
    segment: 0,
    level: 0,
    size: 0,
    decided: 0,
    requested: 0,
    bufferBefore: 0,
    estimate: undefined,
    reason: undefined,
  };
  /** The policy's method that is running, so that its exceptions can be told from the engine's own. */
  asking: "decide" | "onSample" | "onIdle" | "onStall" | undefined = undefined;

  private state: number = STATE_CODE.starting;
  private readonly policy: Policy;
  private readonly video: Video;
  private readonly settings: PlayerSettings;
  private readonly recorder: Recorder;
  private readonly observed: ObservedState;

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
    this.observed = new ObservedState(video, settings.maxBuffer, samples);
    this.recorder.state(STATE_CODE.starting, 0);
  }

  /** When the policy was called last. */
  get askedAt(): Seconds {
    return this.observed.now;
  }

  /** Everything has been downloaded. */
  get complete(): boolean {
    return this.observed.samples.length === this.video.durations.length;
  }

  /**
   * When the segment fits into the buffer. If it does not fit although playback has not started, more media will
   * never come by waiting, so playback starts now.
   */
  timeOfRoom(now: Seconds, segment: number): Seconds {
    // A segment longer than the whole buffer fits once the buffer is empty.
    const room = Math.max(0, this.settings.maxBuffer - this.video.durations[segment]!);
    if (this.playhead.bufferAt(now) <= room) return now;
    if (!this.playhead.moving) this.play(now);
    const time = this.playhead.timeOfBuffer(room);
    return time > now ? time : now;
  }

  /** The buffer was full for this long. */
  idled(seconds: Seconds): void {
    if (this.policy.onIdle === undefined || seconds <= 0) return;
    this.asking = "onIdle";
    this.policy.onIdle(seconds);
    this.asking = undefined;
  }

  /** Asks the policy about a segment; the answer is in `pending`, the request due at `pending.requested`. */
  decide(now: Seconds, segment: number): void {
    const { observed, pending, video } = this;
    pending.segment = segment;
    observed.showSegment(segment);
    this.observe(now);
    this.asking = "decide";
    const decision = this.policy.decide(observed);
    const level = checkedLevel(decision, video.levels.length);
    const wait = checkedWait(decision);
    this.asking = undefined;
    pending.level = this.clamp(level);
    pending.size = video.sizes[segment]![pending.level]!;
    pending.decided = now;
    pending.requested = now + wait;
    pending.estimate = decision.estimate;
    pending.reason = decision.reason;
  }

  /** The pending request goes out. */
  send(): void {
    this.pending.bufferBefore = this.playhead.bufferAt(this.pending.requested);
  }

  /** The buffer is empty and media is left to play. */
  runDry(now: Seconds): void {
    this.playhead.stopDry(now);
    this.enter(STATE_CODE.rebuffering, now);
    if (this.policy.onStall === undefined) return;
    this.observed.now = now;
    this.asking = "onStall";
    this.policy.onStall(now);
    this.asking = undefined;
  }

  /** The pending request's last bit has arrived. */
  deliver(firstByte: Seconds, now: Seconds): void {
    const { observed, pending, playhead } = this;
    playhead.bufferedEnd += this.video.durations[pending.segment]!;
    const sample = observed.addSample(pending.requested, firstByte, now, pending.size, pending.level);
    const buffer = playhead.bufferAt(now);
    if (!playhead.moving && (this.complete || buffer + ROUNDING >= this.threshold())) this.play(now);
    this.recorder.request(pending, pending.size, firstByte, now, buffer, OUTCOME_CODE.delivered);
    if (this.policy.onSample === undefined) return;
    observed.showSegment(pending.segment + 1);
    this.observe(now);
    this.asking = "onSample";
    this.policy.onSample(sample, observed);
    this.asking = undefined;
  }

  /** The session ends while the pending request is under way. */
  cut(received: Bits, firstByte: Seconds | undefined, now: Seconds, outcome: "cut" | "starved"): void {
    const buffer = this.playhead.bufferAt(now);
    this.recorder.request(
      this.pending,
      received,
      firstByte ?? Number.NaN,
      now,
      buffer,
      OUTCOME_CODE[outcome],
    );
  }

  /** The session is over. */
  stop(end: SessionEnd): SessionEnd {
    if (end.status === "completed") this.enter(STATE_CODE.ended, end.at);
    if (end.status === "quit") this.enter(STATE_CODE.quit, end.at);
    return end;
  }

  private play(now: Seconds): void {
    this.playhead.start(now);
    this.enter(STATE_CODE.playing, now);
  }

  private enter(state: number, now: Seconds): void {
    this.state = state;
    this.recorder.state(state, now);
  }

  private threshold(): Seconds {
    return this.state === STATE_CODE.starting ? this.settings.startupBuffer : this.settings.resumeBuffer;
  }

  private observe(now: Seconds): void {
    this.observed.now = now;
    this.observed.phase = PHASES[this.state]!;
    this.observed.buffer = this.playhead.bufferAt(now);
  }

  private clamp(level: number): number {
    const [min, max] = this.observed.allowed;
    if (level >= min && level <= max) return level;
    this.recorder.clampedDecisions++;
    return level < min ? min : max;
  }
}
