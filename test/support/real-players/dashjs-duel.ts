import fc from "fast-check";
import type { Observation, Phase, Policy, PolicyFactory } from "../../../src/model/policy.js";
import { bitsFromBytes, secondsFromMs } from "../../../src/units.js";
import type { RealDashJs, RealDownload, RealRequest, RealSetup } from "./dashjs.js";

/*
 * The real dash.js and a policy of ours, shown the same session: both are asked before each request and told of all that
 * happens. Times are whole milliseconds, buffer levels too, as browsers tell them.
 */

/** One segment of a session. */
export interface DuelStep {
  /** Until the player asks. */
  readonly idleMs: number;
  readonly latencyMs: number;
  readonly kbps: number;
  /** Size over bitrate x duration. */
  readonly sizeFactor: number;
  /** So many segments back in the buffer are fetched anew instead, if they have not been reached yet. */
  readonly replaces: number;
  readonly dropShare: number;
  readonly playbackRate: number;
  readonly latency: number;
  readonly seeks: boolean;
  /** The buffer that the player aims at from now on; missing for no change. */
  readonly bufferTime: number | undefined;
}

export interface DuelSession extends RealSetup {
  readonly steps: readonly DuelStep[];
}

export interface DuelLimits {
  readonly rules?: object;
  readonly live?: boolean;
  readonly lowLatency?: boolean;
  readonly media?: "video" | "audio";
  readonly playbackRates?: readonly number[];
  /** Whether the device often drops more frames than dash.js bears. */
  readonly dropsFrames?: boolean;
  /** Segment durations in ms. */
  readonly durations?: readonly number[];
  readonly mostSteps?: number;
}

const often = <T>(usual: T, rare: fc.Arbitrary<T>, weight = 9) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: rare, weight: 1 });

/** Sessions in which the link is about as fast as the ladder, so that every rule has something to say. */
export function duelSessions(limits: DuelLimits = {}): fc.Arbitrary<DuelSession> {
  const { durations = [1000, 2000, 4000, 6000], playbackRates = [1], mostSteps = 40 } = limits;
  const kbps = fc.oneof(fc.integer({ min: 100, max: 20_000 }), fc.integer({ min: 100, max: 2500 }));
  const step: fc.Arbitrary<DuelStep> = fc.record({
    idleMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 9000 })),
    latencyMs: fc.integer({ min: 0, max: 300 }),
    kbps,
    sizeFactor: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
    replaces: often(0, fc.integer({ min: 1, max: 3 })),
    dropShare: limits.dropsFrames ? fc.double({ min: 0, max: 0.4, noNaN: true }) : fc.constant(0),
    playbackRate: fc.constantFrom(...playbackRates),
    latency: fc.integer({ min: 0, max: 8000 }).map((ms) => ms / 1000),
    seeks: often(false, fc.constant(true), 40),
    bufferTime: often<number | undefined>(undefined, fc.constantFrom(10, 18, 40), 20),
  });
  return fc.record({
    bitrates: fc
      .uniqueArray(fc.integer({ min: 100, max: 12_000 }), { minLength: 1, maxLength: 8 })
      .map((ladder) => ladder.sort((a, b) => a - b).map((rate) => rate * 1000)),
    segmentDuration: fc.constantFrom(...durations).map(secondsFromMs),
    bufferTime: fc.constantFrom(12, 18, 18, 30, 60),
    media: fc.constant(limits.media ?? "video"),
    rules: fc.constant(limits.rules ?? {}),
    liveDelay: limits.live
      ? fc.integer({ min: 2, max: 30 })
      : (fc.constant(undefined) as fc.Arbitrary<number | undefined>),
    lowLatency: fc.constant(limits.lowLatency ?? false),
    steps: fc.array(step, { minLength: 5, maxLength: mostSteps }),
  });
}

export interface DuelParts {
  readonly real: RealDashJs;
  readonly policy: PolicyFactory;
  readonly options?: object;
  /** What the browser tells of a segment that is fetched once more: of its first copy, or of itself. Missing: of itself. */
  readonly copies?: "as the first" | undefined;
  /** Sets the clock on. */
  readonly advance: (ms: number) => void;
  /** Of the policy's stream. */
  readonly random?: () => number;
}

