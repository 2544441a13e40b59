import type { Decision, InFlight, Phase, Policy } from "../../model/policy.js";
import type { PolicyMethod } from "../../model/policy-problems.js";
import { STATE_CODE } from "../../model/session.js";
import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import type { Recorder } from "../recorder.js";
import { ObservedState, type SamplePool } from "./observed.js";
import { checkedAbandonment, checkedLevel } from "./policy-fault.js";

/** What a policy is told of each state in which it is asked, by state code. A paused player is one that may play. */
const PHASES: readonly Phase[] = ["startup", "playing", "rebuffering", "seeking", "playing"];

/** What the player knows when a policy is called. */
export interface PolicyView {
  readonly now: Seconds;
  /** As in STATE_CODE. */
  readonly state: number;
  readonly buffer: Seconds;
}

/** A policy in its session: fills its observation, calls its methods, and checks what it answers. */
export class PolicyHost {
  /** The method that is running, so that its exceptions can be told from the engine's own. */
  asking: PolicyMethod | undefined = undefined;
  readonly observed: ObservedState;
  private readonly policy: Policy;
  private readonly recorder: Recorder;
  private readonly levels: number;
  /** What changes with every call and is known elsewhere: live edge, device. */
  private readonly refresh: ((observed: ObservedState) => void) | undefined;

  constructor(
    policy: Policy,
    video: Video,
    maxBuffer: Seconds,
    recorder: Recorder,
    samples: SamplePool,
    refresh?: (observed: ObservedState) => void,
  ) {
    this.policy = policy;
    this.recorder = recorder;
    this.levels = video.levels.length;
    this.observed = new ObservedState(video, maxBuffer, recorder.requests, samples, true);
    this.refresh = refresh;
  }

  get hearsProgress(): boolean {
    return this.policy.onProgress !== undefined;
  }

  /** @returns the decision, its level checked to be one of the ladder's */
  decide(view: PolicyView): Decision {
    this.observe(view);
    this.asking = "decide";
    const decision = this.policy.decide(this.observed);
    checkedLevel(decision, this.levels);
    return decision;
  }

  /** The player waited so long for room in its buffer. */
  idled(seconds: Seconds): void {
    if (seconds <= 0 || this.policy.onIdle === undefined) return;
    this.asking = "onIdle";
    this.policy.onIdle(seconds);
    this.asking = undefined;
  }

  /** The last row of the log is a finished download. */
  sampled(view: PolicyView, level: number, nextSegment: number): void {
    const { observed, policy } = this;
    observed.addSample();
    observed.lastLevel = level;
    if (policy.onSample === undefined) return;
    observed.showSegment(nextSegment);
    this.observe(view);
    this.asking = "onSample";
    policy.onSample(observed.lastSample(), observed);
    this.asking = undefined;
  }

  /** @returns the level that the policy would rather have, if it gives the download up */
  progressed(view: PolicyView, inFlight: InFlight): number | undefined {
    this.observe(view);
    this.observed.inFlight = inFlight;
    this.asking = "onProgress";
    const asked = checkedAbandonment(this.policy.onProgress?.(inFlight, this.observed), this.levels);
    const level = asked === undefined ? undefined : this.clamped(asked);
    this.asking = undefined;
    delete this.observed.inFlight;
    return level;
  }

  stalled(now: Seconds): void {
    if (this.policy.onStall === undefined) return;
    this.observed.now = now;
    this.asking = "onStall";
    this.policy.onStall(now);
    this.asking = undefined;
  }

  sought(to: Seconds): void {
    if (this.policy.onSeek === undefined) return;
    this.asking = "onSeek";
    this.policy.onSeek(to);
    this.asking = undefined;
  }

  /** The level, moved into the range that the player accepts now; counted if that changes it. */
  clamped(level: number): number {
    const [min, max] = this.observed.allowed;
    if (level >= min && level <= max) return level;
    this.recorder.clampedDecisions++;
    return level < min ? min : max;
  }

  private observe({ now, state, buffer }: PolicyView): void {
    const { observed } = this;
    observed.now = now;
    observed.phase = PHASES[state] ?? PHASES[STATE_CODE.playing]!;
    observed.buffer = buffer;
    this.refresh?.(observed);
  }
}
