import { Agenda, PRIORITY, type Ticket } from "../../src/engine/agenda.js";
import type { OtherFetch, SessionControl, SessionListener } from "../../src/engine/session-control.js";
import type { PlayerState, RequestOutcome, SessionEvent } from "../../src/model/session.js";
import type { SessionSettings } from "../../src/model/settings/index.js";
import { type Video, videoFromSegments } from "../../src/model/video.js";
import { type RandomStream, randomStream } from "../../src/random.js";
import type { Bits, BitsPerSecond, Seconds } from "../../src/units.js";
import { settingsWith } from "./settings.js";

/** A ladder of 1, 3 and 6 Mbit/s at 360, 720 and 1080 lines, in segments of 4 s: 25 of them, if not said. */
export function videoOf(segments = 25, segmentDuration: Seconds = 4): Video {
  const levels = [
    { bitrate: 1e6, width: 640, height: 360, frameRate: 25 },
    { bitrate: 3e6, width: 1280, height: 720, frameRate: 25 },
    { bitrate: 6e6, width: 1920, height: 1080, frameRate: 50 },
  ];
  return videoFromSegments({
    name: "three-levels",
    levels,
    segmentDuration,
    durations: new Float64Array(segments).fill(segmentDuration),
    sizes: Array.from({ length: segments }, () =>
      Float64Array.from(levels, (level) => level.bitrate * segmentDuration),
    ),
    sizesAre: "exact",
  });
}

/** A request by `fetchOther`, which the test may end. */
export interface ScriptedFetch extends OtherFetch {
  readonly at: Seconds;
  readonly ended: { outcome?: RequestOutcome | "cancelled"; at?: Seconds };
  finish(outcome: RequestOutcome): void;
}

export interface ScriptedParts {
  readonly video?: Video;
  readonly settings?: Partial<SessionSettings>;
  readonly seed?: number;
  /** Requests of `fetchOther` are delivered after this long; missing: when the test says so. */
  readonly fetchTakes?: (size: Bits) => Seconds;
}

/**
 * A session whose course the test writes: it says when segments are asked for and arrive, and when the player
 * starts, stalls and resumes. The clock, the playhead and the buffer are real, and what a behaviour does to the
 * session is done, and recorded. It never stalls by itself: without media the playhead stands still. A seek to where
 * nothing is buffered clears the buffer; listeners hear of it while playback is still where it was.
 */
export class ScriptedSession implements SessionControl {
  readonly settings: SessionSettings;
  readonly video: Video;
  state: PlayerState = "starting";
  /** What {@link throughput} and {@link latency} answer. */
  measured: { throughput?: BitsPerSecond; latency?: Seconds } = {};

  // What behaviours did.
  readonly notes: SessionEvent[] = [];
  readonly fetches: ScriptedFetch[] = [];
  readonly bufferLimits = new Map<string, Seconds>();
  readonly levelLimits = new Map<string, { readonly min?: number; readonly max?: number }>();
  readonly states: { readonly at: Seconds; readonly state: PlayerState }[] = [];
  readonly rates: { readonly at: Seconds; readonly rate: number }[] = [];
  maxBuffer: Seconds;
  wakes = 0;

  private readonly agenda = new Agenda();
  private readonly listeners: SessionListener[] = [];
  private readonly levels: (number | undefined)[] = [];
  private readonly parts: ScriptedParts;
  private rate: number;
  private before: PlayerState = "starting";
  private anchor = { time: 0, position: 0 };

  constructor(parts: ScriptedParts = {}) {
    this.parts = parts;
    this.video = parts.video ?? videoOf();
    this.settings = { ...settingsWith({}), ...parts.settings };
    this.maxBuffer = this.settings.player.maxBuffer;
    this.rate = this.settings.player.playbackRate ?? 1;
  }

  // The test's hand.

  /** Does something at a time, before what behaviours do then. */
  script(time: Seconds, action: () => void): this {
    this.agenda.at(time, PRIORITY.arrival, action);
    return this;
  }

  /** Runs all up to and including a time. */
  runUntil(time: Seconds): this {
    let reached = false;
    this.agenda.at(time, PRIORITY.dry + 1, () => {
      reached = true;
    });
    while (!reached && this.agenda.step());
    return this;
  }

  enter(state: PlayerState): void {
    const before = this.state;
    if (before === state || this.ended) return;
    this.hold();
    this.before = before;
    this.state = state;
    this.states.push({ at: this.now, state });
    for (const listener of this.listeners) listener.stateChanged?.(state, before);
  }

  request(segment: number, level: number): void {
    for (const listener of this.listeners) listener.segmentRequested?.(segment, level);
  }

  arrive(segment: number, level: number): void {
    this.hold();
    this.levels[segment] = level;
    for (const listener of this.listeners) listener.segmentArrived?.(segment, level);
  }

