import type { ChunkSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { PRIORITY, type Ticket } from "../agenda.js";
import type { AttemptRecord, Fetch, Fetcher } from "../network/fetcher.js";
import type { SessionClock } from "../session-clock.js";
import type { Player } from "./player.js";
import type { DownloadListener, SegmentDownload, SegmentSpec } from "./segment-download.js";
import type { SegmentTimes } from "./segment-times.js";

interface Parts {
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
 */
export function downloadInRanges(
  { clock, fetcher, chunks, player, times }: Parts,
  spec: SegmentSpec,
  listener: DownloadListener,
): SegmentDownload {
  const ranges = rangeCount(spec.size, chunks.size);
  const running = new Map<number, Fetch>();
  let arrived: Bits = 0;
  let finished = 0;
  let next = 0;
  /** Of all attempts that brought something, as one: from the first request to the last end. */
  let whole: AttemptRecord | undefined;
  let over = false;
  let waiting: Ticket | undefined;
  let reportAt: { readonly bits: Bits; readonly then: () => void } | undefined;

  const sizeOf = (range: number) => Math.min(chunks.size, spec.size - range * chunks.size);
  const received = () => {
    let bits = arrived;
    for (const fetch of running.values()) bits += fetch.received();
    return bits;
  };
  const startOf = (range: number) =>
    times.starts[spec.segment]! + (spec.duration * range * chunks.size) / spec.size;

  /** When the next range is near enough to the playhead; undefined while playback stands still. */
  const dueAt = (): Seconds | undefined => {
    const position = startOf(next) - chunks.ahead;
    if (position <= player.position()) return clock.now;
    return player.playhead.moving ? Math.max(clock.now, player.playhead.timeOf(position)) : undefined;
  };

  const proceed = () => {
    clock.cancel(waiting);
    waiting = undefined;
    while (!over && next < ranges && running.size < chunks.atOnce) {
      let due = dueAt();
      // Standing still, playback would wait for what waits for it.
      if (due === undefined && player.playWithWhatThereIs()) due = dueAt();
      // Nothing of it would ever be asked for: what is needed next is always near enough.
      if (due === undefined && running.size === 0) due = clock.now;
      if (due === undefined) return;
      if (due > clock.now) {
        waiting = clock.at(due, PRIORITY.room, proceed);
        return;
      }
      fetchRange(next++);
    }
  };

  const fetchRange = (range: number) => {
    const { kind, level, resource, fallback } = spec;
    const fetch = fetcher.fetch(
      { kind, level, size: sizeOf(range), resource: `${resource}/${range}` },
      {
        firstByte: () => {},
        done: (attempt) => {
          running.delete(range);
          arrived += sizeOf(range);
          finished++;
          whole = joined(whole, attempt);
          if (finished === ranges) finish(whole);
          else {
            report();
            proceed();
          }
        },
        attemptFailed: (attempt, failure) => listener.attemptFailed(attempt, failure),
        exhausted: (failure) => {
          running.delete(range);
          const others = stop();
          // The row of the range that failed has its own bits; what the others brought is lost with it.
          if (others && others.received > 0) listener.attemptFailed(others, failure);
          listener.exhausted(failure);
        },
      },
      fallback && { fallback },
    );
    running.set(range, fetch);
  };

  const finish = (attempt: AttemptRecord) => {
    over = true;
    clock.cancel(waiting);
    listener.done({ ...attempt, received: arrived });
  };

  /** @returns all that was under way or had come, as one attempt; undefined where there was nothing */
  const stop = (): AttemptRecord | undefined => {
    over = true;
    clock.cancel(waiting);
    const before = received();
    let cut = whole;
    for (const fetch of running.values()) {
      const attempt = fetch.cancel();
      if (attempt) cut = joined(cut, attempt);
    }
    running.clear();
    return cut && { ...cut, endedAt: clock.onAgenda(clock.now), received: before };
  };

  const report = () => {
    if (!reportAt || received() < reportAt.bits) return;
    const { then } = reportAt;
    reportAt = undefined;
    then();
  };

  proceed();
  return {
    received,
    firstByteAt() {
      let at = whole?.firstByte;
      for (const fetch of running.values()) at = earlier(at, fetch.firstByteAt);
      return at;
    },
    // To the next range that completes it: progress within a range is not looked at.
    whenReceived: (bits, then) => {
      reportAt = { bits, then };
    },
    cancel: stop,
  };
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
