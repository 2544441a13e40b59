import { type Bits, type BitsPerSecond, bitsFromBytes, type Seconds } from "../units.js";
import type { AudioSettings } from "./settings/delivery.js";
import type { AudioTrack, Video } from "./video.js";

/** The audio that a session fetches beside the video, cut where the video is cut. */
export interface PlayedAudio {
  readonly bitrate: BitsPerSecond;
  /** Bits of each segment. */
  readonly sizes: Float64Array;
}

/**
 * What settings ask for: a bitrate, or a track of the video's.
 *
 * @throws RangeError when the video has no such track
 */
export function playedAudio(
  { bitrate, track: name }: AudioSettings,
  { durations, audio, name: video }: Pick<Video, "durations" | "audio" | "name">,
): PlayedAudio {
  if (name === undefined) return { bitrate: bitrate!, sizes: durations.map((seconds) => bitrate! * seconds) };
  const track = audio?.find((each) => each.name === name);
  if (track === undefined) throw new RangeError(`video ${video}: expected an audio track ${name}`);
  return { bitrate: track.bitrate, sizes: cutLike(track, durations) };
}

/** A request is never for nothing, even where the audio ends before the video does. */
const LEAST: Bits = bitsFromBytes(1);

/**
 * The bits of a track in each of other segments, spread evenly over each of its own: packagers cut audio where its frames
 * end, some milliseconds off the video's cuts, and players fetch the two in step.
 */
export function cutLike(
  track: Pick<AudioTrack, "durations" | "sizes">,
  durations: Float64Array,
): Float64Array {
  let own = 0;
  let ownEnd: Seconds = track.durations[0]!;
  let end: Seconds = 0;
  return durations.map((seconds) => {
    let from = end;
    end += seconds;
    let bits: Bits = 0;
    while (own < track.durations.length && from < end) {
      const until = Math.min(end, ownEnd);
      bits += (track.sizes[own]! * Math.max(0, until - from)) / track.durations[own]!;
      from = Math.max(from, until);
      if (ownEnd > end) break;
      own++;
      ownEnd += track.durations[own] ?? 0;
    }
    return Math.max(bits, LEAST);
  });
}