/** What the two said: levels and waits in order; `waits` of both may differ by rounding. */
export interface DuelRecord {
  readonly asked: readonly { readonly ours: number; readonly theirs: number }[];
  readonly waits: readonly { readonly ours: number; readonly theirs: number }[];
  readonly abandonments: readonly {
    readonly ours: number | undefined;
    readonly theirs: number | undefined;
  }[];
  readonly reasons: readonly string[];
}

/** Plays a session to both, going by what the real one says. */
export function duel(session: DuelSession, parts: DuelParts): DuelRecord {
  return new Duel(session, parts).play();
}

class Duel {
  private readonly session: DuelSession;
  private readonly parts: DuelParts;
  private readonly policy: Policy;
  private readonly levels: readonly { readonly bitrate: number }[];
  private readonly durationMs: number;
  private now = 0;
  private bufferMs = 0;
  private phase: Phase = "startup";
  private next = 0;
  private furthest = -1;
  private lastLevel: number | undefined;
  private readonly came: number[] = [];
  /** By address: the resource timing that is found first. */
  private readonly firstCopies = new Map<string, RealDownload>();
  private shown: number | undefined;
  private dropped = 0;
  private frames = 0;
  private playedSinceAsked = 0;
  private bufferTime: number;
  private readonly record = {
    asked: [] as { ours: number; theirs: number }[],
    waits: [] as { ours: number; theirs: number }[],
    abandonments: [] as { ours: number | undefined; theirs: number | undefined }[],
    reasons: [] as string[],
  };

  constructor(session: DuelSession, parts: DuelParts) {
    this.session = session;
    this.parts = parts;
    this.bufferTime = session.bufferTime;
    this.levels = session.bitrates.map((bitrate) => ({ bitrate }));
    this.durationMs = Math.round(session.segmentDuration * 1000);
    this.policy = parts.policy(parts.options ?? {}, {
      levels: this.levels,
      segmentDuration: session.segmentDuration,
      maxBuffer: session.bufferTime,
      media: session.media ?? "video",
      random:
        parts.random ??
        (() => {
          throw new Error("drew a number");
        }),
    });
  }

  play(): DuelRecord {
    this.parts.real.showBuffer(0, false);
    for (const step of this.session.steps) this.playStep(step);
    return this.record;
  }

  private playStep(step: DuelStep): void {
    const { real } = this.parts;
    real.showPlayback(step.playbackRate, this.session.liveDelay === undefined ? undefined : step.latency);
    this.bufferTime = step.bufferTime ?? this.bufferTime;
    real.showBufferTime(this.bufferTime);
    this.advance(step.idleMs);
    this.showFrames(step);
    const theirs = real.ask();
    const ours = this.policy.decide(this.observe(step));
    this.record.asked.push({ ours: ours.level, theirs: theirs.level });
    this.record.waits.push({ ours: ours.waitSeconds ?? 0, theirs: theirs.wait });
    this.record.reasons.push(ours.reason ?? "");
    this.advance(Math.ceil(theirs.wait * 1000 - 1e-6));
    const playing = this.furthest + 1 - this.bufferMs / this.durationMs;
    const back = this.next - step.replaces;
    this.download(step, step.replaces > 0 && back > playing ? back : this.next, theirs.level);
    if (step.seeks) this.seek();
  }

  /** Fetches a segment, at another level if both give up. */
  private download(step: DuelStep, segment: number, level: number): void {
    const { real } = this.parts;
    const startMs = this.now;
    const bits = this.levels[level]!.bitrate * this.session.segmentDuration * step.sizeFactor;
    const totalBytes = Math.ceil(bits / 8);
    const transferMs = Math.max(20, Math.ceil((8 * totalBytes) / step.kbps));
    this.advance(step.latencyMs);
    const firstByteMs = this.now;
    const loadedAt = (ms: number) => Math.floor((totalBytes * (ms - firstByteMs)) / transferMs);
    const progress: [ms: number, bytes: number][] = [];
    const every = Math.max(50, Math.ceil(transferMs / 25));
    while (this.now + every < firstByteMs + transferMs) {
      this.advance(every);
      const bytes = loadedAt(this.now);
      if (bytes === 0) continue;
      progress.push([this.now, bytes]);
      const request: RealRequest = { segment, level, startMs, firstByteMs, totalBytes, progress };
      const inFlight = {
        segment,
        level,
        start: secondsFromMs(startMs),
        firstByte: secondsFromMs(firstByteMs),
        loaded: bitsFromBytes(bytes),
        total: bitsFromBytes(totalBytes),
      };
      const theirs = real.progressed(request);
      const ours = this.policy.onProgress?.(inFlight, { ...this.observe(step), inFlight })?.abandonTo;
      if (theirs === undefined && ours === undefined) continue;
      this.record.abandonments.push({ ours, theirs });
      if (theirs === undefined) continue;
      real.aborted({ startMs, firstByteMs, endMs: this.now, bytes });
      this.download(step, segment, theirs);
      return;
    }
    this.advance(firstByteMs + transferMs - this.now);
    this.finish(step, segment, level, { startMs, firstByteMs, endMs: this.now, bytes: totalBytes });
  }

