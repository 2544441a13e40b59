/** Boxes of MP4 files (ISO/IEC 14496-12) for tests, of no more than readers look at. */

const utf8 = new TextEncoder();

/** Whole numbers of so many bytes each, the high byte first: `[4, 1, 2]` are 1 and 2 in four bytes. */
export const numbers = (...runs: readonly (readonly [width: number, ...values: number[]])[]): Uint8Array =>
  Uint8Array.from(
    runs.flatMap(([width, ...values]) =>
      values.flatMap((value) =>
        Array.from({ length: width }, (_, at) => Math.floor(value / 256 ** (width - 1 - at)) % 256),
      ),
    ),
  );

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(...parts);
  return joined(numbers([4, body.length + 8]), utf8.encode(type), body);
}

/** Parts of a file: bytes and ticks of each; or of an index, whose bytes alone count. */
export function sidx(
  timescale: number,
  parts: readonly { readonly bytes: number; readonly ticks: number; readonly isIndex?: boolean }[],
  firstOffset = 0,
): Uint8Array {
  const references = parts.map(({ bytes, ticks, isIndex = false }) =>
    numbers([4, bytes + (isIndex ? 2 ** 31 : 0), ticks, 0x90000000]),
  );
  return box("sidx", numbers([4, 0, 1, timescale, 0, firstOffset], [2, 0, parts.length]), ...references);
}

/** The header of a file with one track, number 1. */
export function moov(timescale: number, handler = "vide", sampleTicks = 0): Uint8Array {
  const tkhd = box(
    "tkhd",
    numbers(
      [4, 0, 0, 0, 1, 0, 0, 0, 0],
      [2, 0, 0, 0, 0],
      [4, ...new Array(9).fill(0)],
      [4, 640 * 65536, 360 * 65536],
    ),
  );
  const mdhd = box("mdhd", numbers([4, 0, 0, 0, timescale, 0], [2, 0, 0]));
  const hdlr = box("hdlr", numbers([4, 0, 0]), utf8.encode(handler), numbers([4, 0, 0, 0], [1, 0]));
  const trex = box("trex", numbers([4, 0, 1, 1, sampleTicks, 0, 0]));
  return box("moov", box("trak", tkhd, box("mdia", mdhd, hdlr)), box("mvex", trex));
}

/** A fragment's header: samples of so many ticks each; where `each` is given, they do not say themselves. */
export function moof(ticks: readonly number[], each?: number): Uint8Array {
  const tfhd = each === undefined ? numbers([4, 0, 1]) : numbers([4, 8, 1, each]);
  const trun =
    each === undefined ? numbers([4, 0x100, ticks.length], [4, ...ticks]) : numbers([4, 0, ticks.length]);
  return box("moof", box("traf", box("tfhd", tfhd), box("trun", trun)));
}

export const mdat = (bytes: number): Uint8Array => box("mdat", new Uint8Array(bytes - 8));

/** A file in fragments of so many bytes and seconds, with an index of them all or without. */
export function fragmented(form: {
  readonly timescale: number;
  readonly seconds: readonly number[];
  readonly bytes: readonly number[];
  readonly index?: boolean;
}): Uint8Array {
  const { timescale, seconds, bytes, index = false } = form;
  const ticks = seconds.map((each) => each * timescale);
  const fragments = bytes.map((size, at) => {
    const head = moof([ticks[at]! / 2, ticks[at]! / 2]);
    return joined(head, mdat(size - head.length));
  });
  const parts = bytes.map((size, at) => ({ bytes: size, ticks: ticks[at]! }));
  return joined(moov(timescale), ...(index ? [sidx(timescale, parts)] : []), ...fragments);
}

/** The first and the last byte of a file's index. */
export function indexOf(file: Uint8Array): readonly [number, number] {
  const at = Buffer.from(file).indexOf("sidx", 0, "latin1") - 4;
  return [at, at + new DataView(file.buffer, at).getUint32(0) - 1];
}
