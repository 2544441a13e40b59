import type { ChunkSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { Failure } from "../network/exchange.js";
import type { AttemptRecord, Fetch, Fetcher } from "../network/fetcher.js";
import type { SessionClock } from "../session-clock.js";
import type { Player } from "./player.js";
import type { DownloadListener, SegmentDownload, SegmentSpec } from "./segment-download.js";
import type { SegmentTimes } from "./segment-times.js";

export interface RangeDownloadParts {
  readonly clock: SessionClock;
  readonly fetcher: Fetcher;
  readonly chunks: ChunkSettings;
  readonly player: Player;
  readonly times: SegmentTimes;
}

/** How many ranges of at most `size` bits a segment has. */
export const rangeCount = (segment: Bits, size: Bits): number => Math.ceil(segment / size);

/**
 * Downloads a segment in byte ranges, several at once and no farther ahead of the playhead than is allowed, where a
 * range lies in the segment's time as its bytes lie in its size. The segment has arrived when all its ranges have.
 * (Document 004: chunks of 512 KiB, 5 s ahead, at most 3 at once.)
 *
 * In the log it is one request, from the first range's request to the last one's end, and a row for each attempt at a
 * range that failed. Where a range fails for good, so does the segment, and what the others had brought is lost.
 */
export class RangeDownload implements SegmentDownload {
  private readonly parts: RangeDownloadParts;
  private readonly spec: SegmentSpec;
  private readonly listener: DownloadListener;
  private readonly ranges: number;
  private readonly running = new Map<number, Fetch>();
  private next = 0;
  private finished = 0;
  /** Bits of ranges that are there in whole. */
  private arrived: Bits = 0;
  /** Of all attempts that brought a range, as one: from the first request to the last end. */
  private whole: AttemptRecord | undefined;
  private over = false;
  private waiting: Ticket | undefined;
  private milestone: { readonly bits: Bits; readonly then: () => void } | undefined;
  /** When the last rest began; undefined while something is under way, and before anything was. */
  private restsSince: Seconds | undefined;
  private rested: Seconds = 0;

  constructor(parts: RangeDownloadParts, spec: SegmentSpec, listener: DownloadListener) {
    this.parts = parts;
    this.spec = spec;
    this.listener = listener;
    this.ranges = rangeCount(spec.size, parts.chunks.size);
    this.proceed();
  }

  received(): Bits {
    let bits = this.arrived;
    for (const fetch of this.running.values()) bits += fetch.received();
    return bits;
  }

  firstByteAt(): Seconds | undefined {
    let at = this.whole?.firstByte;
    for (const fetch of this.running.values()) at = earlier(at, fetch.firstByteAt);
    return at;
  }

  /** To the next range that completes it: progress within a range is not looked at. */
  whenReceived(bits: Bits, then: () => void): void {
    this.milestone = { bits, then };
  }

  isResting(): boolean {
    return this.running.size === 0;
  }

  reconsider(): void {
    if (!this.over) this.proceed();
  }

  /** @returns all that was under way or had come, as one attempt; undefined where there was nothing */
  cancel(): AttemptRecord | undefined {
    if (this.over) return undefined;
    const { clock } = this.parts;
    const received = this.received();
    this.end();
    let cut = this.whole;
    for (const fetch of this.running.values()) {
      const attempt = fetch.cancel();
      if (attempt) cut = joined(cut, attempt);
    }
    this.running.clear();
    this.wake();
    return cut && { ...cut, endedAt: clock.onAgenda(clock.now), received, rested: this.rested };
  }

  /** Asks for what is near enough to the playhead. */
  private proceed(): void {
    const { clock, chunks, player } = this.parts;
    clock.cancel(this.waiting);
    this.waiting = undefined;
    while (!this.over && this.next < this.ranges && this.running.size < chunks.atOnce) {
      let due = this.dueAt();
      // Standing still, playback would wait for what waits for it; what it has begun may have gone through here.
      if (due === undefined && player.playWithWhatThereIs()) {
        if (this.waiting || this.over) return;
        due = this.dueAt();
      }
      // Nothing of it would ever be asked for: what is needed next is always near enough.
      if (due === undefined && this.running.size === 0 && player.waiting) due = clock.now;
      if (due === undefined) return;
      if (due > clock.now) {
        this.waiting = clock.at(due, PRIORITY.room, () => this.playheadCame());
        return;
      }
      this.fetch(this.next++);
    }
  }

  /** The playhead is near enough, whatever rounding says: had it moved otherwise, this would have been called off. */
  private playheadCame(): void {
    this.fetch(this.next++);
    this.proceed();
  }

  /** When the next range is near enough to the playhead; undefined while playback stands still. */
  private dueAt(): Seconds | undefined {
    const { clock, chunks, player, times } = this.parts;
    const { segment, duration, size } = this.spec;
    const start = times.starts[segment]! + (duration * this.next * chunks.size) / size;
    const position = start - chunks.ahead;
    if (position <= player.position()) return clock.now;
    return player.playhead.moving ? Math.max(clock.now, player.playhead.timeOf(position)) : undefined;
  }

  private fetch(range: number): void {
    this.wake();
    const { kind, level, resource, fallback } = this.spec;
    const size = this.sizeOf(range);
    const fetch = this.parts.fetcher.fetch(
      { kind, size, resource: `${resource}/${range}`, ...(level !== undefined && { level }) },
      {
        firstByte: () => {},
        done: (attempt) => {
          this.running.delete(range);
          this.arrived += size;
          this.finished++;
          this.rangeArrived(attempt);
        },
        attemptFailed: (attempt, failure) => this.listener.attemptFailed(attempt, failure),
        exhausted: (failure) => {
          this.running.delete(range);
          this.giveUp(failure);
        },
      },
      fallback && { fallback },
    );
    this.running.set(range, fetch);
    if (this.running.size === 1) this.listener.resting();
  }

  private sizeOf(range: number): Bits {
    const { size } = this.parts.chunks;
    return Math.min(size, this.spec.size - range * size);
  }

  private rangeArrived(attempt: AttemptRecord): void {
    this.whole = joined(this.whole, attempt);
    if (this.finished === this.ranges) {
      this.end();
      this.listener.done({ ...this.whole, received: this.arrived, rested: this.rested });
      return;
    }
    this.report();
    if (this.over) return;
    this.proceed();
    if (!this.isResting()) return;
    this.restsSince = this.parts.clock.now;
    this.listener.resting();
  }

  /** A rest is over. */
  private wake(): void {
    if (this.restsSince !== undefined) this.rested += this.parts.clock.now - this.restsSince;
    this.restsSince = undefined;
  }

  private giveUp(failure: Failure): void {
    const others = this.cancel();
    // The row of the range that failed has its own bits; what the others brought is lost with it.
    if (others && others.received > 0) this.listener.attemptFailed(others, failure);
    this.listener.exhausted(failure);
  }

  private end(): void {
    this.over = true;
    this.parts.clock.cancel(this.waiting);
  }

  private report(): void {
    const { milestone } = this;
    if (!milestone || this.received() < milestone.bits) return;
    this.milestone = undefined;
    milestone.then();
  }
}

/** Two attempts as one: from the earlier request to the later end, answered as the later was. */
function joined(before: AttemptRecord | undefined, attempt: AttemptRecord): AttemptRecord {
  if (!before) return attempt;
  return {
    ...attempt,
    attempt: Math.max(before.attempt, attempt.attempt),
    sentAt: Math.min(before.sentAt, attempt.sentAt),
    firstByte: earlier(before.firstByte, attempt.firstByte),
  };
}

function earlier(a: Seconds | undefined, b: Seconds | undefined): Seconds | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
