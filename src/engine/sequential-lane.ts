import type { Policy } from "../model/policy.js";
import { describeThrown, levelProblem, type PolicyMethod } from "../model/policy-problems.js";
import { OUTCOME_CODE, type SessionEnd, STATE_CODE } from "../model/session.js";
import type { Trace } from "../model/trace.js";
import type { Video } from "../model/video.js";
import type { Bits, Seconds } from "../units.js";
import { CapacityCursor, intervalAt, loopStart, MOST_LOOPS, NEAR } from "./network/capacity.js";
import { ObservedState } from "./player/observed.js";
import { ROUNDING } from "./player/player.js";
import { checkedLevel, checkedWait, PolicyFault } from "./player/policy-fault.js";
import type { Recorder, RequestTable } from "./recorder.js";
import { type SimulationSetup, traceOffset } from "./simulation-setup.js";
import type { Workspace } from "./workspace.js";

/** The policy asks for what only the general engine does: the session is to be simulated there, from its start. */
class NeedsGeneralEngine extends Error {
  override readonly name = "NeedsGeneralEngine";
}

/** Where playback stands: see Playhead. */
interface Stand {
  readonly playing: boolean;
  readonly anchorTime: Seconds;
  readonly anchorPosition: Seconds;
  readonly bufferedEnd: Seconds;
}

/**
 * The fast lane: a player that makes one request at a time and has the link to itself, driven straight from request
 * to request. What happens next is known here without an agenda, and this is the case that researchers run by the
 * million.
 *
 * It is not a second model. It is what {@link Player}, {@link Playhead} and {@link CapacityCursor} compute in this
 * case, the same terms in the same order, written out in one loop; a property test holds the two lanes equal to the
 * bit. Whatever is rare is left to those classes, and to the methods after the loop.
 *
 * Nothing is allocated for a segment (test/engine/allocation.test.ts). Numbers are in local variables while the loop
 * runs, because engines keep those in registers, and fields in memory.
 */
export class SequentialLane {
  private readonly policy: Policy;
  private readonly video: Video;
  private readonly trace: Trace;
  /** Where latency changes along the trace; else it is `fixedLatency`. */
  private readonly latencies: Float64Array | undefined;
  private readonly recorder: Recorder;
  private readonly log: RequestTable;
  private readonly observed: ObservedState;
  private readonly describeError: (thrown: unknown) => string;
  private readonly offset: Seconds;
  private readonly fixedLatency: Seconds;
  private readonly maxBuffer: Seconds;
  private readonly startupBuffer: Seconds;
  private readonly resumeBuffer: Seconds;
  private readonly starvedAfter: Seconds;
  private readonly leaveAt: Seconds;

  // The policy's method that is running, so that its exceptions can be told from the engine's own.
  private asking = false;
  private telling: "onIdle" | "onStall" | "onSample" | undefined = undefined;
  /** When the policy was last asked or told anything. */
  private now: Seconds = 0;

  constructor(setup: SimulationSetup, policy: Policy, { recorder, samples }: Workspace) {
    const { trace, video, settings, seed = 1, replicate = 0, describeError = describeThrown } = setup;
    const { player, network, viewer } = settings;
    this.policy = policy;
    this.video = video;
    this.trace = trace;
    this.latencies = network.rtt === undefined ? trace.latencies : undefined;
    this.recorder = recorder;
    this.log = recorder.requests;
    this.observed = new ObservedState(video, player.maxBuffer, recorder.requests, samples);
    this.describeError = describeError;
    this.offset = traceOffset(trace, seed, replicate);
    this.fixedLatency = network.rtt ?? 0;
    this.maxBuffer = player.maxBuffer;
    this.startupBuffer = player.startupBuffer;
    this.resumeBuffer = player.resumeBuffer;
    this.starvedAfter = player.starvedAfter;
    this.leaveAt = viewer.leaveAt ?? Number.POSITIVE_INFINITY;
  }

  /**
   * @returns how the session ended; undefined where the policy asks for what only the general engine does, or changed
   *   what it was only shown: the general engine tells it when
   */
  run(): SessionEnd | undefined {
    this.log.reserve(this.video.durations.length);
    this.recorder.state(STATE_CODE.starting, 0, 0);
    const end = this.fetchOrFail();
    return this.observed.isIntact ? end : undefined;
  }

  private fetchOrFail(): SessionEnd | undefined {
    try {
      return this.fetchAll();
    } catch (thrown) {
      if (thrown instanceof NeedsGeneralEngine) return undefined;
      const method = this.asking ? "decide" : this.telling;
      if (method === undefined) throw thrown;
      return this.failure(method, thrown);
    }
  }

