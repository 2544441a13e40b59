/*
 * The input of ITU-T Rec. P.1203 as the public implementation reads it (github.com/itu-p1203/itu-p1203, README): JSON, in
 * seconds and kbit/s. Facts of a format only: abrsim has nothing of the standard's model.
 */

/** Video codecs: the first is the standard's, the others those of the public codec extension. */
export type P1203Codec = "h264" | "h265" | "vp9";

/** Times are seconds of media shown since the first frame, without gaps: `start` is where the one before ended. */
interface P1203Media {
  readonly start: number;
  readonly duration: number;
  /** kbit/s. */
  readonly bitrate: number;
}

export interface P1203AudioSegment extends P1203Media {
  readonly codec: "aaclc";
}

export interface P1203VideoSegment extends P1203Media {
  readonly codec: P1203Codec;
  /** "1920x1080". */
  readonly resolution: string;
  readonly fps: number;
  /** The level. Without it, each other bitrate would be taken for another representation. */
  readonly representation: number;
}

/** What was shown in a session, for P.1203 in mode 0: bitrates, frame rates and resolutions. */
export interface P1203Input {
  /** Audio; no segments where it is not separate. */
  readonly I11: { readonly streamId: number; readonly segments: readonly P1203AudioSegment[] };
  readonly I13: { readonly streamId: number; readonly segments: readonly P1203VideoSegment[] };
  /** When playback stood still, and for how long; startup first, at 0. */
  readonly I23: {
    readonly streamId: number;
    readonly stalling: readonly (readonly [start: number, duration: number])[];
  };
  readonly IGen: {
    readonly device: "pc";
    readonly displaySize: string;
    readonly viewingDistance: string;
  };
}
