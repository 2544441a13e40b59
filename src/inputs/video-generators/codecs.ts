/** A codec, and how many bits it takes for the same picture. */
export interface CodecRate {
  readonly name: string;
  /** RFC 6381 string. */
  readonly codec: string;
  /** Bitrate over H.264's. */
  readonly factor: number;
  readonly source: string;
}

/** Savings as document 003, section 7 has them: H.265 30 %, AV1 40 to 50 %. */
export const CODECS: readonly CodecRate[] = [
  { name: "h264", codec: "avc1.640028", factor: 1, source: "what ladders are made for" },
  { name: "h265", codec: "hvc1.2.4.L150.B0", factor: 0.7, source: "30 % less (document 003, section 7)" },
  { name: "av1", codec: "av01.0.08M.08", factor: 0.55, source: "40 to 50 % less (document 003, section 7)" },
];
