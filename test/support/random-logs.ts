import fc from "fast-check";
import type { SessionEvent, SessionLog } from "../../src/model/session.js";
import type { Video } from "../../src/model/video.js";
import { logOf, type RequestSpec, type StateSpec, threeLevels } from "./logs.js";

/**
 * Logs that a player with all mechanisms might write: segments of two tracks arriving out of order, replaced,
 * abandoned and failing; seeks that keep or empty the buffer; changes of rate; pauses; stalls. The little player that
 * makes them writes down, too, what it showed and what it held, which is what the metrics are to find out.
 */
export interface RandomSession {
  readonly log: SessionLog;
  readonly video: Video;
  /** By row of each table: the spans of the copy, in seconds from its start, that were shown. */
  readonly shown: { readonly video: Spans; readonly audio: Spans };
  /** Media shown, and time x rate for each stretch of playing. */
  readonly media: number;
  /** Integral of the buffer level over time. */
  readonly bufferArea: number;
}
type Spans = Map<number, [from: number, to: number][]>;

interface Step {
  readonly does: "arrive" | "replace" | "fail" | "seek" | "rate" | "pause";
  readonly after: number;
  readonly pick: number;
  readonly level: number;
  readonly flag: boolean;
}

const steps = fc.array(
  fc.record({
    does: fc.constantFrom(
      ...(["arrive", "arrive", "arrive", "arrive", "replace", "fail", "seek", "rate", "pause"] as const),
    ),
    after: fc.double({ min: 0.05, max: 3, noNaN: true }),
    pick: fc.double({ min: 0, max: 0.999, noNaN: true }),
    level: fc.integer({ min: 0, max: 2 }),
    flag: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

export const randomSessions: fc.Arbitrary<RandomSession> = fc
  .record({ steps, withAudio: fc.boolean() })
  .map(({ steps: script, withAudio }) => ({ withAudio, session: new LittlePlayer(withAudio).run(script) }))
  // A log in which no audio ever came does not say that there should have been some.
  .filter(({ withAudio, session }) => !withAudio || session.log.audio.count > 0)
  .map(({ session }) => session);

const SEGMENTS = 12;
const DURATION = 2;
const END = SEGMENTS * DURATION;

class LittlePlayer {
  private time = 0;
  private position = 0;
  private rate = 1;
  private state: StateSpec[0] = "starting";
  private readonly states: StateSpec[] = [["starting", 0, 0, 1]];
  private readonly events: SessionEvent[] = [];
  private readonly tracks: Track[];
  private media = 0;
  private area = 0;

  constructor(withAudio: boolean) {
    this.tracks = withAudio ? [new Track(), new Track()] : [new Track()];
  }

  run(script: readonly Step[]): RandomSession {
    for (const step of script) {
      this.pass(step.after);
      if (this.state === "ended") break;
      this.act(step);
    }
    if (this.state !== "ended") this.enter("quit");
    const [video, audio] = this.tracks;
    return {
      log: logOf({
        states: this.states,
        requests: video!.rows,
        audio: audio?.rows ?? [],
        events: this.events,
        video: VIDEO,
      }),
      video: VIDEO,
      shown: { video: video!.shown, audio: audio?.shown ?? new Map() },
      media: this.media,
      bufferArea: this.area,
    };
  }

  private act({ does, pick, level, flag }: Step): void {
    const track = this.tracks[flag ? this.tracks.length - 1 : 0]!;
    const chosenLevel = track === this.tracks[0] ? level : 0;
    const current = this.segment();
    if (does === "arrive" || does === "fail") {
      const missing = Array.from({ length: SEGMENTS }, (_, segment) => segment).filter(
        (segment) => segment >= current && !track.held.has(segment),
      );
      const segment = missing[Math.floor(pick * Math.min(3, missing.length))];
      if (segment === undefined) return;
      if (does === "arrive") track.arrive(segment, chosenLevel, this.time);
      else track.lose(segment, chosenLevel, this.time, flag ? "abandoned" : "failed", pick);
    } else if (does === "replace") {
      const ahead = [...track.held.keys()].filter((segment) => segment > current);
      const segment = ahead[Math.floor(pick * ahead.length)];
      if (segment !== undefined) track.arrive(segment, chosenLevel, this.time);
    } else if (does === "rate") {
      this.rate = 0.5 + pick;
      this.states.push([this.state, this.time, this.position, this.rate]);
    } else if (does === "seek") this.seek(pick * END, flag);
    else if (this.state === "playing") this.enter("paused");
    else if (this.state === "paused") this.enter("rebuffering");
    if (this.state !== "paused" && this.state !== "playing" && this.bufferedEnd() > this.position + 1e-3)
      this.enter("playing");
  }

  private seek(to: number, clears: boolean): void {
    this.events.push({ at: this.time, kind: "seek", from: this.position, to, by: "viewer" });
    this.position = to;
    const landing = this.segment();
    if (!clears && this.tracks.every((track) => track.held.has(landing))) {
      this.states.push([this.state, this.time, to, this.rate]);
      return;
    }
    for (const track of this.tracks) track.held.clear();
    this.enter(this.state === "starting" ? "starting" : "seeking");
    // The segment it landed in is the first to be asked for again, as the log says by its request alone.
    for (const track of this.tracks) {
      const since = this.time;
      this.pass(0.1);
      track.arrive(landing, 0, this.time, since);
    }
  }

  /** Time passes; the buffer may run dry, or the video end. */
  private pass(seconds: number): void {
    let left = seconds;
    while (left > 0 && this.state !== "ended") {
      const buffer = Math.max(0, this.bufferedEnd() - this.position);
      const dt = this.state === "playing" ? Math.min(left, buffer / this.rate) : left;
      const drained = this.state === "playing" ? dt * this.rate : 0;
      this.area += (buffer - drained / 2) * dt;
      this.show(drained);
      this.time += dt;
      left -= dt;
      if (this.state !== "playing" || left <= 0) continue;
      this.position = this.bufferedEnd();
      this.enter(this.position >= END ? "ended" : "rebuffering");
    }
  }

  private show(seconds: number): void {
    this.media += seconds;
    for (let left = seconds; left > 1e-9; ) {
      const segment = this.segment();
      const offset = Math.max(0, this.position - segment * DURATION);
      const part = Math.min(left, DURATION - offset);
      for (const track of this.tracks) track.show(segment, offset, offset + part);
      this.position += part;
      left -= part;
    }
  }

  private segment(): number {
    return Math.min(SEGMENTS - 1, Math.floor((this.position + 1e-7) / DURATION));
  }

  private bufferedEnd(): number {
    return Math.min(...this.tracks.map((track) => track.bufferedEnd(this.segment())));
  }

  private enter(state: StateSpec[0]): void {
    this.state = state;
    this.states.push([state, this.time, this.position, this.rate]);
  }
}

class Track {
  readonly rows: RequestSpec[] = [];
  readonly shown: Spans = new Map();
  /** By segment, the row of its copy. */
  readonly held = new Map<number, number>();

  arrive(segment: number, level: number, finished: number, requested = finished - 0.01): void {
    this.held.set(segment, this.rows.length);
    this.rows.push({ segment, level, finished, requested });
  }

  lose(
    segment: number,
    level: number,
    finished: number,
    outcome: "abandoned" | "failed",
    share: number,
  ): void {
    const received = 1e5 * share;
    this.rows.push({ segment, level, finished, outcome, received, requested: finished - 0.01 });
  }

  show(segment: number, from: number, to: number): void {
    const row = this.held.get(segment)!;
    this.shown.set(row, [...(this.shown.get(row) ?? []), [from, to]]);
  }

  bufferedEnd(segment: number): number {
    let end = segment;
    while (this.held.has(end)) end++;
    return end * DURATION;
  }
}

const VIDEO: Video = threeLevels(SEGMENTS);

/** Seconds that spans cover, interval by interval between their ends: slow, and not the way that metrics go. */
export function covered(spans: readonly (readonly [number, number])[]): number {
  const edges = [...new Set(spans.flat())].sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < edges.length; i++) {
    const middle = (edges[i - 1]! + edges[i]!) / 2;
    if (spans.some(([from, to]) => from <= middle && middle <= to)) sum += edges[i]! - edges[i - 1]!;
  }
  return sum;
}
