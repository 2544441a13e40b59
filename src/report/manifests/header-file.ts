import { writeFtyp, writeSidx } from "@svta/cml-iso-bmff";
import type { Track } from "./manifest-files.js";

/** Ticks a second: microseconds, so that any duration in ms is a whole number of them. */
export const TIMESCALE = 1_000_000;

/** The beginning of a fragmented MP4 file, and where its parts lie: "0-27". */
export interface HeaderFile {
  readonly bytes: Uint8Array;
  readonly initRange: string;
  readonly indexRange: string;
}

/** A file type box and a segment index (ISO/IEC 14496-12, 4.3 and 8.16.3): all of a file that says how large segments are. */
export function headerFile({ bytes, durations }: Track): HeaderFile {
  const type = written(
    writeFtyp({ type: "ftyp", majorBrand: "iso6", minorVersion: 0, compatibleBrands: ["iso6", "msix"] }),
  );
  const index = written(
    writeSidx({
      type: "sidx",
      version: 0,
      flags: 0,
      referenceId: 1,
      timescale: TIMESCALE,
      earliestPresentationTime: 0,
      firstOffset: 0,
      reserved: 0,
      references: bytes.map((referencedSize, segment) => ({
        reference: 0,
        referenceType: 0,
        referencedSize,
        subsegmentDuration: Math.round(durations[segment]! * TIMESCALE),
        sap: 0,
        startsWithSap: 1,
        sapType: 1,
        sapDeltaTime: 0,
      })),
    }),
  );
  const whole = new Uint8Array(type.length + index.length);
  whole.set(type);
  whole.set(index, type.length);
  return {
    bytes: whole,
    initRange: `0-${type.length - 1}`,
    indexRange: `${type.length}-${whole.length - 1}`,
  };
}

const written = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