  private finish(
    step: DuelStep,
    segment: number,
    level: number,
    download: { startMs: number; firstByteMs: number; endMs: number; bytes: number },
  ): void {
    const { real } = this.parts;
    const address = `${segment}/${level}`;
    const known = this.parts.copies === "as the first" ? this.firstCopies.get(address) : undefined;
    const found = known ?? download;
    this.firstCopies.set(address, found);
    real.measured(download, "resource timing", found);
    real.loaded(segment, level, this.session.segmentDuration);
    if (segment > this.furthest) {
      this.bufferMs += this.durationMs;
      this.furthest = segment;
    }
    this.phase = "playing";
    this.came[segment] = level;
    real.showBuffer(secondsFromMs(this.bufferMs), true);
    real.appended(segment);
    this.next = segment + 1;
    this.lastLevel = level;
    const sample = {
      start: secondsFromMs(download.startMs),
      firstByte: secondsFromMs(download.firstByteMs),
      end: secondsFromMs(download.endMs),
      bits: bitsFromBytes(download.bytes),
      level,
    };
    this.policy.onSample?.(sample, this.observe(step));
  }

  private seek(): void {
    this.next = this.furthest + 7;
    this.furthest = this.next - 1;
    this.bufferMs = 0;
    this.phase = "seeking";
    this.shown = undefined;
    this.parts.real.sought();
    this.policy.onSeek?.(this.next * this.session.segmentDuration);
    this.parts.real.showBuffer(0, true);
  }

  private advance(ms: number): void {
    if (ms <= 0) return;
    this.parts.advance(ms);
    this.now += ms;
    if (this.phase !== "playing") return;
    const played = Math.min(this.bufferMs, ms);
    this.bufferMs -= played;
    this.playedSinceAsked += played;
    if (ms > played) this.phase = "rebuffering";
    this.parts.real.showBuffer(secondsFromMs(this.bufferMs), true);
    if (ms > played) this.policy.onStall?.(secondsFromMs(this.now - (ms - played)));
  }

  /** Frames are counted when the player asks, all to the level that is shown then. */
  private showFrames({ dropShare }: DuelStep): void {
    const { real } = this.parts;
    const playing = Math.floor(this.furthest + 1 - this.bufferMs / this.durationMs);
    const level = this.came[playing];
    if (level === undefined) return;
    if (level !== this.shown) real.rendered(level);
    this.shown = level;
    const frames = Math.round(this.playedSinceAsked / 20);
    this.playedSinceAsked = 0;
    this.frames += frames;
    this.dropped += Math.round(frames * dropShare);
    real.showFrames(this.dropped, this.frames);
  }

  private observe({ playbackRate, latency }: DuelStep): Observation {
    const { liveDelay, segmentDuration } = this.session;
    return {
      now: secondsFromMs(this.now),
      phase: this.phase,
      buffer: secondsFromMs(this.bufferMs),
      maxBuffer: this.bufferTime,
      playbackRate,
      lastLevel: this.lastLevel,
      levels: this.levels,
      allowed: [0, this.levels.length - 1],
      segment: { index: this.next, duration: segmentDuration, remaining: 1000 },
      samples: [],
      device: { droppedFrames: this.dropped, totalFrames: this.frames },
      ...(liveDelay !== undefined && { live: { latency, target: liveDelay, edge: 1e6 } }),
    };
  }
}