  private fetchAll(): SessionEnd {
    const { policy, trace, latencies, fixedLatency, log, observed } = this;
    const { maxBuffer, starvedAfter, leaveAt } = this;
    const { durations, sizes, sizesShown } = this.video;
    const next = observed.segment;
    const { bandwidths, ends } = trace;
    const lastRow = ends.length - 1;
    // A local one: engines look up what a module imports each time.
    const mostLoops = MOST_LOOPS;

    /** When the last thing happened. */
    let now: Seconds = 0;
    // The playhead: as Playhead.
    let playing = false;
    let anchorTime: Seconds = 0;
    let anchorPosition: Seconds = 0;
    let bufferedEnd: Seconds = 0;
    let buffer: Seconds = 0;
    /** The buffer level from which on playback starts. */
    let enough = this.startupBuffer;
    // The interval of the trace that was looked at last, and when its loop through the trace began: as CapacityCursor.
    let loop = 0;
    let row = 0;
    let origin = loopStart(trace, this.offset, 0);

    for (let segment = 0; segment < durations.length; segment++) {
      const duration = durations[segment]!;

      // 1. Room: as Player.awaitRoom.
      const room = maxBuffer > duration ? maxBuffer - duration : 0;
      if (buffer > room) {
        if (!playing) {
          playing = true;
          anchorTime = now;
          enough = this.resumeBuffer;
          this.play(now, anchorPosition);
        }
        const idleFrom = now;
        now = Math.max(now, anchorTime + (bufferedEnd - room - anchorPosition));
        buffer = room;
        if (now > leaveAt) return this.quit({ playing, anchorTime, anchorPosition, bufferedEnd });
        if (now > idleFrom && policy.onIdle !== undefined) this.tellIdle(now, now - idleFrom);
      }

      // 2. Decision: as Player.decide.
      next.index = segment;
      next.duration = duration;
      next.remaining = durations.length - segment;
      next.sizes = sizesShown[segment]!;
      observed.now = now;
      observed.buffer = buffer;
      this.now = now;
      this.asking = true;
      const decision = policy.decide(observed);
      if (decision === undefined || decision === null)
        throw new PolicyFault(levelProblem(decision, observed.levels.length)!);
      const { level, waitSeconds, replaceFrom, reason, estimate } = decision;
      if (replaceFrom !== undefined) throw new NeedsGeneralEngine();
      const size = typeof level === "number" ? sizes[segment]![level] : undefined;
      // All is right, nearly always; if not, this says what is wrong.
      if (
        size === undefined ||
        (reason !== undefined && typeof reason !== "string") ||
        (estimate !== undefined && typeof estimate !== "number")
      )
        checkedLevel(decision, observed.levels.length);
      const requested = waitSeconds === undefined || waitSeconds === 0 ? now : now + checkedWait(decision);
      this.asking = false;
      if (requested > leaveAt) return this.quit({ playing, anchorTime, anchorPosition, bufferedEnd });

      // 3. The first bit: as CapacityCursor.latencyAt.
      let rowEnd = origin + ends[row]!;
      let firstByte = requested + fixedLatency;
      for (let known = latencies === undefined; ; known = true) {
        for (let step = 0; rowEnd <= firstByte && step <= NEAR; step++) {
          if (step === NEAR) {
            const interval = intervalAt(trace, this.offset, firstByte);
            loop = Math.floor(interval / ends.length);
            row = interval - loop * ends.length;
          } else if (row === lastRow) {
            row = 0;
            loop++;
          } else row++;
          origin = loopStart(trace, this.offset, loop);
          rowEnd = origin + ends[row]!;
        }
        if (known) break;
        firstByte = requested + latencies![row]!;
      }
      const before = playing ? anchorPosition + (requested - anchorTime) : anchorPosition;
      log.segment[segment] = segment;
      log.level[segment] = level;
      log.size[segment] = size!;
      log.received[segment] = size!;
      log.decided[segment] = now;
      log.requested[segment] = requested;
      log.firstByte[segment] = firstByte;
      log.bufferBefore[segment] = bufferedEnd > before ? bufferedEnd - before : 0;
      if (estimate !== undefined && estimate !== null) log.estimate[segment] = estimate;
      log.reason[segment] = reason;

      // 4. The last bit: as CapacityCursor.deliveryEnd.
      const giveUp = requested + starvedAfter;
      let end = firstByte;
      if (size! > trace.bitsPerPeriod)
        end = new CapacityCursor(trace, this.offset).deliveryEnd(firstByte, size!, giveUp);
      else {
        let passed = 0;
        let remaining: Bits = size!;
        let bandwidth = bandwidths[row]!;
        let available = bandwidth * (rowEnd - end);
        while (available < remaining && passed <= mostLoops) {
          remaining -= available;
          end = rowEnd;
          if (row === lastRow) {
            row = 0;
            loop++;
            passed++;
            origin = loopStart(trace, this.offset, loop);
          } else row++;
          rowEnd = origin + ends[row]!;
          bandwidth = bandwidths[row]!;
          available = bandwidth * (rowEnd - end);
        }
        end += remaining / bandwidth;
        if (end > rowEnd) end = rowEnd;
        if (passed > mostLoops) end = Number.POSITIVE_INFINITY;
      }
      if (end > giveUp || end > leaveAt)
        return this.cut(segment, giveUp, { playing, anchorTime, anchorPosition, bufferedEnd });

      // 5. Stall: as Player.runDry.
      const dry = anchorTime + (bufferedEnd - anchorPosition);
      if (playing && dry < end) {
        playing = false;
        anchorTime = dry;
        anchorPosition = bufferedEnd;
        this.stall(dry, bufferedEnd);
      }

      // 6. Arrival: as Player.deliver.
      now = end;
      bufferedEnd += duration;
      const after = playing ? anchorPosition + (end - anchorTime) : anchorPosition;
      buffer = bufferedEnd > after ? bufferedEnd - after : 0;
      log.finished[segment] = end;
      log.bufferAfter[segment] = buffer;
      log.count = segment + 1;
      if (!playing && (segment === durations.length - 1 || buffer + ROUNDING >= enough)) {
        playing = true;
        anchorTime = now;
        enough = this.resumeBuffer;
        this.play(now, anchorPosition);
      }
      observed.lastLevel = level;
      if (policy.onSample !== undefined) {
        observed.showSegment(segment + 1);
        const sample = observed.nextSample();
        sample.start = requested;
        sample.firstByte = firstByte;
        sample.end = end;
        sample.bits = size!;
        sample.level = level;
        observed.now = now;
        observed.buffer = buffer;
        this.now = now;
        this.telling = "onSample";
        policy.onSample(sample, observed);
        this.telling = undefined;
      }
    }
    return this.playOut({ playing, anchorTime, anchorPosition, bufferedEnd });
  }