  /** Segments from `first` to `last` arrive at one level. */
  arriveAll(level = 0, first = 0, last = this.video.durations.length - 1): void {
    for (let segment = first; segment <= last; segment++) this.arrive(segment, level);
  }

  /** Events of one kind that were noted. */
  noted<Kind extends SessionEvent["kind"]>(kind: Kind): Extract<SessionEvent, { kind: Kind }>[] {
    return this.notes.filter((event): event is Extract<SessionEvent, { kind: Kind }> => event.kind === kind);
  }

  // SessionControl.

  get now(): Seconds {
    return this.agenda.now;
  }

  random(purpose: string): RandomStream {
    return randomStream(this.parts.seed ?? 1, purpose);
  }

  position(): Seconds {
    const { time, position } = this.anchor;
    if (this.state !== "playing") return position;
    return Math.min(position + (this.now - time) * this.rate, this.endFrom(position));
  }

  buffer(): Seconds {
    return this.bufferedEnd() - this.position();
  }

  bufferedEnd(): Seconds {
    return this.endFrom(this.position());
  }

  playbackRate(): number {
    return this.rate;
  }

  levelShown(): number | undefined {
    return this.levels[this.segmentAt(this.position())];
  }

  throughput(): BitsPerSecond | undefined {
    return this.measured.throughput;
  }

  latency(): Seconds | undefined {
    return this.measured.latency;
  }

  segmentsBufferedFrom(segment: number): number {
    let end = segment;
    while (this.levels[end] !== undefined) end++;
    return end - segment;
  }

  at(time: Seconds, action: () => void): Ticket {
    return this.agenda.at(time, PRIORITY.behaviour, () => {
      if (!this.ended) action();
    });
  }

  cancel(ticket: Ticket | undefined): void {
    this.agenda.cancel(ticket);
  }

  seek(to: Seconds, by: Extract<SessionEvent, { kind: "seek" }>["by"]): void {
    const from = this.position();
    this.note({ at: this.now, kind: "seek", from, to, by });
    for (const listener of this.listeners) listener.sought?.(from, to, by);
    if (this.levels[this.segmentAt(to)] === undefined) this.levels.length = 0;
    this.anchor = { time: this.now, position: to };
    if (this.buffer() === 0) this.enter("seeking");
  }

  pause(): void {
    this.enter("paused");
  }

  resume(): void {
    if (this.state === "paused") this.enter(this.buffer() > 0 ? "playing" : this.before);
  }

  holdPlayback(held: boolean): void {
    if (held && this.state === "playing") this.enter("rebuffering");
    else if (!held && this.state === "rebuffering" && this.buffer() > 0) this.enter("playing");
  }

  setPlaybackRate(rate: number): void {
    this.hold();
    this.rate = rate;
    this.rates.push({ at: this.now, rate });
  }

  leave(): void {
    this.enter("quit");
  }

  limitBuffer(by: string, seconds: Seconds | undefined): void {
    if (seconds === undefined) this.bufferLimits.delete(by);
    else this.bufferLimits.set(by, seconds);
  }

  setMaxBuffer(seconds: Seconds): void {
    this.maxBuffer = seconds;
  }

  limitLevels(by: string, range: { readonly min?: number; readonly max?: number } | undefined): void {
    if (range === undefined) this.levelLimits.delete(by);
    else this.levelLimits.set(by, range);
  }

  fetchOther(request: OtherFetch): { cancel(): void } {
    const ended: ScriptedFetch["ended"] = {};
    const end = (outcome: RequestOutcome | "cancelled") => {
      if (ended.outcome !== undefined) return;
      Object.assign(ended, { outcome, at: this.now });
      if (outcome !== "cancelled") request.finished?.(outcome);
    };
    this.fetches.push({ ...request, at: this.now, ended, finish: end });
    const { fetchTakes } = this.parts;
    if (fetchTakes)
      this.agenda.at(this.now + fetchTakes(request.size), PRIORITY.arrival, () => end("delivered"));
    return { cancel: () => end("cancelled") };
  }

  wake(): void {
    this.wakes++;
  }

  note(event: SessionEvent): void {
    this.notes.push(event);
  }

  listen(listener: SessionListener): void {
    this.listeners.push(listener);
  }

  private get ended(): boolean {
    return this.state === "ended" || this.state === "quit";
  }

  /** From here on the playhead moves differently. */
  private hold(): void {
    this.anchor = { time: this.now, position: this.position() };
  }

  private segmentAt(position: Seconds): number {
    const { durations } = this.video;
    let segment = 0;
    for (let end = durations[0]!; end <= position && segment < durations.length; end += durations[segment]!)
      segment++;
    return segment;
  }

  private endFrom(position: Seconds): Seconds {
    const { durations } = this.video;
    let end = 0;
    for (let segment = 0; segment < durations.length; segment++) {
      if (end + durations[segment]! > position && this.levels[segment] === undefined)
        return Math.max(end, position);
      end += durations[segment]!;
    }
    return end;
  }
}
