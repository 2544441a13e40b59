import { InputError } from "../../../errors.js";
import type { LinkedFiles } from "../../linked-files.js";

/** An MP4 file (ISO/IEC 14496-12), read piece by piece. */
export interface Mp4File {
  /** How messages name it. */
  readonly where: string;
  /** Bytes. */
  readonly size: number;
  /** Its bytes from the first to the last, fewer at its end. */
  read(first: number, last: number): Promise<Uint8Array>;
}

/** The file that an address leads to; undefined where it is not here. */
export async function linkedMp4(uri: string, linked: LinkedFiles): Promise<Mp4File | undefined> {
  const size = await linked.size(uri);
  if (size === undefined) return undefined;
  return {
    where: uri,
    size,
    async read(first, last) {
      return (await linked.bytes(uri, first, last)) ?? new Uint8Array();
    },
  };
}

export const notMp4 = (where: string, received: string, hint = "Fetch or make it again"): InputError =>
  new InputError({ where, expected: "MP4 in fragments", received, hint });
