import { readHdlr, readMdhd, readTkhd, readTrex } from "@svta/cml-iso-bmff";
import { isWithin } from "../../quantity.js";
import { PIXELS } from "../quantities.js";
import { readWith, within } from "./boxes.js";

/** What a file's header says of the track that its fragments are of. */
export interface Track {
  readonly id: number;
  readonly media: "video" | "audio" | "other";
  /** Ticks per second. */
  readonly timescale: number;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  /** Ticks of a sample whose fragment does not say; 0 where every one does. */
  readonly sampleDuration: number;
}

const MEDIA: Readonly<Record<string, Track["media"]>> = { vide: "video", soun: "audio" };
const RANK = { video: 0, audio: 1, other: 2 } as const;

/**
 * The track that counts of a `moov` box: the first of pictures, else of sound. Undefined where there is none.
 *
 * @throws RangeError for a box that is cut short
 */
export function trackIn(moov: Uint8Array): Track | undefined {
  const defaults = within(moov, "mvex", "trex").map((trex) => readWith(readTrex, trex));
  const tracks = within(moov, "trak").flatMap((trak): Track[] => {
    const [tkhd] = within(trak, "tkhd").map((box) => readWith(readTkhd, box));
    const [mdhd] = within(trak, "mdia", "mdhd").map((box) => readWith(readMdhd, box));
    const [hdlr] = within(trak, "mdia", "hdlr").map((box) => readWith(readHdlr, box));
    if (!tkhd || !mdhd || !hdlr || mdhd.timescale === 0) return [];
    const { trackId: id, width, height } = tkhd;
    const media = MEDIA[hdlr.handlerType] ?? "other";
    const sampleDuration = defaults.find(({ trackId }) => trackId === id)?.defaultSampleDuration ?? 0;
    const isPicture = media === "video" && isWithin(width, PIXELS) && isWithin(height, PIXELS);
    return [{ id, media, timescale: mdhd.timescale, sampleDuration, ...(isPicture && { width, height }) }];
  });
  return tracks.sort((a, b) => RANK[a.media] - RANK[b.media])[0];
}
