import { type RequestColumns, type SessionEvent, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import type { BufferVisitor } from "./buffer-corners.js";
import { Copies, isDelivered, optionOf } from "./copies.js";
import { SLIVER, segmentAt, segmentStarts } from "./segment-times.js";

type Seek = Extract<SessionEvent, { kind: "seek" }>;

/** Something that moves the buffer level off its line. */
interface Change {
  readonly at: Seconds;
  /** Of several at one instant, the lower comes first. */
  readonly rank: number;
  apply(): void;
}

/** What is in the buffer counts before a seek of the same instant, what the seek asked for after it. */
const RANK = { arrival: 0, seek: 1, arrivalAtOnce: 2, state: 3 } as const;

/** The buffer level of any session, from the segments that arrived on each track and the way of the playhead. */
export function walkTracks(log: SessionLog, video: Video, visit: BufferVisitor): void {
  const starts = segmentStarts(video);
  const playhead = { time: 0, position: log.states.count > 0 ? log.states.position[0]! : 0, rate: 0 };
  const tracks = [log.requests, log.audio]
    .filter((table, index) => index === 0 || table.count > 0)
    .map((table) => new Track(table, starts, playhead.position));

  const positionAt = (time: Seconds) => playhead.position + playhead.rate * (time - playhead.time);
  const levelAt = (time: Seconds) => {
    let end = Number.POSITIVE_INFINITY;
    for (const track of tracks) end = Math.min(end, track.bufferedEnd);
    return Math.max(0, end - positionAt(time));
  };
  const move = (time: Seconds, position: Seconds, rate: number) => {
    if (Math.abs(position - positionAt(time)) > SLIVER) for (const track of tracks) track.moveTo(position);
    playhead.time = time;
    playhead.position = position;
    playhead.rate = rate;
  };

  const seeks = log.events.filter((event): event is Seek & { at: Seconds } => event.kind === "seek");
  const changes: Change[] = [
    ...tracks.flatMap((track) => track.arrivals()),
    ...seeks.map((seek, index) => ({
      at: seek.at,
      rank: RANK.seek,
      apply: () => {
        const until = seeks[index + 1]?.at ?? Number.POSITIVE_INFINITY;
        const kept = tracks.every((track) => track.keeps(seek.to, seek.at, until));
        if (!kept) for (const track of tracks) track.clear();
        for (const track of tracks) track.moveTo(seek.to);
        playhead.time = seek.at;
        playhead.position = seek.to;
      },
    })),
    ...Array.from({ length: log.states.count }, (_, row) => ({
      at: log.states.time[row]!,
      rank: RANK.state,
      apply: () => {
        const playing = log.states.state[row] === STATE_CODE.playing;
        move(log.states.time[row]!, log.states.position[row]!, playing ? log.states.rate[row]! : 0);
      },
    })),
  ].sort((a, b) => a.at - b.at || a.rank - b.rank);

  for (const { at, apply } of changes) {
    const before = levelAt(at);
    visit(at, before);
    apply();
    const after = levelAt(at);
    if (Math.abs(after - before) > SLIVER) visit(at, after);
  }
  const last = changes.at(-1)?.at ?? 0;
  if (last < log.end.at) visit(log.end.at, levelAt(log.end.at));
}

/** The segments of one track that are in the buffer. */
class Track {
  private readonly table: RequestColumns;
  private readonly starts: Float64Array;
  private readonly copies: Copies;
  private readonly held: Uint8Array;
  /** The first segment, from where playback is, that is not there. */
  private missing = 0;

  constructor(table: RequestColumns, starts: Float64Array, position: Seconds) {
    this.table = table;
    this.starts = starts;
    this.copies = new Copies(table, starts.length - 1);
    this.held = new Uint8Array(starts.length - 1);
    this.moveTo(position);
  }

  /** Media time up to which there is no gap from where playback is. */
  get bufferedEnd(): Seconds {
    return this.starts[this.missing]!;
  }

  /** The arrivals of segments in whole. Options that were not taken lie beside the buffer. */
  arrivals(): Change[] {
    const changes: Change[] = [];
    for (let row = 0; row < this.table.count; row++) {
      if (!isDelivered(this.table, row) || optionOf(this.table, row) > 0) continue;
      const at = this.table.finished[row]!;
      const rank = this.table.requested[row] === at ? RANK.arrivalAtOnce : RANK.arrival;
      const segment = this.table.segment[row]!;
      changes.push({ at, rank, apply: () => this.add(segment) });
    }
    return changes;
  }

  moveTo(position: Seconds): void {
    this.missing = segmentAt(this.starts, position);
    this.advance();
  }

  /**
   * Whether a seek left the buffer as it was, which the log does not say. If the player asked, before the next seek,
   * for the very segment that it landed in, it had thrown it away, because nobody replaces a segment that is shown;
   * and players that land outside the buffer empty it.
   */
  keeps(landing: Seconds, at: Seconds, until: Seconds): boolean {
    const segment = segmentAt(this.starts, landing);
    return this.held[segment] === 1 && !this.copies.requestedIn(segment, at, until);
  }

  clear(): void {
    this.held.fill(0);
  }

  private add(segment: number): void {
    this.held[segment] = 1;
    if (segment === this.missing) this.advance();
  }

  private advance(): void {
    while (this.missing < this.held.length && this.held[this.missing] === 1) this.missing++;
  }
}
