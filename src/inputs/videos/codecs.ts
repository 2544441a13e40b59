/*
 * Codecs as RFC 6381 writes them, "avc1.64001f,mp4a.40.2": of several kinds of media in one list.
 */

/** What comes before the first point of codecs of sound and of text; all others are taken for pictures. */
const SOUND =
  /^(?:mp4a|mp3|ac-3|ec-3|ac-4|opus|flac|alac|vorbis|dts[a-z+-]?|mha[12]|mhm[12]|samr|sawb)(?:\.|$)/i;
const TEXT = /^(?:stpp|wvtt|tx3g|c608|c708)(?:\.|$)/i;

const listed = (codecs: string | undefined): readonly string[] =>
  (codecs ?? "").split(",").flatMap((codec) => codec.trim() || []);

/** The codec of the pictures; undefined where the list has none. */
export const videoCodecOf = (codecs: string | undefined): string | undefined =>
  listed(codecs).find((codec) => !SOUND.test(codec) && !TEXT.test(codec));

/** The codec of the sound; undefined where the list has none. */
export const audioCodecOf = (codecs: string | undefined): string | undefined =>
  listed(codecs).find((codec) => SOUND.test(codec));

/** Names for a codec's first part; the same for two that differ only in where their parameters are kept. */
const FAMILIES: Readonly<Record<string, string>> = {
  avc1: "AVC",
  avc3: "AVC",
  hvc1: "HEVC",
  hev1: "HEVC",
  dvh1: "Dolby Vision",
  dvhe: "Dolby Vision",
  vvc1: "VVC",
  vvi1: "VVC",
  av01: "AV1",
  vp08: "VP8",
  vp8: "VP8",
  vp09: "VP9",
  vp9: "VP9",
};

/** What a player that plays one of the family's codecs can switch between; a word for it. */
export function codecFamily(codec: string | undefined): string {
  const [first = ""] = (codec ?? "").toLowerCase().split(".", 1);
  return FAMILIES[first] ?? (first || "unknown");
}
