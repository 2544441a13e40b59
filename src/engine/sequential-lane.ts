import type { Phase, Policy } from "../model/policy.js";
import type { PolicyMethod } from "../model/policy-problems.js";
import { OUTCOME_CODE, type SessionEnd, STATE_CODE } from "../model/session.js";
import type { PlayerSettings, SessionSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { CapacityCursor, intervalAt, loopStart, NEAR } from "./network/capacity.js";
import type { SamplePool } from "./player/observed.js";
import { ObservedState } from "./player/observed.js";
import { ROUNDING } from "./player/player.js";
import { checkedLevel, checkedWait } from "./player/policy-fault.js";
import type { Recorder } from "./recorder.js";

/** The policy asks for what only the general engine does: the session is to be simulated there, from its start. */
export class NeedsGeneralEngine extends Error {
  override readonly name = "NeedsGeneralEngine";
}

/**
 * The fast lane: a player that makes one request at a time and has the link to itself, driven straight from request
 * to request. What happens next is known here without an agenda, and this is the case that researchers run by the
 * million.
 *
 * It is not a second model. It is what {@link Player}, {@link Playhead} and {@link CapacityCursor} compute in this
 * case, the same terms in the same order, written out in one method so that numbers stay in registers; a property
 * test holds the two lanes equal to the bit. A call for each segment, and not one loop around all, because engines
 * optimise functions better than loops. Whatever is rare is left to those classes.
 */
export class SequentialLane {
  /** The policy's method that is running, so that its exceptions can be told from the engine's own. */
  asking: PolicyMethod | undefined = undefined;
  /** When the last thing happened. */
  now: Seconds = 0;
  /** The segment being fetched. */
  segment = 0;

  private readonly policy: Policy;
  private readonly video: Video;
  private readonly trace: Trace;
  private readonly offset: Seconds;
  private readonly settings: PlayerSettings;
  private readonly rtt: Seconds | undefined;
  private readonly leaveAt: Seconds;
  private readonly recorder: Recorder;
  private readonly observed: ObservedState;

  // The playhead: see Playhead.
  private moving = false;
  private started = false;
  private anchorTime: Seconds = 0;
  private anchorPosition: Seconds = 0;
  private bufferedEnd: Seconds = 0;

  // The interval of the trace that was looked at last: see CapacityCursor.
  private loop = 0;
  private row = 0;
  private rowEnd: Seconds = 0;

  constructor(
    policy: Policy,
    video: Video,
    trace: Trace,
    offset: Seconds,
    settings: SessionSettings,
    recorder: Recorder,
    samples: SamplePool,
  ) {
    this.policy = policy;
    this.video = video;
    this.trace = trace;
    this.offset = offset;
    this.settings = settings.player;
    this.rtt = settings.network.rtt;
    this.leaveAt = settings.viewer.leaveAt ?? Number.POSITIVE_INFINITY;
    this.recorder = recorder;
    this.observed = new ObservedState(video, settings.player.maxBuffer, recorder.requests, samples);
    recorder.requests.reserve(video.durations.length);
    recorder.state(STATE_CODE.starting, 0, 0);
    this.standAt(intervalAt(trace, offset, 0));
  }

  run(): SessionEnd {
    const segments = this.video.durations.length;
    for (let segment = 0; segment < segments; segment++) {
      const end = this.fetch(segment);
      if (end !== undefined) return end;
    }
    return this.playOut();
  }

  /** From the moment that the segment before has arrived until this one has; or the end of the session. */
  private fetch(segment: number): SessionEnd | undefined {
    const { policy, video, trace, settings, observed, recorder, leaveAt, offset } = this;
    const { requests } = recorder;
    const duration = video.durations[segment]!;
    const sizes = video.sizes[segment]!;
    let { moving, anchorTime, anchorPosition, bufferedEnd } = this;
    const { now } = this;
    this.segment = segment;

    // 1. Room: as Player.awaitRoom.
    const room = Math.max(0, settings.maxBuffer - duration);
    let decided = now;
    let buffer = bufferAt(bufferedEnd, moving, anchorTime, anchorPosition, now);
    if (buffer > room) {
      if (!moving) {
        moving = true;
        anchorTime = now;
        this.started = true;
        recorder.state(STATE_CODE.playing, now, anchorPosition);
      }
      decided = Math.max(now, anchorTime + (bufferedEnd - room - anchorPosition));
      buffer = room;
      this.moving = moving;
      this.anchorTime = anchorTime;
      if (decided > leaveAt) return this.quit();
    }

    // 2. Decision: as Player.decide.
    const next = observed.segment;
    next.index = segment;
    next.duration = duration;
    next.remaining = video.durations.length - segment;
    next.sizes = video.sizesShown[segment]!;
    this.now = decided;
    if (decided > now && policy.onIdle !== undefined) {
      this.asking = "onIdle";
      policy.onIdle(decided - now);
    }
    observed.now = decided;
    observed.phase = this.phase();
    observed.buffer = buffer;
    this.asking = "decide";
    const decision = policy.decide(observed);
    if (decision?.replaceFrom !== undefined) throw new NeedsGeneralEngine();
    const level = checkedLevel(decision, sizes.length);
    const requested = decided + checkedWait(decision);
    const { estimate, reason } = decision;
    this.asking = undefined;
    if (requested > leaveAt) return this.quit();
    const size = sizes[level]!;
    const bufferBefore = bufferAt(bufferedEnd, moving, anchorTime, anchorPosition, requested);

    // 3. Transfer: as CapacityCursor.latencyAt and deliveryEnd.
    const { bandwidths, ends, latencies } = trace;
    const rows = ends.length;
    let latency = this.rtt ?? 0;
    if (this.rtt === undefined && latencies !== undefined) {
      this.moveTo(requested);
      latency = latencies[this.row]!;
    }
    const firstByte = requested + latency;
    const giveUp = requested + settings.starvedAfter;
    let end = firstByte;
    if (size > trace.bitsPerPeriod)
      end = new CapacityCursor(trace, offset).deliveryEnd(firstByte, size, giveUp);
    else {
      this.moveTo(firstByte);
      let { loop, row, rowEnd } = this;
      let origin = loopStart(trace, offset, loop);
      let remaining = size;
      let overrun = false;
      for (let step = 0; !overrun; step++) {
        const available = bandwidths[row]! * (rowEnd - end);
        if (available >= remaining) break;
        overrun = step > 2 * rows;
        remaining -= available;
        end = rowEnd;
        if (++row === rows) {
          row = 0;
          loop++;
          origin = loopStart(trace, offset, loop);
        }
        rowEnd = origin + ends[row]!;
      }
      this.loop = loop;
      this.row = row;
      this.rowEnd = rowEnd;
      end = overrun ? Number.POSITIVE_INFINITY : Math.min(end + remaining / bandwidths[row]!, rowEnd);
    }

    // 4. The end of the session, if it comes before.
    const cut = end > giveUp || end > leaveAt;

    // 5. Stall: as Player.runDry.
    const limit = cut ? Math.min(giveUp, leaveAt) : end;
    if (moving) {
      const dry = anchorTime + (bufferedEnd - anchorPosition);
      if (dry < limit) {
        moving = false;
        anchorTime = dry;
        anchorPosition = bufferedEnd;
        this.runDry(dry);
      }
    }

    // 6. Arrival: as Player.deliver.
    this.now = limit;
    if (!cut) bufferedEnd += duration;
    const bufferAfter = bufferAt(bufferedEnd, moving, anchorTime, anchorPosition, limit);
    const row = requests.count++;
    requests.segment[row] = segment;
    requests.level[row] = level;
    requests.size[row] = size;
    requests.received[row] = size;
    requests.decided[row] = decided;
    requests.requested[row] = requested;
    requests.firstByte[row] = firstByte;
    requests.finished[row] = limit;
    requests.bufferBefore[row] = bufferBefore;
    requests.bufferAfter[row] = bufferAfter;
    requests.estimate[row] = estimate ?? Number.NaN;
    requests.outcome[row] = OUTCOME_CODE.delivered;
    requests.reason[row] = reason;
    if (cut) {
      this.moving = moving;
      this.anchorTime = anchorTime;
      this.anchorPosition = anchorPosition;
      return this.cut(row, giveUp);
    }
    if (!moving && (segment === video.durations.length - 1 || bufferAfter + ROUNDING >= this.threshold())) {
      moving = true;
      anchorTime = end;
      this.started = true;
      recorder.state(STATE_CODE.playing, end, anchorPosition);
    }
    this.moving = moving;
    this.anchorTime = anchorTime;
    this.anchorPosition = anchorPosition;
    this.bufferedEnd = bufferedEnd;
    observed.lastLevel = level;
    if (policy.onSample !== undefined) this.tellSample(segment);
    return undefined;
  }

  /** The session ends before the request does, whose row of the log is set right. */
  private cut(row: number, giveUp: Seconds): SessionEnd {
    const { requests } = this.recorder;
    const starved = giveUp <= this.leaveAt;
    const firstByte = requests.firstByte[row]!;
    const begun = firstByte <= this.now;
    const capacity = new CapacityCursor(this.trace, this.offset);
    requests.received[row] = begun
      ? Math.min(requests.size[row]!, capacity.delivered(firstByte, this.now))
      : 0;
    if (!begun) requests.firstByte[row] = Number.NaN;
    requests.outcome[row] = starved ? OUTCOME_CODE.starved : OUTCOME_CODE.cut;
    return this.end(starved ? "starved" : "quit");
  }

  /** The viewer leaves while nothing is under way. */
  private quit(): SessionEnd {
    if (this.moving) {
      const dry = this.anchorTime + (this.bufferedEnd - this.anchorPosition);
      if (dry < this.leaveAt) {
        this.runDry(dry);
        this.moving = false;
        this.anchorPosition = this.bufferedEnd;
      }
    }
    this.now = this.leaveAt;
    return this.end("quit");
  }

  /** All media has arrived; what is left is to watch it. */
  private playOut(): SessionEnd {
    const end = this.anchorTime + (this.bufferedEnd - this.anchorPosition);
    this.now = Math.min(end, this.leaveAt);
    return this.end(end <= this.leaveAt ? "completed" : "quit");
  }

  private end(status: "completed" | "quit" | "starved"): SessionEnd {
    if (status !== "starved") {
      const { now, moving, anchorTime, anchorPosition } = this;
      const position = moving ? anchorPosition + (now - anchorTime) : anchorPosition;
      this.recorder.state(status === "completed" ? STATE_CODE.ended : STATE_CODE.quit, now, position);
    }
    return { status, at: this.now };
  }

  private runDry(time: Seconds): void {
    this.recorder.state(STATE_CODE.rebuffering, time, this.bufferedEnd);
    if (this.policy.onStall === undefined) return;
    this.now = time;
    this.asking = "onStall";
    this.policy.onStall(time);
    this.asking = undefined;
  }

  private tellSample(segment: number): void {
    const { observed, now } = this;
    observed.showSegment(segment + 1);
    observed.now = now;
    observed.phase = this.phase();
    observed.buffer = bufferAt(this.bufferedEnd, this.moving, this.anchorTime, this.anchorPosition, now);
    this.asking = "onSample";
    this.policy.onSample?.(observed.lastSample(), observed);
    this.asking = undefined;
  }

  private phase(): Phase {
    if (this.moving) return "playing";
    return this.started ? "rebuffering" : "startup";
  }

  private threshold(): Seconds {
    return this.started ? this.settings.resumeBuffer : this.settings.startupBuffer;
  }

  /** Moves on to the interval of the trace that holds this time. */
  private moveTo(time: Seconds): void {
    for (let step = 0; this.rowEnd <= time; step++) {
      if (step === NEAR) {
        this.standAt(intervalAt(this.trace, this.offset, time));
        return;
      }
      if (++this.row === this.trace.ends.length) {
        this.row = 0;
        this.loop++;
      }
      this.rowEnd = loopStart(this.trace, this.offset, this.loop) + this.trace.ends[this.row]!;
    }
  }

  private standAt(interval: number): void {
    const rows = this.trace.ends.length;
    this.loop = Math.floor(interval / rows);
    this.row = interval - this.loop * rows;
    this.rowEnd = loopStart(this.trace, this.offset, this.loop) + this.trace.ends[this.row]!;
  }
}

/** As Playhead.bufferAt. */
function bufferAt(
  bufferedEnd: Seconds,
  moving: boolean,
  anchorTime: Seconds,
  anchorPosition: Seconds,
  time: Seconds,
): Seconds {
  return Math.max(0, bufferedEnd - (moving ? anchorPosition + (time - anchorTime) : anchorPosition));
}