  private play(now: Seconds, position: Seconds): void {
    this.observed.phase = "playing";
    this.recorder.state(STATE_CODE.playing, now, position);
  }

  /** The buffer has run dry. */
  private stall(now: Seconds, position: Seconds): void {
    const { policy, observed, recorder } = this;
    observed.phase = "rebuffering";
    recorder.state(STATE_CODE.rebuffering, now, position);
    if (policy.onStall === undefined) return;
    this.now = now;
    this.telling = "onStall";
    policy.onStall(now);
    this.telling = undefined;
  }

  private tellIdle(now: Seconds, waited: Seconds): void {
    this.now = now;
    this.telling = "onIdle";
    this.policy.onIdle?.(waited);
    this.telling = undefined;
  }

  /** The viewer leaves while nothing is under way. */
  private quit(playhead: Stand): SessionEnd {
    return this.end("quit", this.leaveAt, this.playUntil(this.leaveAt, playhead));
  }

  /** The session ends before the request does. */
  private cut(segment: number, giveUp: Seconds, playhead: Stand): SessionEnd {
    const { log, trace, offset, leaveAt } = this;
    const now = Math.min(giveUp, leaveAt);
    const position = this.playUntil(now, playhead);
    const firstByte = log.firstByte[segment]!;
    const begun = firstByte <= now;
    const delivered = new CapacityCursor(trace, offset).delivered(firstByte, now);
    const starved = giveUp <= leaveAt;
    log.received[segment] = begun ? Math.min(log.size[segment]!, delivered) : 0;
    if (!begun) log.firstByte[segment] = Number.NaN;
    log.finished[segment] = now;
    log.bufferAfter[segment] = Math.max(0, playhead.bufferedEnd - position);
    log.outcome[segment] = starved ? OUTCOME_CODE.starved : OUTCOME_CODE.cut;
    log.count = segment + 1;
    return starved ? { status: "starved", at: now } : this.end("quit", now, position);
  }

  /** All media has arrived; what is left is to watch it. */
  private playOut({ anchorTime, anchorPosition, bufferedEnd }: Stand): SessionEnd {
    const end = anchorTime + (bufferedEnd - anchorPosition);
    const now = Math.min(end, this.leaveAt);
    return this.end(end <= this.leaveAt ? "completed" : "quit", now, anchorPosition + (now - anchorTime));
  }

  /** @returns where the playhead is then, after a stall if the buffer runs dry before */
  private playUntil(time: Seconds, { playing, anchorTime, anchorPosition, bufferedEnd }: Stand): Seconds {
    if (!playing) return anchorPosition;
    const dry = anchorTime + (bufferedEnd - anchorPosition);
    if (dry >= time) return anchorPosition + (time - anchorTime);
    this.stall(dry, bufferedEnd);
    return bufferedEnd;
  }

  private end(status: "completed" | "quit", now: Seconds, position: Seconds): SessionEnd {
    this.recorder.state(status === "completed" ? STATE_CODE.ended : STATE_CODE.quit, now, position);
    return { status, at: now };
  }

  private failure(method: PolicyMethod, thrown: unknown): SessionEnd {
    const segment = method === "onSample" ? this.log.count - 1 : this.log.count;
    const problem =
      thrown instanceof PolicyFault ? thrown.message : `${method}() threw ${this.describeError(thrown)}`;
    return { status: "failed", at: this.now, segment, problem };
  }
}
