import type { Level } from "../../model/video.js";
import type { P1203Codec, P1203VideoSegment } from "./format.js";

/** What P.1203 has to know of a level, or why that is not known. */
export type P1203Level =
  | ({
      readonly kind: "described";
      /** Whether the video does not say the codec. */
      readonly assumedCodec: boolean;
    } & Pick<P1203VideoSegment, "codec" | "resolution" | "fps">)
  /** By the keys of a video's file. */
  | { readonly kind: "lacking"; readonly keys: readonly string[] }
  | { readonly kind: "foreign codec"; readonly codec: string };

/** The codec of levels that do not say theirs, which manifests often do not: the only one that the standard knows. */
const USUAL_CODEC: P1203Codec = "h264";

/** RFC 6381, by the sample entry that a codec string begins with. */
const CODECS: Readonly<Record<string, P1203Codec>> = {
  avc1: "h264",
  avc3: "h264",
  hvc1: "h265",
  hev1: "h265",
  vp09: "vp9",
  vp9: "vp9",
};

export function p1203Level({ width, height, frameRate, codec }: Level): P1203Level {
  if (width === undefined || height === undefined || frameRate === undefined) {
    const keys = Object.entries({ width, height, frameRate }).filter(([, value]) => value === undefined);
    return { kind: "lacking", keys: keys.map(([key]) => key) };
  }
  const known = codec === undefined ? USUAL_CODEC : CODECS[codec.split(".", 1)[0]!.trim().toLowerCase()];
  if (known === undefined) return { kind: "foreign codec", codec: codec! };
  return {
    kind: "described",
    assumedCodec: codec === undefined,
    codec: known,
    resolution: `${width}x${height}`,
    fps: frameRate,
  };
}
