import type { AudioTrack } from "../../model/video.js";
import type { BitsPerSecond } from "../../units.js";
import { theOne } from "./listed-levels.js";
import { meanBitrate, type SizedSegments } from "./listed-segments.js";

/** What a manifest says of an audio track. */
export interface ListedAudio {
  readonly name: string;
  readonly language: string | undefined;
  readonly codec: string | undefined;
  readonly channels: number | undefined;
  /** Undefined where the manifest does not say: the mean of its segments. */
  readonly bitrate?: BitsPerSecond;
}

/** The track under a name that none of the others has. */
export function audioTrack(
  { name, language, codec, channels, bitrate }: ListedAudio,
  segments: SizedSegments,
  others: readonly AudioTrack[],
): AudioTrack {
  const { durations, sizes, origins } = segments;
  return {
    name: unique(name, new Set(others.map((other) => other.name))),
    bitrate: bitrate ?? meanBitrate(segments),
    durations,
    sizes,
    sizesAre: theOne(origins) ?? origins,
    ...(language !== undefined && { language }),
    ...(codec !== undefined && { codec }),
    ...(channels !== undefined && { channels }),
  };
}

function unique(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
