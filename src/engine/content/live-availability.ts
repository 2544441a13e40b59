import type { Bits, Seconds } from "../../units.js";
import { ROUNDING } from "../player/player.js";
import type { SegmentTimes } from "../player/segment-times.js";
import type { Availability } from "../session-control.js";
import type { LiveClock } from "./live-edge.js";

/**
 * Live segments can be asked for when the edge has passed their end and the encoder has had its delay; those that are
 * made in chunks (CMAF), when that is so of their first chunk, and they then come chunk by chunk as they are made.
 * A chunk's share of a segment's bits is its share of the segment's time (ours).
 *
 * @param now the session's clock: chunks that exist by the time of the request are sent as one piece
 */
export function liveAvailability(clock: LiveClock, times: SegmentTimes, now: () => Seconds): Availability {
  const { chunk } = clock;
  const { starts, durations } = times;
  const chunkOf = (segment: number): Seconds => Math.min(chunk ?? durations[segment]!, durations[segment]!);
  const availableFrom = (segment: number, seconds: Seconds): Seconds =>
    Math.max(0, clock.availableFrom(Math.min(starts[segment]! + seconds, starts[segment + 1]!)));

  const availability: Availability = {
    availableAt: (segment) => availableFrom(segment, chunkOf(segment)),
  };
  if (chunk === undefined) return availability;
  return {
    ...availability,
    piecesOf(segment, size) {
      const duration = durations[segment]!;
      // A last chunk of next to nothing is rounding, not media.
      const count = Math.max(1, Math.ceil(duration / chunk - ROUNDING));
      const endOf = (index: number): Seconds => Math.min((index + 1) * chunk, duration);
      const pieces: { size: Bits; availableAt: Seconds }[] = [];
      let before: Bits = 0;
      for (let index = 0; index < count; index++) {
        const last = index === count - 1;
        const availableAt = availableFrom(segment, endOf(index));
        if (!last && availableFrom(segment, endOf(index + 1)) <= now()) continue;
        const sum = last ? size : (size * endOf(index)) / duration;
        pieces.push({ size: sum - before, availableAt });
        before = sum;
      }
      return pieces.length > 1 ? pieces : undefined;
    },
  };
}

/**
 * The most that can be buffered at a latency, in the sense in which `bufferLimit` takes a maximum: media that does not
 * exist cannot be buffered. With whole segments that are asked for at or "below" the maximum it is latency - one
 * segment; the document's live buffer of 10 to 15 s (003 section 3.3), at its latency of 6 to 10 s, is therefore
 * min(10 s, latency - one segment) (row B8). At least one segment, so that something can be buffered at all.
 */
export function liveBufferLimit(
  { chunk, encoderDelay }: LiveClock,
  { durations }: SegmentTimes,
  bufferLimit: "fits" | "below",
): (latency: Seconds) => Seconds {
  const shortest = durations.reduce((a, b) => Math.min(a, b));
  const longest = durations.reduce((a, b) => Math.max(a, b));
  // Media that is filmed, but not yet to be had, when the next segment can be asked for.
  const missing = encoderDelay + Math.min(chunk ?? shortest, shortest);
  if (bufferLimit === "below") return (latency) => Math.max(longest, latency - missing);
  const added = chunk === undefined ? shortest : longest;
  return (latency) => Math.max(longest, latency - missing + added);
}
